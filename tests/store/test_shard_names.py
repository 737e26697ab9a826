"""Names in shards are remembered by version: what others wrote is seen, what is the same is not opened again."""

import pytest
from sqlmodel import select

from claims.errors import Damaged
from claims.model.card import CardShard
from claims.model.trip_shard import TripShard
from claims.store.cards import card_names, claims_in, put_cards
from claims.store.shard_names import ShardNames, shard_versions
from claims.store.trip_shards import trip_names
from tests.make import MadeOffice
from tests.store.test_cards import KEY, card, put


def test_only_what_is_another_version_is_opened(bare_office: MadeOffice) -> None:
    """And a shard that is gone is forgotten."""
    opened: list[str] = []

    def read(shard: CardShard, key: bytes) -> list[str]:
        opened.append(shard.id)
        return claims_in(shard, key)

    names, office_id = ShardNames(CardShard, read), bare_office.office.id
    first, second = card("Linh"), card("Minjun")
    for cards, times in (([first], 1), ([], 1), ([second], 2)):
        put(bare_office, *cards)
        with bare_office.database.question() as session:
            held = names.at(session, office_id, key=KEY)
        assert len(opened) == times
    assert [set(claims) for claims in held.values()] == [{first.claim_id, second.claim_id}]
    with bare_office.database.deed() as session:
        session.delete(session.exec(select(CardShard)).one())
    with bare_office.database.question() as session:
        assert (names.at(session, office_id, key=KEY), shard_versions(session, CardShard, office_id)) == ({}, {})


def test_what_does_not_open_is_refused_among_cards_and_left_alone_among_trips(bare_office: MadeOffice) -> None:
    office_id = bare_office.office.id
    with bare_office.database.deed() as session:
        session.add(CardShard(office_id=office_id, sealed=b"\x01" * 99))
        session.add(TripShard(office_id=office_id, sealed=b"\x01" * 99))
    with bare_office.database.question() as session:
        assert trip_names().at(session, office_id, key=KEY) == {}
        with pytest.raises(Damaged, match="card_shard"):
            card_names().at(session, office_id, key=KEY)
        assert len(shard_versions(session, TripShard, office_id)) == 1
        assert shard_versions(session, TripShard, "0" * 32) == {}


def test_cards_put_with_a_memory_land_as_without(bare_office: MadeOffice) -> None:
    """Handful after handful, some of them changed again."""
    names, everyone = card_names(), [card(f"Person {number}") for number in range(600)]
    for start in range(0, 600, 150):
        with bare_office.database.deed() as session:
            again = [each.model_copy(update={"trips": 7}) for each in everyone[:10]]
            new = everyone[max(start, 10) : start + 150]
            put_cards(session, bare_office.office.id, card_key=KEY, cards=again + new, names=names)
    with bare_office.database.question() as session:
        held = names.at(session, bare_office.office.id, key=KEY)
    assert sorted(claim for claims in held.values() for claim in claims) == sorted(each.claim_id for each in everyone)
    assert len(held) == 3
