"""Open cards: held while somebody who looked is signed in, only for the key they were opened with, and then gone."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Thread
from threading import enumerate as enumerate_threads

import pytest
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, select

from claims.errors import Damaged
from claims.model.card import Card, CardShard
from claims.model.claim import Claim
from claims.model.staff import Member
from claims.model.tables import random_key
from claims.model.vocabulary import Status
from claims.store import open_cards
from claims.store.cards import put_cards
from claims.store.clock import seconds
from claims.store.open_cards import Guest, Look, OpenCards
from claims.store.seal import new_key
from claims.store.sessions import MEMBER_IDLE, Visit, begin_visit, end_visit, row_of
from tests.make import MadeOffice
from tests.store.test_cards import card

KEY = new_key()
NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


class Moving:
    """A clock that stands where it is put."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        """The moment it was put to."""
        return self.now


@pytest.fixture
def clock() -> Moving:
    """A clock of one test."""
    return Moving()


@pytest.fixture
def held(bare_office: MadeOffice, clock: Moving) -> Iterator[OpenCards]:
    """Two claims with cards, and nobody looking yet. Nobody asks by the clock whether somebody is here: tests ask."""
    put(bare_office, claim(bare_office, "Linh"), claim(bare_office, "Minjun"))
    found = OpenCards(bare_office.database, every=3600, clock=clock)
    yield found
    found.forget()


def claim(office: MadeOffice, name: str) -> Card:
    """A sent claim, as far as it stands in clear, and its card."""
    made = card(name)
    with office.database.deed() as session:
        session.add(
            Claim(
                id=made.claim_id,
                office_id=office.office.id,
                reference=random_key()[:8],
                status=Status.RECEIVED,
                week="2026-W47",
                retention_week="2031-W47",
                vault_folder=random_key(),
            )
        )
    return made


def put(office: MadeOffice, *cards: Card, gone: frozenset[str] = frozenset()) -> None:
    """Another process keeps cards."""
    with office.database.deed() as session:
        put_cards(session, office.office.id, card_key=KEY, cards=list(cards), gone=gone)


def visit(office: MadeOffice, *, epoch: int = 0) -> tuple[str, Guest]:
    """Somebody signs in: the cookie, and who they are to the cards."""
    with office.database.deed() as session:
        known = {"salt": b"", "locked_key": b"", "public_key": b"", "second_factor": b""}
        name = random_key()
        member = Member(office_id=office.office.id, name=name, sign_in_name=name, roles="triage", epoch=epoch, **known)
        session.add(member)
        session.flush()
        here = Visit(
            kind="member", office_id=office.office.id, subject=member.id, key=KEY, since=seconds(NOW), epoch=epoch
        )
        cookie = begin_visit(session, here, host_key=office.host_key)
    guest = Guest(row_id=row_of(cookie, host_key=office.host_key), member_id=member.id, epoch=epoch)
    return cookie, guest


def look(held: OpenCards, office: MadeOffice, guest: Guest, *, key: bytes = KEY) -> Look:
    """One question."""
    with office.database.question() as session:
        return held.look(session, office.office.id, card_key=key, guest=guest)


def names(seen: Look) -> list[str]:
    """The names on the claims' cards."""
    return sorted(seen.cards.card(int(place)).name for place in seen.places if place >= 0)


def test_with_the_last_visit_the_cards_go(held: OpenCards, bare_office: MadeOffice) -> None:
    """Two are here; the first to leave leaves the cards to the other."""
    (first, one), (second, other) = visit(bare_office), visit(bare_office)
    assert held.is_empty
    for guest in (one, other):
        assert names(look(held, bare_office, guest)) == ["Linh", "Minjun"]
    for cookie, empty in ((first, False), (second, True)):
        with bare_office.database.deed() as session:
            end_visit(session, cookie, host_key=bare_office.host_key)
        held.let_go()
        assert held.is_empty is empty


def test_who_only_timed_out_is_gone_too(held: OpenCards, bare_office: MadeOffice, clock: Moving) -> None:
    """Half an hour without a request, and a minute for rounding."""
    look(held, bare_office, visit(bare_office)[1])
    clock.now = NOW + timedelta(seconds=MEMBER_IDLE)
    held.let_go()
    assert not held.is_empty
    clock.now = NOW + timedelta(seconds=MEMBER_IDLE + 121)
    held.let_go()
    assert held.is_empty


@pytest.mark.parametrize("over", [{"epoch": 1}, {"active": False}])
def test_a_visit_that_was_ended_from_elsewhere_holds_nothing(
    held: OpenCards, bare_office: MadeOffice, over: dict[str, int]
) -> None:
    """All sessions ended by one click, or the member gone: their rows may still be there."""
    _, guest = visit(bare_office)
    look(held, bare_office, guest)
    with bare_office.database.deed() as session:
        member = session.get_one(Member, guest.member_id)
        for name, value in over.items():
            setattr(member, name, value)
    held.let_go()
    assert held.is_empty


def test_somebody_asks_without_a_request(
    bare_office: MadeOffice, clock: Moving, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A thread, for as long as there is something to forget; and where the database does not answer, all is forgotten."""
    held = OpenCards(bare_office.database, every=0.01, clock=clock)
    put(bare_office, claim(bare_office, "Linh"))
    watching = watched_look(held, bare_office)
    clock.now = NOW + timedelta(days=1)
    watching.join(60)
    assert (watching.is_alive(), held.is_empty) == (False, True)

    def away(*_: object, **__: object) -> frozenset[str]:
        raise OperationalError("", {}, Exception("away"))

    clock.now = NOW
    watching = watched_look(held, bare_office)
    monkeypatch.setattr(open_cards, "open_rows", away)
    watching.join(60)
    assert (watching.is_alive(), held.is_empty) == (False, True)


def watched_look(held: OpenCards, office: MadeOffice) -> Thread:
    """One question by somebody new, and the thread that began to ask after them."""
    _, guest = visit(office)
    before = set(enumerate_threads())
    look(held, office, guest)
    assert not held.is_empty
    (watching,) = set(enumerate_threads()) - before
    return watching


def test_what_is_held_is_only_for_the_key_it_was_opened_with(held: OpenCards, bare_office: MadeOffice) -> None:
    """Another office key opens no shard, sees nothing, and takes nothing away from those who hold the right one."""
    _, guest = visit(bare_office)
    first = look(held, bare_office, guest)
    with pytest.raises(Damaged):
        look(held, bare_office, visit(bare_office)[1], key=new_key())
    assert look(held, bare_office, guest).cards is first.cards


def test_only_shards_of_another_version_are_opened_again(
    held: OpenCards, bare_office: MadeOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What another process changed, added or dropped shows at the next look; for the rest nothing is opened."""
    opened: list[str] = []
    real = open_cards.ShardColumns.of

    def counted(shard: CardShard, **given: object) -> object:
        opened.append(shard.id)
        return real(shard, **given)  # type: ignore[arg-type]  # as it was given

    monkeypatch.setattr(open_cards.ShardColumns, "of", counted)
    _, guest = visit(bare_office)
    first = look(held, bare_office, guest)
    assert look(held, bare_office, guest).cards is first.cards
    assert len(opened) == 1
    linh = next(first.cards.card(place) for place in range(2) if first.cards.card(place).name == "Linh")
    put(bare_office, linh.model_copy(update={"name": "Linh Nguyen"}))
    assert names(look(held, bare_office, guest)) == ["Linh Nguyen", "Minjun"]
    put(bare_office, claim(bare_office, "Maria"))
    assert names(look(held, bare_office, guest)) == ["Linh Nguyen", "Maria", "Minjun"]
    put(bare_office, gone=frozenset({linh.claim_id}))
    assert names(look(held, bare_office, guest)) == ["Maria", "Minjun"]
    assert len(opened) == 4
    with bare_office.database.deed() as session:
        session.delete(session.exec(select(CardShard)).one())
    assert names(look(held, bare_office, guest)) == []


def test_clear_facts_are_as_they_are_now(held: OpenCards, bare_office: MadeOffice) -> None:
    """Status, unread, assignee, a new claim, one that is gone."""
    _, guest = visit(bare_office)
    assert look(held, bare_office, guest).claims.unread.tolist() == [False, False]
    with bare_office.database.deed() as session:
        row = _first(session)
        row.unread, row.status, row.assignee = True, Status.CHECKED, guest.member_id
    seen = look(held, bare_office, guest).claims
    assert sorted(seen.unread.tolist()) == [False, True]
    assert guest.member_id in seen.assignee_values
    claim(bare_office, "new")
    assert sorted(look(held, bare_office, guest).places.tolist())[0] == -1
    with bare_office.database.deed() as session:
        session.delete(_first(session))
    assert len(look(held, bare_office, guest).claims) == 2


def _first(session: Session) -> Claim:
    return session.exec(select(Claim).order_by(Claim.id).limit(1)).one()


def test_another_start_holds_nothing(held: OpenCards, bare_office: MadeOffice) -> None:
    """What was open was open in one process."""
    look(held, bare_office, visit(bare_office)[1])
    assert OpenCards(bare_office.database).is_empty


def test_a_guest_is_a_visit_not_a_person(held: OpenCards, bare_office: MadeOffice) -> None:
    """The same member at two browsers: one signs out, the other still looks."""
    cookie, guest = visit(bare_office)
    other = replace(guest, row_id=visit(bare_office)[1].row_id)
    for each in (guest, other):
        look(held, bare_office, each)
    with bare_office.database.deed() as session:
        end_visit(session, cookie, host_key=bare_office.host_key)
    held.let_go()
    assert not held.is_empty
