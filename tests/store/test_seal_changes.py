"""Nothing that was changed, cut, moved or given another key opens: every bit, every length, every other place.

And what opens not says so by a name of its own, which is all that a page or a log may repeat.
"""

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import assume, given
from hypothesis import strategies as st

from claims.errors import Damaged
from claims.store.seal import (
    FORMAT,
    context,
    new_key,
    new_pair,
    open_sealed,
    open_wrap,
    padded_length,
    public_half,
    seal,
    wrap_to,
)
from tests.store import stranger
from tests.store.test_seal import CLAIM, KEY, OFFICE, PART, PRIVATE, SAID, SEALED, WRAP, WRAPPED

IDS = st.sampled_from([OFFICE, CLAIM, "b2" * 16])
KINDS = st.sampled_from(["file", "judgement", "desk", "message", "proof", "card"])
PLACES = st.tuples(st.sampled_from(["part", "wrap", "cards"]), IDS, IDS, KINDS, st.integers(1, 3), st.integers(1, 3))


def reason(opening: object, *given: object, **named: object) -> str:
    """By which name it is refused."""
    with pytest.raises(Damaged) as refused:
        opening(*given, **named)  # type: ignore[operator]  # one of the two that open
    return refused.value.reason


def test_every_single_bit_matters() -> None:
    """Of a part and of a wrap: format byte, nonce or encapsulated key, ciphertext, tag."""
    for whole, opening, key, bound in ((SEALED, open_sealed, KEY, PART), (WRAPPED, open_wrap, PRIVATE, WRAP)):
        assert opening(key, whole, context=bound)
        for bit in range(8 * len(whole)):
            changed = bytearray(whole)
            changed[bit // 8] ^= 1 << bit % 8
            with pytest.raises(Damaged):
                opening(key, bytes(changed), context=bound)


@given(st.binary(max_size=64), st.booleans())
def test_nothing_can_be_added_at_either_end(more: bytes, in_front: bool) -> None:
    """What is longer is as damaged as what is shorter."""
    assume(more)
    for whole, opening, key, bound in ((SEALED, open_sealed, KEY, PART), (WRAPPED, open_wrap, PRIVATE, WRAP)):
        with pytest.raises(Damaged):
            opening(key, more + whole if in_front else whole + more, context=bound)


@given(PLACES, PLACES, st.binary(max_size=40))
def test_what_is_sealed_for_one_place_opens_at_no_other(here: tuple, there: tuple, plain: bytes) -> None:
    """Between offices, claims, kinds, numbers, versions: a part stays a part of what it is a part of."""
    assume(here != there)
    private, public = new_pair()
    sealed, wrapped = seal(KEY, plain, context=context(*here), least=64), wrap_to(public, plain, context=context(*here))

    assert reason(open_sealed, KEY, sealed, context=context(*there)) == "sealed_part"
    assert reason(open_wrap, private, wrapped, context=context(*there)) == "wrap"


@given(st.binary(min_size=32, max_size=32), st.binary(min_size=32, max_size=32), st.binary(max_size=40))
def test_what_is_sealed_under_one_key_opens_under_no_other(one: bytes, other: bytes, plain: bytes) -> None:
    """Nor does a wrap open with anybody else's private half."""
    assume(public_half(one) != public_half(other))

    assert reason(open_sealed, other, seal(one, plain, context=PART), context=PART) == "sealed_part"
    assert reason(open_wrap, other, wrap_to(public_half(one), plain, context=WRAP), context=WRAP) == "wrap"
    assert open_wrap(one, wrap_to(public_half(one), plain, context=WRAP), context=WRAP) == plain


def test_each_refusal_has_its_name() -> None:
    """A foreign format is told from foreign bytes; both are told from each other's form."""
    assert reason(open_sealed, KEY, b"\x02" + SEALED[1:], context=PART) == "sealed_format"
    assert reason(open_sealed, KEY, SEALED[:36], context=PART) == "sealed_format"
    assert reason(open_sealed, KEY, SEALED[:37], context=PART) == "sealed_part"
    assert reason(open_sealed, new_key(), SEALED, context=PART) == "sealed_part"
    assert reason(open_wrap, PRIVATE, b"\x02" + WRAPPED[1:], context=WRAP) == "wrap_format"
    assert reason(open_wrap, PRIVATE, b"", context=WRAP) == "wrap_format"
    assert reason(open_wrap, PRIVATE, FORMAT, context=WRAP) == "wrap"
    assert reason(open_wrap, new_key(), WRAPPED, context=WRAP) == "wrap"


def test_the_shortest_part_there_can_be_opens() -> None:
    """Format byte, nonce, the length of nothing, tag: 37 bytes."""
    shortest = FORMAT + bytes(12) + AESGCM(KEY).encrypt(bytes(12), bytes(8), PART)

    assert len(shortest) == 37
    assert open_sealed(KEY, shortest, context=PART) == stranger.open_sealed(KEY, shortest, PART) == b""


def test_keys_are_of_256_bits_and_pairs_belong_together() -> None:
    """What is not said costs 512 bytes at least."""
    private, public = new_pair()

    assert (len(new_key()), len(private), len(public)) == (32, 32, 32)
    assert public_half(private) == public
    assert open_wrap(private, wrap_to(public, SAID, context=WRAP), context=WRAP) == SAID
    assert len(seal(KEY, b"", context=PART)) == 1 + 12 + 16 + 512
    assert padded_length(1) == 512


@given(st.integers(0, 2**20), st.integers(1, 5000))
def test_whatever_is_named_as_the_least_is_the_least(length: int, least: int) -> None:
    """Also where it is no class itself: of up to so many bytes nothing shows."""
    assert (padded_length(length, least=least) == least) == (length <= least or stranger.size_class(length, 0) == least)
    assert padded_length(least, least=least) == least
