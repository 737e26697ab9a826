"""Rows of real claims with one another's bytes: none opens, whichever of the keys is held. Whoever writes the database can lose, not forge."""

from collections.abc import Iterator
from itertools import permutations
from typing import TypeVar

import pytest
from sqlmodel import select

from claims.errors import Damaged
from claims.model.card import CardShard
from claims.model.claim import Claim, ClaimPart, ClaimWrap
from claims.model.vocabulary import Recipient
from claims.store import cards
from claims.store.claim_parts import OpenClaim, key_from_wrap, opened_part
from claims.store.keyring import open_claim
from tests.cast import HAN, LINH, MINJUN
from tests.make import MadeOffice, SignedIn

Row = TypeVar("Row", ClaimPart, ClaimWrap, CardShard)
Opened = tuple[SignedIn, list[OpenClaim], list[ClaimPart], list[ClaimWrap], list[CardShard]]


@pytest.fixture(scope="module")
def opened(small_module_office: MadeOffice) -> Opened:
    """Two claims, sent, put on cards, both open; and all that lies in the database of them."""
    office = small_module_office
    sent, han = [office.send(LINH), office.send(MINJUN)], office.sign_in(HAN)
    office.work(han)
    with office.database.question() as session:
        claims = [open_claim(session, session.get_one(Claim, each.claim.id), keyring=han.keyring) for each in sent]
        parts = list(session.exec(select(ClaimPart)))
        wraps = list(session.exec(select(ClaimWrap)))
        shards = list(session.exec(select(CardShard)))
    return han, claims, parts, wraps, shards


def changed(row: Row, **facts: object) -> Row:
    """A row as it stands but for these facts."""
    return type(row)(**{name: getattr(row, name) for name in type(row).model_fields} | facts)


def test_each_part_opens_where_it_lies(opened: Opened) -> None:
    _, claims, parts, _, _ = opened
    by_id = {claim.id: claim for claim in claims}

    assert len({(part.claim_id, part.kind, part.number) for part in parts}) >= 6
    assert all(opened_part(by_id[part.claim_id], part) for part in parts)


def test_no_part_opens_in_the_place_of_another(opened: Opened) -> None:
    """Of another claim, another kind, another number; under its own claim's key and under the other's."""
    _, claims, parts, _, _ = opened
    for row, other in permutations(parts, 2):
        for claim in claims:
            with pytest.raises(Damaged):
                opened_part(claim, changed(row, sealed=other.sealed))


@pytest.mark.parametrize("facts", [{"version": 1}, {"number": 2}, {"office_id": "0f" * 16}, {"claim_id": "0f" * 16}])
def test_no_part_opens_under_a_changed_row(opened: Opened, facts: dict) -> None:
    """An earlier version put back is an earlier version, and is not taken for the present one."""
    _, claims, parts, _, _ = opened
    for part in parts:
        row = changed(part, **facts)
        claim = next(claim for claim in claims if claim.id == part.claim_id)
        moved = OpenClaim(**{**vars_of(claim), "id": row.claim_id, "office_id": row.office_id})
        with pytest.raises(Damaged):
            opened_part(moved, row)


def vars_of(claim: OpenClaim) -> dict:
    """Its fields, the key among them."""
    return {name: getattr(claim, name) for name in claim.__dataclass_fields__}


def test_no_wrap_opens_in_the_place_of_another(opened: Opened) -> None:
    """A claim key wrapped for somebody stays that claim's and that recipient's."""
    han, claims, _, wraps, _ = opened
    keys = {Recipient.OFFICE: han.keyring.office, Recipient.READING: han.keyring.reading}
    ours = [wrap for wrap in wraps if wrap.recipient in keys]

    assert {key_from_wrap(wrap, key=keys[wrap.recipient]) for wrap in ours} == {claim.key for claim in claims}
    for wrap, other in permutations(ours, 2):
        for key in (*keys.values(), *(claim.key for claim in claims)):
            moved = changed(wrap, wrapped=other.wrapped)
            with pytest.raises(Damaged):
                key_from_wrap(moved, key=key)


def other_places(shard: CardShard) -> Iterator[CardShard]:
    """The same bytes as another shard, an older one, another office's."""
    for facts in ({"id": "0f" * 16}, {"version": shard.version + 1}, {"office_id": "0f" * 16}):
        yield changed(shard, **facts)


def test_no_shard_opens_as_another_or_as_an_older_one(opened: Opened) -> None:
    han, _, _, _, shards = opened

    assert [len(cards._open(shard, han.keyring.card)) for shard in shards] == [2]
    for moved in other_places(shards[0]):
        with pytest.raises(Damaged):
            cards._open(moved, han.keyring.card)
