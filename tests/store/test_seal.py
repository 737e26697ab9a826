"""Sealing: fixed bytes of every form open for us and for a stranger; anything moved, changed or foreign does not."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from claims.errors import Damaged
from claims.store.seal import (
    context,
    derive,
    new_key,
    new_pair,
    open_sealed,
    open_wrap,
    padded_length,
    seal,
    wrap_to,
)
from tests.store import stranger

KEY = bytes(range(32))
PRIVATE = bytes(range(1, 33))
OFFICE, CLAIM = "0f" * 16, "a1" * 16
PART = context("part", OFFICE, CLAIM, "file", 1, 1)
WRAP = context("wrap", OFFICE, CLAIM, "office", OFFICE, 1)
SEALED = bytes.fromhex(
    "01d9815a0880148d7e48d82a098307f1c007bfe7400593d9d9aefa18a7d52c7cad5d4d17e105d9146efcd1138fadc5117cffcf1d1367e2c2"
    "2d7ca82e26e414f12a0839aaecdbb7bfcc08fec0d70fd6a10600adb31f442b9d581ad1c049"
)
WRAPPED = bytes.fromhex(
    "0126edfe3b7435dfc3c5842f59541934974bcdf780384f12bd09090f329582d1636cc559c2ffa81c89c1a028d838bcdf37d489c7e81c223e"
    "2ffda9459953eca2396525361eb7e89b1c1c48d8e6372ce3f9"
)
SAID = "두 날 – một tên".encode()
WORDS = st.lists(st.text(max_size=6) | st.integers(0, 10**6), max_size=4)


def test_a_stored_part_opens_for_us_and_for_a_stranger() -> None:
    """Fixed bytes: whoever changes the format finds out here."""
    assert open_sealed(KEY, SEALED, context=PART) == SAID
    assert stranger.open_sealed(KEY, SEALED, stranger.context("part", OFFICE, CLAIM, "file", 1, 1)) == SAID


def test_a_stored_wrap_opens_for_us_and_for_a_stranger() -> None:
    """The stranger has RFC 9180 and the page on formats, nothing else."""
    assert open_wrap(PRIVATE, WRAPPED, context=WRAP) == KEY
    assert stranger.open_wrap(PRIVATE, WRAPPED, stranger.context("wrap", OFFICE, CLAIM, "office", OFFICE, 1)) == KEY


def test_a_stranger_derives_the_same_keys() -> None:
    """HKDF with the purpose as info, with and without salt."""
    assert derive(KEY, purpose="receipt", salt=b"x", length=40) == stranger.derive(KEY, "receipt", salt=b"x", length=40)
    assert derive(KEY, purpose="vouch") == stranger.derive(KEY, "vouch")


@given(st.binary(max_size=3000), st.sampled_from([64, 512, 2048, 8192]))
def test_whatever_is_sealed_opens_again_for_both(plain: bytes, least: int) -> None:
    """Any content, any least size; the length shows only its class."""
    sealed = seal(KEY, plain, context=PART, least=least)

    assert open_sealed(KEY, sealed, context=PART) == stranger.open_sealed(KEY, sealed, PART) == plain
    assert len(sealed) == 1 + 12 + 16 + stranger.size_class(8 + len(plain), least)


@given(st.binary(max_size=300))
def test_whatever_is_wrapped_opens_again_for_both(secret: bytes) -> None:
    """Keys, and lists of keys for an errand."""
    private, public = new_pair()
    wrapped = wrap_to(public, secret, context=WRAP)

    assert open_wrap(private, wrapped, context=WRAP) == stranger.open_wrap(private, wrapped, WRAP) == secret


@pytest.mark.parametrize("place", range(len(SEALED)))
def test_one_flipped_bit_damages_a_part(place: int) -> None:
    """In every byte: format, nonce, ciphertext, tag."""
    flipped = bytearray(SEALED)
    flipped[place] ^= 1

    with pytest.raises(Damaged):
        open_sealed(KEY, bytes(flipped), context=PART)


@pytest.mark.parametrize("place", range(len(WRAPPED)))
def test_one_flipped_bit_damages_a_wrap(place: int) -> None:
    """In every byte: format, encapsulated key, ciphertext, tag. (The top bit of an X25519 key is no bit of it.)"""
    flipped = bytearray(WRAPPED)
    flipped[place] ^= 1

    with pytest.raises(Damaged):
        open_wrap(PRIVATE, bytes(flipped), context=WRAP)


def test_what_is_cut_off_is_damaged() -> None:
    """Short reads are refused by name and never by accident."""
    for length in range(len(SEALED)):
        with pytest.raises(Damaged):
            open_sealed(KEY, SEALED[:length], context=PART)
    for length in range(len(WRAPPED)):
        with pytest.raises(Damaged):
            open_wrap(PRIVATE, WRAPPED[:length], context=WRAP)


@pytest.mark.parametrize(
    "words",
    [
        (OFFICE, "b2" * 16, "file", 1, 1),
        ("1e" * 16, CLAIM, "file", 1, 1),
        (OFFICE, CLAIM, "desk", 1, 1),
        (OFFICE, CLAIM, "file", 2, 1),
        (OFFICE, CLAIM, "file", 1, 2),
    ],
)
def test_a_part_opens_nowhere_else(words: tuple[str | int, ...]) -> None:
    """Another claim, office, kind, number or version: the same bytes do not open."""
    with pytest.raises(Damaged):
        open_sealed(KEY, SEALED, context=context("part", *words))


def test_another_key_opens_nothing() -> None:
    """Nor does a key that is no key."""
    for key in (bytes(32), new_key()):
        with pytest.raises(Damaged):
            open_sealed(key, SEALED, context=PART)
        with pytest.raises(Damaged):
            open_wrap(key, WRAPPED, context=WRAP)
    with pytest.raises(Damaged):
        open_wrap(b"", WRAPPED, context=WRAP)
    with pytest.raises(Damaged):
        open_wrap(PRIVATE, WRAPPED, context=PART)


@given(WORDS, WORDS)
def test_two_places_never_share_a_context(some: list[str | int], others: list[str | int]) -> None:
    """("ab", "c") and ("a", "bc") are two places; so is a word that looks like a separator."""
    assume([str(word) for word in some] != [str(word) for word in others])

    assert context(*some) != context(*others)
    assert context(*some) == stranger.context(*some)


@given(st.integers(0, 2**40), st.sampled_from([64, 512, 65536]))
def test_a_size_class_costs_at_most_twelve_percent(length: int, least: int) -> None:
    """The class is never smaller, never much larger, and the same when counted another way."""
    padded = padded_length(length, least=least)

    assert length <= padded <= max(least, length * 1.12)
    assert padded == stranger.size_class(length, least)
    assert padded_length(padded, least=least) == padded
    assert padded_length(length + 1, least=least) >= padded


def test_the_same_words_never_look_the_same_twice() -> None:
    """A fresh nonce each time: equal facts of two saves cannot be compared."""
    assert len({seal(KEY, SAID, context=PART) for _ in range(200)}) == 200
    assert len({new_key() for _ in range(200)}) == 200
