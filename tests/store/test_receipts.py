"""Receipts: random enough that nobody guesses, and the key follows as the page on formats says."""

from math import log2

from claims.rules.references import ALPHABET, CODE_LENGTH, REFERENCE_LENGTH, check_text
from claims.store.receipts import key_of_code, new_code, new_reference
from tests.store import stranger

CODE, CLAIM = "0123456789ABCDEFGHJKMNPG", "a1" * 16


def test_a_code_has_at_least_a_hundred_random_bits() -> None:
    """The check character adds none."""
    assert (CODE_LENGTH - 1) * log2(len(set(ALPHABET))) == 115
    assert len({new_code() for _ in range(5000)}) == 5000


def test_each_place_of_a_code_takes_every_character() -> None:
    """No place is fixed, and no character is preferred so much that it would show in four thousand codes."""
    codes = [new_code() for _ in range(4000)]
    for place in range(CODE_LENGTH - 1):
        counts = [sum(code[place] == character for code in codes) for character in ALPHABET]
        assert min(counts) > 50
        assert max(counts) < 220


def test_what_is_made_is_accepted() -> None:
    """Receipts pass their own check."""
    assert all(check_text(new_code(), length=CODE_LENGTH) for _ in range(100))
    assert all(check_text(new_reference(), length=REFERENCE_LENGTH) for _ in range(100))


def test_the_key_of_a_code_is_the_one_on_paper() -> None:
    """Receipts that were handed out keep opening their claims."""
    key = key_of_code(CODE, claim_id=CLAIM)

    assert key == stranger.derive(CODE.encode(), "receipt", salt=bytes.fromhex(CLAIM))
    assert key_of_code("0123456789ABCDEFGHJKMNPK", claim_id=CLAIM).hex() == (
        "d6f24c42789bb05068c024f5f1cd5dbdb9932200b6e669a83a5bc2690aeaef60"
    )


def test_one_code_opens_one_claim() -> None:
    """The claim's id salts the key: the same code beside another claim is another key."""
    assert key_of_code(CODE, claim_id=CLAIM) != key_of_code(CODE, claim_id="b2" * 16)
