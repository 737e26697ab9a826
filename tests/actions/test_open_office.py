"""Opening an office: once; its members get what they need on paper, and nothing of it is kept."""

import pytest
from sqlmodel import Session, select

from claims.actions.open_office import open_office
from claims.errors import Conflict
from claims.model.ledger import LedgerLine
from claims.model.staff import KeyWrap, Member, Office
from claims.store.database import Database, open_engine
from tests.cast import ADA, HAN, PARK
from tests.make import NOW, MadeOffice, make_office


def open_another(session: Session) -> None:
    """Try again."""
    open_office(session, name="Other", contact="", firms="", kind="demonstration", members=(), now=NOW)


def test_an_office_is_opened_once(small_bare_office: MadeOffice) -> None:
    """And never becomes another kind."""
    with small_bare_office.database.deed() as session:
        with pytest.raises(Conflict, match="office_exists"):
            open_another(session)
        office = session.exec(select(Office)).one()

    assert (office.name, office.kind, office.generation) == ("Test office", "real", 1)


def test_who_holds_the_offices_key(sqlite_url: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Of a lead, counsel and administrator only the lead."""
    office = make_office(sqlite_url, tmp_path_factory.mktemp("office"), members=(HAN, PARK, ADA))
    with office.database.question() as session:
        names = dict(session.exec(select(Member.id, Member.sign_in_name)).all())
        holders = [names[wrap.member_id] for wrap in session.exec(select(KeyWrap))]
        actions = session.exec(select(LedgerLine.action).order_by(LedgerLine.number)).all()
        kept = b"".join(
            column if isinstance(column, bytes) else str(column).encode()
            for table in (Office, Member, KeyWrap, LedgerLine)
            for row in session.exec(select(table))
            for column in row.model_dump().values()
        )
    office.close()

    assert holders == ["han"]
    assert actions == ["open_office", *["add_member"] * 3, "publish"]
    for entry in office.sign_ins.values():
        assert len(entry.passphrase.split()) == 7
        assert entry.passphrase.encode() not in kept
        assert entry.totp_secret.encode() not in kept
    assert len({entry.passphrase for entry in office.sign_ins.values()}) == 3


def test_a_database_without_an_office_has_none(database_url: str) -> None:
    """Until one is opened."""
    database = Database(open_engine(database_url))
    with database.question() as session:
        assert session.exec(select(Office)).all() == []
    with database.deed() as session:
        open_another(session)
    with database.question() as session:
        assert [office.kind for office in session.exec(select(Office))] == ["demonstration"]
    database.engine.dispose()
