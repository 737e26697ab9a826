"""The seizure lists, tried on a real office: two very different claims look the same cold, and each column keeps its class."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import SQLModel, select

from claims.actions.edit_registry import save_project
from claims.actions.preview_revision import order_preview
from claims.model.claim import Erasure
from claims.model.claim_file import Claimant, EntryRecord
from claims.model.ledger import LedgerAnchor
from claims.model.staff import KnownBrowser, Member, Passkey, RecoveryKey, RecoveryWrap
from claims.model.tables import random_key
from claims.model.vocabulary import (
    AnnouncementKind,
    BundleStatus,
    Capacity,
    ErrandKind,
    Move,
    Package,
    PartKind,
    Recipient,
    Role,
    ShareKind,
    ShareStatus,
    StampStatus,
    Status,
)
from claims.rules.references import ALPHABET
from claims.store.all_tables import TABLES
from claims.store.clear_columns import CLEAR_COLUMNS
from claims.store.clock import hour_of, week_of
from claims.store.revision_content import content_of
from claims.store.seal import wrap_to
from claims.store.seizure import unlisted_columns, unlisted_files
from claims.store.sessions import CLAIMANT_IDLE, MEMBER_IDLE
from tests.cast import HAN, LINH, MINJUN, PARK
from tests.make import MadeOffice, make_office
from tests.make_appointments import Firm, begin_signing
from tests.make_bundles import Court, attach, picture

CODES: dict[str, set[str]] = {
    "office.kind": {"real", "demonstration"},
    "member.roles": set(Role),
    "member.language": {"ko", "en"},
    "member.active": {"True", "False"},
    "member.renew": {"True", "False"},
    "office_key.in_use": {"True", "False"},
    "key_wrap.key_kind": {"office", "matter"},
    "recovery_wrap.key_kind": {"office", "matter"},
    "ledger_anchor.place": {"file", "mail", "timestamp"},
    "ledger_anchor.outcome": {"kept", "failed"},
    "claim.status": set(Status),
    "claim.unread": {"True", "False"},
    "claim_wrap.recipient": set(Recipient),
    "claim_part.kind": set(PartKind),
    "triage_event.move": set(Move),
    "announcement.kind": set(AnnouncementKind),
    "bundle.status": set(BundleStatus),
    "bundle.stage": {"", "ready", *ShareKind},
    "bundle.stopped_by": {""},
    "bundle_share.kind": set(ShareKind),
    "bundle_share.status": set(ShareStatus),
    "bundle_stamp.package": set(Package),
    "bundle_stamp.status": set(StampStatus),
    "session_row.idle": {str(CLAIMANT_IDLE), str(MEMBER_IDLE)},
    "errand.kind": set(ErrandKind),
    "ledger_line.role": {*Role, "service", "member", "claimant"},
    "registry_revision.role": {*Role, "service"},
}
ACTIONS = re.compile(r"[a-z_]{3,24}")
RANDOM = re.compile(rf"|[0-9a-f]{{32}}|[{ALPHABET}]{{8}}|\d{{1,10}}")
FINGERPRINTS = re.compile(r"([0-9a-f]{64} [ *][A-Za-z0-9.-]+\n)+")
COUNT = re.compile(r"\d+|\d{4}-W\d\d|\d{4}-\d\d-\d\dT\d\dZ")
WORDS = (
    LINH.claimant.name,
    LINH.claimant.name_latin,
    MINJUN.claimant.name,
    "2015-03-02",
    "2018-05-04",
    "IMG_0001",
)


def cells(office: MadeOffice) -> Iterator[tuple[str, object]]:
    """Every value of every column, as `table.column`."""
    with office.database.question() as session:
        for table in TABLES:
            for row in session.exec(select(table)):
                for column in table.__table__.columns:  # type: ignore[attr-defined]  # every table has one
                    yield f"{table.__tablename__}.{column.name}", getattr(row, column.name)


def fits(name: str, value: object) -> bool:
    """Whether a value is of the class that its column was promised to be."""
    kind = CLEAR_COLUMNS[name][0]
    if kind in {"sealed", "key material"}:
        return value is None or isinstance(value, bytes)
    if kind == "random" and isinstance(value, bytes):
        return FINGERPRINTS.fullmatch(value.decode()) is not None
    if kind == "random":
        return RANDOM.fullmatch(str(value)) is not None
    if kind == "count":
        return COUNT.fullmatch(str(value)) is not None
    if name == "ledger_line.action":
        return ACTIONS.fullmatch(str(value)) is not None
    if kind == "code":
        return set(str(value).split() or [""]) <= CODES[name]
    return True


@pytest.fixture(scope="module")
def office(module_database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MadeOffice]:
    """An office in which everything has been done once."""
    made = make_office(module_database_url, tmp_path_factory.mktemp("office"), members=(HAN, PARK))
    court = Court(made)
    sent = [made.send(file) for file in (LINH, MINJUN)]
    attach(made, sent[0].claim, picture())
    made.work(court.han)
    made.decide(sent[0], court.han, Move.ASK, "the day of the wedding?")
    court.choose(*sent)
    court.zipped()
    firm = Firm(made, on=court)
    firm.invite_again(*sent)
    firm.sign(sent[0], granted=("appeal",))
    begin_signing(firm, sent[1])
    made.draft(LINH)
    with made.worker():
        court.order()
        with made.database.deed() as session:
            save_project(session, court.han.member, code="MOJ-AIRPORT-FACES", form=None, now=made.now)
            order_preview(
                session,
                court.han.member,
                keyring=court.han.keyring,
                host_key=made.host_key,
                content=content_of(made.registry),
                base_revision=made.registry.revision,
                now=made.now,
            )
    with made.database.deed() as session:
        session.add_all(rarely_made(made, court.han.member))
    yield made
    made.close()


def rarely_made(made: MadeOffice, member: Member) -> list[SQLModel]:
    """One row of each table that a day at the office does not fill, as its deeds would write it."""
    office_id, week = made.office.id, week_of(made.now)
    recovery = RecoveryKey(id=random_key(), office_id=office_id, public_key=bytes(32), need=2, shares=3, week=week)
    own = {"office_id": office_id, "member_id": member.id, "week": week}
    return [
        Passkey(credential=bytes(16), public_key=bytes(77), label=wrap_to(member.public_key, b"x", context=b""), **own),
        KnownBrowser(id=random_key(), **own),
        recovery,
        RecoveryWrap(
            recovery_id=recovery.id, key_kind="office", key_id=office_id, office_id=office_id, wrapped=bytes(81)
        ),
        Erasure(claim_id=random_key(), office_id=office_id, vault_folder=random_key(), week=week),
        LedgerAnchor(
            office_id=office_id, number=1, place="file", outcome="kept", hour=hour_of(made.now), statement=b"{}"
        ),
    ]


def test_every_value_is_of_the_class_that_was_promised(office: MadeOffice) -> None:
    """Codes are words of closed lists, counts numbers and weeks, random ones random; the rest is sealed bytes."""
    found = list(cells(office))

    assert [(name, value) for name, value in found if not fits(name, value)] == []
    assert {name for name, _ in found} >= set(CLEAR_COLUMNS) - {
        name for name in CLEAR_COLUMNS if name.startswith(("session_row", "worker", "errand"))
    }


def test_no_value_holds_a_word_of_a_claim(office: MadeOffice) -> None:
    """As text or as bytes."""
    everything = b"\0".join(value if isinstance(value, bytes) else str(value).encode() for _, value in cells(office))

    assert [word for word in WORDS if word.encode() in everything] == []
    assert b"the day of the wedding" not in everything


def test_a_value_of_another_class_is_found() -> None:
    """A date in a count, a name in a code, text in a sealed column, a word for a random name."""
    for name, value in (
        ("claim.week", "2015-03-02"),
        ("claim.status", "inside"),
        ("claim.assignee", "Han"),
        ("claim_part.sealed", "Linh"),
        ("ledger_line.action", "Looked at Linh"),
        ("bundle_stamp.statement", b"Linh"),
        ("claim_part.number", "many"),
    ):
        assert not fits(name, value), name


def test_files_and_columns_are_on_the_list(office: MadeOffice) -> None:
    """What this office has left in its folder."""
    assert unlisted_columns() == []
    assert unlisted_files(office.settings.folder) == []
    assert list(Path(office.settings.vault).rglob("*"))


def cold(office: MadeOffice, claim_id: str) -> list[tuple[str, object]]:
    """What a seizure shows of one claim: clear values but the random ones, and the length of bytes."""
    shown = []
    with office.database.question() as session:
        for table in TABLES:
            key = "id" if table.__tablename__ == "claim" else "claim_id"
            if not hasattr(table, key) or table.__tablename__ == "bundle":
                continue
            for row in session.exec(select(table).where(getattr(table, key) == claim_id)):
                for name, value in row.model_dump(warnings=False).items():
                    kind = CLEAR_COLUMNS[f"{table.__tablename__}.{name}"][0]
                    shown.append(
                        (
                            f"{table.__tablename__}.{name}",
                            len(value) if isinstance(value, bytes) else "" if kind == "random" else str(value),
                        )
                    )
    return sorted(shown, key=str)


def test_two_very_different_claims_look_the_same_cold(bare_office_of_four: tuple[MadeOffice, list[str]]) -> None:
    """A Vietnamese worker, a Korean by gate, a diplomat of three trips, somebody who remembers nothing: not one difference."""
    office, claims = bare_office_of_four
    shown = [cold(office, claim) for claim in claims]

    assert shown[0] == shown[1] == shown[2] == shown[3]
    assert len(shown[0]) > 20


@pytest.fixture
def bare_office_of_four(database_url: str, tmp_path: Path) -> Iterator[tuple[MadeOffice, list[str]]]:
    """Four claims in an office where nobody is at work."""
    office = make_office(database_url, tmp_path, members=())
    trips = tuple(
        EntryRecord(
            id=f"t{n}", passport="USA", entered=f"201{n}-07-01", exited=f"201{n}-08-01", capacity=Capacity.DIPLOMAT
        )
        for n in range(1, 4)
    )
    diplomat = MINJUN.model_copy(update={"language": "ar", "records": trips})
    nothing = LINH.model_copy(update={"claimant": Claimant(name="?"), "records": (EntryRecord(id="t"),)})
    yield office, [office.send(file).claim.id for file in (LINH, MINJUN, diplomat, nothing)]
    office.close()
