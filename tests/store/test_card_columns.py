"""Columns of cards: every card is found again whole, whatever a claimant wrote; what is damaged is named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from claims.errors import Damaged
from claims.model.card import Card, CardShard
from claims.model.vocabulary import Result
from claims.rules.cards import search_key
from claims.store.card_columns import NONE, CardColumns, Distinct, Seen, ShardColumns, columns_of
from claims.store.cards import claims_in
from claims.store.seal import context, new_key, seal
from tests.store.test_cards import card

KEY, OFFICE = new_key(), "0f" * 16
TEXT = st.text(max_size=12) | st.sampled_from(['{"claim_id":"x"', '"},{"claim_id":"', "\\", '\\"', "]"])
CARDS = st.lists(
    st.builds(
        lambda name, born, results, claim_id: card(name, claim_id).model_copy(
            update={"born": born, "results": results}
        ),
        TEXT,
        TEXT,
        st.dictionaries(st.sampled_from("PQ"), st.sampled_from(list(Result))),
        st.uuids().map(lambda each: each.hex),
    ),
    max_size=6,
    unique_by=lambda each: each.claim_id,
)


def shard_of(cards: list[Card]) -> CardShard:
    """A shard as the service seals it."""
    return sealed(TypeAdapter(list[Card]).dump_json(cards))


def sealed(plain: bytes) -> CardShard:
    """A shard that holds these bytes."""
    shard = CardShard(office_id=OFFICE, version=1)
    shard.sealed = seal(KEY, plain, context=context("cards", OFFICE, shard.id, 1))
    return shard


def opened(*shards: CardShard, before: CardColumns | None = None) -> CardColumns:
    """Shards as columns."""
    seen = before.seen if before else Seen()
    return columns_of(
        {each.id: ShardColumns.of(each, card_key=KEY, seen=seen) for each in shards}, seen=seen, before=before
    )


@given(CARDS, CARDS)
def test_each_card_is_found_again_whole(first: list[Card], second: list[Card]) -> None:
    """Also where a claimant wrote what looks like the beginning of a card."""
    columns = opened(shard_of(first), shard_of(second))
    everyone = first + second

    assert len(columns) == len(everyone)
    assert [columns.card(place) for place in range(len(columns))] == everyone
    assert {each: columns.card(place).claim_id for each, place in columns.places.items()} == {
        each.claim_id: each.claim_id for each in everyone
    }
    assert claims_in(shard_of(first), KEY) == [each.claim_id for each in first]
    assert columns.searched == ["\n".join(each.search) for each in everyone]
    results = columns.seen.results.values
    assert [dict(results[number]) for number in columns.results[:NONE]] == [each.results for each in everyone]


@given(CARDS)
def test_names_are_put_in_order_and_equal_ones_stand_together(cards: list[Card]) -> None:
    columns = opened(shard_of(cards))
    keys = [search_key(each.name) for each in cards]
    order = columns.name_order

    for one, place in zip(keys, order[:NONE], strict=True):
        assert [(one < other, one == other) for other in keys] == [
            (place < another, place == another) for another in order[:NONE]
        ]
    assert all(place < order[NONE] for place in order[:NONE])


def test_behind_the_last_card_stands_that_there_is_none() -> None:
    """A claim without a card looks there."""
    for columns in (opened(), opened(shard_of([card("Linh")]))):
        assert [column[NONE] for column in (columns.languages, columns.nationalities, columns.results)] == [NONE] * 3
        assert not columns.missing[NONE]


def test_places_are_kept_where_no_card_moved() -> None:
    linh, minjun = card("Linh"), card("Minjun")
    shard = shard_of([linh, minjun])
    first = opened(shard)
    bound = context("cards", OFFICE, shard.id, 1)
    shard.sealed = seal(
        KEY, TypeAdapter(list[Card]).dump_json([linh, minjun.model_copy(update={"trips": 9})]), context=bound
    )
    second = opened(shard, before=first)

    assert second.places is first.places
    assert second.card(1).trips == 9
    assert opened(shard_of([linh, minjun]), before=first).places is not first.places


@pytest.mark.parametrize("plain", [b"", b"{}", b"[1]", b'[{"claim_id":"x"}]'])
def test_what_is_no_list_of_cards_is_damaged_by_name(plain: bytes) -> None:
    shard = sealed(plain)
    with pytest.raises(Damaged) as damage:
        ShardColumns.of(shard, card_key=KEY, seen=Seen())
    assert damage.value.facts == {"shard": shard.id}
    with pytest.raises(Damaged):
        ShardColumns.of(shard, card_key=new_key(), seen=Seen())


def test_cards_that_somebody_wrote_with_spaces_are_refused_not_misread() -> None:
    """Their beginnings are not found, so nothing is cut out of the middle."""
    plain = TypeAdapter(list[Card]).dump_json([card("Linh")]).replace(b'{"claim_id":', b'{ "claim_id": ')
    with pytest.raises(Damaged, match="card_shard"):
        ShardColumns.of(sealed(plain), card_key=KEY, seen=Seen())


def test_a_value_keeps_its_number() -> None:
    distinct = Distinct[str]()
    assert [distinct.number(value) for value in ("vi", "ko", "vi")] == [0, 1, 0]
    assert (distinct.find("ko"), distinct.find("en"), distinct.values) == (1, None, ["vi", "ko"])
