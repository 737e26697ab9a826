"""Cards: sealed shards that show their size class and nothing of one claim; a signed-in office opens them in memory."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlmodel import select

from claims.errors import Damaged
from claims.model.card import Card, CardShard
from claims.model.tables import random_key
from claims.model.vocabulary import Result
from claims.store.cards import LEAST_SHARD, SHARD_CARDS, card_places, put_cards, read_card, read_cards
from claims.store.seal import new_key
from tests.make import MadeOffice
from tests.store import stranger

KEY = new_key()
OVERHEAD = 1 + 12 + 16


def card(name: str, claim_id: str = "") -> Card:
    """A card of somebody."""
    return Card(
        claim_id=claim_id or random_key(),
        reference="7K3M9Q4T",
        name=name,
        search=(name.lower(),),
        language="vi",
        nationality="VNM",
        born="1990-05-01",
        results={"MOJ": Result.INSIDE},
    )


def put(office: MadeOffice, *cards: Card, gone: frozenset[str] = frozenset()) -> None:
    """Keep cards, in a transaction of their own."""
    with office.database.deed() as session:
        put_cards(session, office.office.id, card_key=KEY, cards=list(cards), gone=gone)


def kept(office: MadeOffice, key: bytes = KEY) -> dict[str, Card]:
    """All cards."""
    with office.database.question() as session:
        return read_cards(session, office.office.id, card_key=key)


def shards(office: MadeOffice) -> list[CardShard]:
    """The rows as they lie."""
    with office.database.question() as session:
        return list(session.exec(select(CardShard)))


def test_cards_are_added_changed_and_dropped(bare_office: MadeOffice) -> None:
    """One of each claim, the newest."""
    linh, minjun = card("Linh"), card("Minjun")
    put(bare_office, linh, minjun)
    put(bare_office, linh.model_copy(update={"name": "Linh Nguyen"}))
    assert {each.name for each in kept(bare_office).values()} == {"Linh Nguyen", "Minjun"}

    put(bare_office, gone=frozenset({linh.claim_id, "f0" * 16}))
    assert kept(bare_office) == {minjun.claim_id: minjun}


def test_a_card_has_one_place_however_its_shard_is_named(bare_office: MadeOffice) -> None:
    """Where another shard has room and comes first, a changed card still replaces the one there is."""
    everyone = [card(f"Person {number}") for number in range(SHARD_CARDS + 1)]
    put(bare_office, *everyone)
    changed = [each.model_copy(update={"trips": 7}) for each in everyone]
    put(bare_office, *changed)

    assert kept(bare_office) == {each.claim_id: each for each in changed}
    with bare_office.database.question() as session:
        places = card_places(session, bare_office.office.id, card_key=KEY)
    put(bare_office, gone=frozenset(each.claim_id for each in everyone))
    assert kept(bare_office) == {}
    assert set(places) == {each.claim_id for each in everyone}


def test_cards_whose_place_is_known_are_replaced_there(bare_office: MadeOffice) -> None:
    """Other shards are not opened for it; one that has moved meanwhile is found all the same."""
    everyone = [card(f"Person {number}") for number in range(SHARD_CARDS + 1)]
    put(bare_office, *everyone)
    office_id = bare_office.office.id
    with bare_office.database.question() as session:
        places = card_places(session, office_id, card_key=KEY)
    versions = {shard.id: shard.version for shard in shards(bare_office)}
    one, elsewhere = everyone[0], card("Somebody")
    near = frozenset({places[one.claim_id]})
    changed = one.model_copy(update={"trips": 7})
    with bare_office.database.deed() as session:
        put_cards(session, office_id, card_key=KEY, cards=[changed], near=near)
    now = {shard.id: shard.version for shard in shards(bare_office)}
    assert {shard_id for shard_id, version in now.items() if version != versions[shard_id]} == near
    with bare_office.database.deed() as session:
        put_cards(session, office_id, card_key=KEY, cards=[elsewhere], near=near)

    assert kept(bare_office) == {c.claim_id: c for c in (changed, *everyone[1:], elsewhere)}


def test_one_card_is_found_without_making_the_others(bare_office: MadeOffice) -> None:
    """By whose it is, in whichever shard; None where nobody has opened the claim yet."""
    everyone = [card(f"Person {number}") for number in range(SHARD_CARDS + 1)]
    put(bare_office, *everyone)
    with bare_office.database.question() as session:
        for each in (everyone[0], everyone[-1]):
            found = read_card(session, bare_office.office.id, card_key=KEY, claim_id=each.claim_id)
            assert found == each
        assert read_card(session, bare_office.office.id, card_key=KEY, claim_id="f0" * 16) is None


def test_a_thousand_cards_lie_in_four_shards_of_like_size(bare_office: MadeOffice) -> None:
    """Each no fuller than 256; sizes are classes, so that one card more or less does not show."""
    everyone = [card(f"Person {number}") for number in range(1000)]
    for start in range(0, 1000, 250):
        put(bare_office, *everyone[start : start + 250])

    assert kept(bare_office) == {each.claim_id: each for each in everyone}
    lying = shards(bare_office)
    assert len(lying) == -(-1000 // SHARD_CARDS)
    assert all(
        stranger.size_class(len(row.sealed) - OVERHEAD, LEAST_SHARD) == len(row.sealed) - OVERHEAD for row in lying
    )


def test_one_more_claim_changes_no_size_and_no_name(small_bare_office: MadeOffice) -> None:
    """A shard of one, of ten and of eleven cards look the same but for how often they were written."""
    put(small_bare_office, card("first"))
    seen = {(row.id, len(row.sealed)) for row in shards(small_bare_office)}
    for number in range(10):
        put(small_bare_office, card(f"more {number}"))

    assert {(row.id, len(row.sealed)) for row in shards(small_bare_office)} == seen


def test_nothing_of_a_card_is_readable(small_bare_office: MadeOffice) -> None:
    """Neither name, claim nor nationality; and the office's other keys do not open it."""
    linh = card("Nguyen Thi Linh")
    put(small_bare_office, linh)
    (row,) = shards(small_bare_office)

    assert not [
        word for word in (b"Thi Linh", b"7K3M9Q4T", b"1990-05-01", linh.claim_id.encode()) if word in row.sealed
    ]
    with pytest.raises(Damaged):
        kept(small_bare_office, key=new_key())


@pytest.mark.parametrize("change", ["flip", "older", "moved"])
def test_a_shard_that_was_changed_is_damaged(small_bare_office: MadeOffice, change: str) -> None:
    """A flipped bit; the shard of before, put back; the shard of another place."""
    put(small_bare_office, *(card(f"Person {number}") for number in range(300)))
    before = shards(small_bare_office)[0]
    put(small_bare_office, *(each.model_copy(update={"trips": 2}) for each in kept(small_bare_office).values()))
    with small_bare_office.database.deed() as session:
        one, other = session.exec(select(CardShard).order_by(CardShard.id == before.id)).all()[::-1]
        flipped = one.sealed[:-1] + bytes([one.sealed[-1] ^ 1])
        one.sealed = {"flip": flipped, "older": before.sealed, "moved": other.sealed}[change]

    with pytest.raises(Damaged, match="card_shard"):
        kept(small_bare_office)


def test_an_unchanged_card_is_not_written_again(small_bare_office: MadeOffice) -> None:
    """Reading a claim twice leaves no second trace in how often a shard was written."""
    linh = card("Linh")
    put(small_bare_office, linh)
    before = shards(small_bare_office)
    put(small_bare_office, linh)

    assert [(row.version, row.sealed) for row in shards(small_bare_office)] == [
        (row.version, row.sealed) for row in before
    ]


def test_two_who_write_at_once_lose_nothing(bare_office: MadeOffice) -> None:
    """Each looks first, as the pages do, then writes cards of its own."""

    def write(number: int) -> None:
        with bare_office.database.deed() as session:
            looked = list(session.exec(select(CardShard)))
            put_cards(session, bare_office.office.id, card_key=KEY, cards=[card(f"Person {number}")])
            assert len(looked) <= 1

    put(bare_office, card("first"))
    with ThreadPoolExecutor(8) as pool:
        for done in [pool.submit(write, number) for number in range(24)]:
            done.result()

    assert len(kept(bare_office)) == 25
