"""Signing in: seven words and a fresh code; every failure says the same, and each is in the ledger."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from sqlmodel import select

from claims.actions import sign_in as deed
from claims.actions.sign_in import STEP, admit, note_failed_sign_in, sign_in, unlock
from claims.errors import NotAllowed
from claims.model.ledger import LedgerLine
from claims.model.staff import Member
from claims.store.passphrases import key_of_passphrase
from claims.store.sessions import Visit
from tests.cast import HAN, TRIIN
from tests.make import MadeOffice, make_office

NOON = datetime(2026, 11, 22, 12, 0, 10, tzinfo=UTC)


@pytest.fixture(scope="module")
def door(module_database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MadeOffice]:
    """An office with two members."""
    office = make_office(module_database_url, tmp_path_factory.mktemp("office"), members=(HAN, TRIIN))
    yield office
    office.close()


def enter(office: MadeOffice, *, name: str = "han", words: str = "", code: str = "", now: datetime = NOON) -> Visit:
    """Try to come in; whatever is not given is right."""
    known = office.sign_ins["han"]
    code = code or pyotp.TOTP(known.totp_secret).at(now)
    with office.database.deed() as session:
        return sign_in(session, office.office.id, name=name, passphrase=words or known.passphrase, code=code, now=now)


def test_seven_words_and_a_code_let_in(door: MadeOffice) -> None:
    """As typed by people: capitals in the name, spaces in the code, a clock half a minute off."""
    visit = enter(door, name=" HAN ", now=NOON)
    with door.database.question() as session:
        han = session.exec(select(Member).where(Member.sign_in_name == "han")).one()
        line = session.exec(select(LedgerLine).order_by(LedgerLine.number.desc())).first()
    later = NOON + timedelta(minutes=2)
    code = pyotp.TOTP(door.sign_ins["han"].totp_secret).at(later - timedelta(seconds=STEP))

    assert (visit.kind, visit.subject, visit.since) == ("member", han.id, int(NOON.timestamp()))
    assert (line.action, line.actor) == ("sign_in", han.id)
    assert enter(door, code=f"{code[:3]} {code[3:]}", now=later).key == visit.key


def test_a_code_is_good_once_also_at_the_same_moment(door: MadeOffice) -> None:
    """Somebody looked over the shoulder: of eight with the same code one comes in; an earlier code is over too."""
    now = NOON + timedelta(minutes=10)

    def try_it(_: int) -> bool:
        try:
            enter(door, now=now)
        except NotAllowed:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(try_it, range(4))) == 1
    earlier = pyotp.TOTP(door.sign_ins["han"].totp_secret).at(now - timedelta(seconds=STEP))
    with pytest.raises(NotAllowed):
        enter(door, code=earlier, now=now)


@pytest.mark.parametrize("wrong", ["name", "words", "code", "old code", "empty code", "others words", "left"])
def test_every_failure_says_the_same(door: MadeOffice, wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """And costs an Argon2 each, so that no name can be told from the time it takes."""
    now, derived = NOON + timedelta(hours=1), []
    place = "claims.actions.sign_in.key_of_passphrase"
    monkeypatch.setattr(place, lambda words, *, salt: (derived.append(1), key_of_passphrase(words, salt=salt))[1])
    given = {
        "name": {"name": "nobody"},
        "words": {"words": "one two three four five six seven"},
        "code": {"code": "000000"},
        "old code": {"code": pyotp.TOTP(door.sign_ins["han"].totp_secret).at(now - timedelta(minutes=2))},
        "empty code": {"code": "x"},
        "others words": {"words": door.sign_ins["triin"].passphrase},
        "left": {},
    }[wrong]
    set_active(door, active="no" if wrong == "left" else "yes")
    with pytest.raises(NotAllowed) as refused:
        enter(door, now=now, **given)
    set_active(door, active="yes")

    assert refused.value.reason == "sign_in"
    assert derived == [1]


def set_active(office: MadeOffice, *, active: str) -> None:
    """Han works here, or has left."""
    with office.database.deed() as session:
        session.exec(select(Member).where(Member.sign_in_name == "han")).one().active = active == "yes"


def test_a_failure_stands_in_the_ledger(door: MadeOffice) -> None:
    """Of a member by their id; of an unknown name only that somebody tried."""
    with door.database.deed() as session:
        note_failed_sign_in(session, door.office.id, member_id="b2" * 16, now=NOON)
        note_failed_sign_in(session, door.office.id, member_id="", now=NOON)
        lines = session.exec(select(LedgerLine).where(LedgerLine.action == "sign_in_failed")).all()

    assert {line.actor for line in lines} == {"b2" * 16, ""}


def test_a_second_factor_moved_from_another_member_lets_nobody_in(door: MadeOffice) -> None:
    """It lies under its own member's key, in its own member's place."""
    now = NOON + timedelta(hours=2)
    with door.database.deed() as session:
        han, triin = session.exec(select(Member).order_by(Member.sign_in_name)).all()
        kept, han.second_factor = han.second_factor, triin.second_factor
    code = pyotp.TOTP(door.sign_ins["triin"].totp_secret).at(now)
    with pytest.raises(NotAllowed):
        enter(door, code=code, now=now)
    with door.database.deed() as session:
        session.get_one(Member, han.id).second_factor = kept

    assert enter(door, now=now)
    assert deed.STEP == 30


def test_trying_the_words_writes_nothing(door: MadeOffice) -> None:
    """It is slow on purpose: inside a transaction that writes, strangers at this door would make every claimant wait."""
    now = NOON + timedelta(hours=6)
    known = door.sign_ins["han"]
    with door.database.question() as session:
        unlocked = unlock(session, door.office.id, name="han", passphrase=known.passphrase)
        with pytest.raises(NotAllowed, match="sign_in"):
            unlock(session, door.office.id, name="han", passphrase="no such words")
    with door.database.deed() as session:
        visit = admit(session, unlocked, second=pyotp.TOTP(known.totp_secret).at(now), now=now)
    assert (visit.key, visit.subject) == (unlocked.private, unlocked.member.id)
