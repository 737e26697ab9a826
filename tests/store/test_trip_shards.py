"""Shards of trips: sealed, padded, found again whole; nobody without the key learns whose they are, or what was answered."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from claims.errors import Damaged
from claims.model.trip_shard import Answer, MatchedClaim, TripShard
from claims.model.vocabulary import Result
from claims.rules.answers import TRIP_COLUMNS
from claims.store import trip_shards
from claims.store.seal import derive
from claims.store.trip_lines import OpenShard
from claims.store.trip_shards import (
    LEAST_SHARD,
    claims_in_shards,
    open_shard,
    put_trips,
    read_shards,
    seal_shard,
    shard_ids,
    shards_behind,
    trips_key,
)
from tests.make import MadeOffice

CARD = bytes(range(32))
KEY = trips_key(CARD)
TEXTS = st.none() | st.text(max_size=12).filter(lambda text: text != "")
ANSWERS = st.tuples() | st.just(
    (Answer("P-1", Result.INSIDE, "0123456789abcdef", (("W-1", Result.INSIDE), ("W-2", Result.CANNOT_TELL))),)
)
TRIPS = st.lists(st.tuples(st.tuples(*[TEXTS for _ in TRIP_COLUMNS]), ANSWERS), max_size=3)


def claim(number: int, *, mark: str = "r.1", trips: int = 2) -> MatchedClaim:
    """Somebody's trips."""
    row = tuple(f"{column} {number}" for column in TRIP_COLUMNS)
    answers = (
        Answer("P", Result.INSIDE, f"{number:016x}", (("W", Result.INSIDE),)),
        Answer("Q", Result.OUTSIDE, "0" * 16),
    )
    return MatchedClaim(f"{number:032x}", f"REFERENCE{number}", mark, (row,) * trips, (answers,) * trips)


def put(office: MadeOffice, *claims: MatchedClaim, gone: Sequence[int] = ()) -> None:
    """Keep some, drop some."""
    with office.database.deed() as session:
        names = frozenset(f"{number:032x}" for number in gone)
        put_trips(session, office.office.id, key=KEY, claims=claims, gone=names)


def kept(office: MadeOffice) -> dict[str, MatchedClaim]:
    """All that lie in shards, by claim."""
    with office.database.question() as session:
        ids = shard_ids(session, office.office.id)
    handfuls = list(read_shards(office.database, ids, key=KEY))
    return {each.claim_id: each for handful in handfuls for _, held in handful for each in held.each()}


def rows(office: MadeOffice) -> list[TripShard]:
    """The shards as they lie."""
    with office.database.question() as session:
        return list(session.exec(select(TripShard).order_by(TripShard.id)))


def test_the_key_of_the_trips_follows_from_the_card_key_and_not_the_other_way_round() -> None:
    assert derive(CARD, purpose="trip shards") == KEY
    assert KEY != CARD


@given(st.lists(TRIPS, min_size=1, max_size=4))
def test_what_is_sealed_is_what_is_opened(people: list[list]) -> None:
    """Any text, any number of trips, none at all."""
    claims = [
        MatchedClaim(f"{n:032x}", f"R{n}", f"m{n % 2}", tuple(t for t, _ in trips), tuple(a for _, a in trips))
        for n, trips in enumerate(people)
    ]
    shard = TripShard(office_id="o" * 32)
    seal_shard(_Kept(), shard, OpenShard.of(claims), key=KEY)  # type: ignore[arg-type]  # all it does with a session is add
    held = open_shard(shard, key=KEY)

    assert list(held.each()) == claims
    assert shard.matched_by == ("m0" if len(claims) == 1 else "")
    first = shard.sealed
    seal_shard(_Kept(), shard, held, key=KEY)  # type: ignore[arg-type]  # as above
    assert list(open_shard(shard, key=KEY).each()) == claims
    assert (shard.version, shard.sealed != first) == (2, True)


class _Kept:
    """A session that keeps nothing."""

    def add(self, row: object) -> None:
        """Nothing."""


def test_added_replaced_and_dropped(bare_office: MadeOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    """Shards are filled before a new one is begun; what did not change is not written."""
    monkeypatch.setattr(trip_shards, "SHARD_CLAIMS", 2)
    put(bare_office, claim(1), claim(2), claim(3))
    before = {row.id: row.version for row in rows(bare_office)}
    put(bare_office, claim(1, trips=5), claim(4), gone=[2])
    there = kept(bare_office)

    assert len(before) == 2
    assert {name[-1]: len(each.trips) for name, each in there.items()} == {"1": 5, "3": 2, "4": 2}
    assert set(row.id for row in rows(bare_office)) >= set(before)
    versions = {row.id: row.version for row in rows(bare_office)}
    put(bare_office, claim(1, trips=5))
    put(bare_office, gone=[9])
    assert {row.id: row.version for row in rows(bare_office)} == versions
    with bare_office.database.question() as session:
        assert claims_in_shards(session, bare_office.office.id, key=KEY) == (set(there), [])


def test_without_a_key_it_shows_how_many_shards_are_behind(
    bare_office: MadeOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A shard in which claims were matched by different revisions is behind both."""
    monkeypatch.setattr(trip_shards, "SHARD_CLAIMS", 2)
    put(bare_office, claim(1), claim(2), claim(3, mark="s.1"))
    office_id = bare_office.office.id
    with bare_office.database.question() as session:
        assert [shards_behind(session, office_id, mark=mark) for mark in ("r.1", "s.1", "t.1")] == [1, 1, 2]
        assert len(shard_ids(session, office_id, but="r.1")) == 1
    put(bare_office, claim(4))
    with bare_office.database.question() as session:
        assert [shards_behind(session, office_id, mark=mark) for mark in ("r.1", "s.1")] == [1, 2]


def test_an_emptied_shard_goes(small_bare_office: MadeOffice) -> None:
    """It would wait for every revision to come."""
    put(small_bare_office, claim(1), claim(2))
    put(small_bare_office, gone=[1, 2])

    assert rows(small_bare_office) == []


def test_a_shard_shows_its_size_class_and_nothing_of_its_trips(small_bare_office: MadeOffice) -> None:
    put(small_bare_office, claim(1))
    (row,) = rows(small_bare_office)

    assert LEAST_SHARD <= len(row.sealed) <= LEAST_SHARD + 64
    assert not any(word in row.sealed for word in (b"entered", b"REFERENCE1", b"inside", f"{1:032x}".encode()))


@pytest.mark.parametrize("harm", ["bit", "version", "matched_by", "office", "key"])
def test_a_shard_that_was_changed_or_moved_is_named(small_bare_office: MadeOffice, harm: str) -> None:
    """Also where somebody only says that it was matched by another revision, so that it is passed over."""
    put(small_bare_office, claim(1))
    (row,) = rows(small_bare_office)
    if harm == "bit":
        row.sealed = row.sealed[:-1] + bytes([row.sealed[-1] ^ 1])
    row.version += harm == "version"
    row.matched_by = "s.1" if harm == "matched_by" else row.matched_by
    row.office_id = "0" * 32 if harm == "office" else row.office_id
    with pytest.raises(Damaged, match="trip_shard") as found:
        open_shard(row, key=CARD if harm == "key" else KEY)
    assert found.value.facts == {"shard": row.id}


def test_a_damaged_shard_hinders_nobody(small_bare_office: MadeOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    """Others are written and read beside it; whoever wants to know is told its name."""
    monkeypatch.setattr(trip_shards, "SHARD_CLAIMS", 1)
    put(small_bare_office, claim(1), claim(2))
    office_id, harmed = small_bare_office.office.id, rows(small_bare_office)[0].id
    with small_bare_office.database.deed() as session:
        row = session.get_one(TripShard, harmed)
        row.sealed = row.sealed[:-1] + bytes([row.sealed[-1] ^ 1])
    put(small_bare_office, claim(3), gone=[1, 2])
    damaged: list[str] = []
    ids = [row.id for row in rows(small_bare_office)]
    found = list(read_shards(small_bare_office.database, ids, key=KEY, damaged=damaged))

    assert ([len(handful) for handful in found], damaged) == ([1], [harmed])
    with pytest.raises(Damaged):
        kept(small_bare_office)
    with small_bare_office.database.question() as session:
        claims, shards = claims_in_shards(session, office_id, key=KEY)
    assert (claims, [shard.id for shard in shards]) == ({f"{3:032x}"}, [harmed])
