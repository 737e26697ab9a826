"""Recovery shares: any k of n make the key again, fewer do not, and a wrong word is said while the sheet is in the hand."""

from hashlib import sha256
from itertools import combinations

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st
from shamir_mnemonic import combine_mnemonics
from shamir_mnemonic.wordlist import WORDLIST

from claims.errors import Damaged, NotValid
from claims.store.keyring import Keyring
from claims.store.recovery import (
    check_fits,
    check_words,
    is_ours,
    join_shares,
    new_recovery_pair,
    open_recovery_wrap,
    read_share,
    recovery_id,
    share_facts,
    wrap_to_recovery,
)
from claims.store.seal import new_pair, public_half
from tests.store import stranger

PAIR = new_recovery_pair(need=3, shares=5)
OTHER = new_recovery_pair(need=3, shares=5)


@pytest.mark.parametrize("chosen", list(combinations(range(5), 3)))
def test_any_three_of_five_make_the_key_again(chosen: tuple[int, ...]) -> None:
    assert public_half(join_shares([PAIR.shares[place] for place in chosen])) == PAIR.public


def test_two_of_five_do_not_and_a_fourth_does_no_harm() -> None:
    for chosen in combinations(PAIR.shares, 2):
        with pytest.raises(NotValid, match="shares_missing") as refused:
            join_shares(chosen)
        assert refused.value.facts == {"need": 3, "given": 2}
    assert public_half(join_shares(PAIR.shares[:4])) == PAIR.public
    with pytest.raises(NotValid, match="shares_missing"):
        join_shares([])


def test_sheets_of_two_sets_are_refused_by_name() -> None:
    with pytest.raises(NotValid, match="share_of_another_set") as refused:
        join_shares([*PAIR.shares[:2], OTHER.shares[3]])

    assert refused.value.facts == {"sheet": 4}
    assert check_words(PAIR.public) != check_words(OTHER.public)


def test_the_same_sheet_twice_is_refused_by_name() -> None:
    with pytest.raises(NotValid, match="share_twice"):
        check_fits(PAIR.shares[1], PAIR.shares)


def test_a_share_says_which_sheet_it_is() -> None:
    assert [share_facts(share).sheet for share in PAIR.shares] == [1, 2, 3, 4, 5]
    assert {(share_facts(share).set_number, share_facts(share).need) for share in PAIR.shares} == {
        (share_facts(PAIR.shares[0]).set_number, 3)
    }


@pytest.mark.parametrize(("need", "shares"), [(1, 3), (0, 0), (4, 3), (2, 17), (1, 1)])
def test_one_sheet_alone_is_never_enough(need: int, shares: int) -> None:
    with pytest.raises(NotValid, match="recovery_numbers"):
        new_recovery_pair(need=need, shares=shares)


@pytest.mark.parametrize(("need", "shares"), [(2, 2), (2, 3), (16, 16)])
def test_the_numbers_at_the_edges(need: int, shares: int) -> None:
    pair = new_recovery_pair(need=need, shares=shares)

    assert len(set(pair.shares)) == shares
    assert public_half(join_shares(pair.shares[-need:])) == pair.public


def test_however_it_is_typed() -> None:
    share = PAIR.shares[0]
    words = share.split()
    numbered = " ".join(f"{place}. {word}" for place, word in enumerate(words, start=1))

    assert read_share(share.upper()) == share
    assert read_share("  ".join(word[:4] for word in words)) == share
    assert read_share(numbered) == share


@given(st.integers(0, 32), st.sampled_from(WORDLIST))
def test_one_wrong_word_is_noticed(place: int, other: str) -> None:
    words = PAIR.shares[2].split()
    if words[place] == other:
        return
    words[place] = other
    with pytest.raises(NotValid, match="share_check"):
        read_share(" ".join(words))


@given(st.text(max_size=60))
def test_nothing_that_is_typed_is_a_surprise(typed: str) -> None:
    with pytest.raises(NotValid, match="share_"):
        read_share(typed)


def test_a_word_that_is_not_in_the_list_is_named_with_its_place() -> None:
    words = PAIR.shares[0].split()
    words[6] = "passport"
    with pytest.raises(NotValid, match="share_word") as refused:
        read_share(" ".join(words))
    assert refused.value.facts == {"place": 7, "word": "passport"}
    words[6] = words[5][:4] + "zzz"  # begins like a word and goes on like none
    with pytest.raises(NotValid, match="share_word"):
        read_share(" ".join(words))
    with pytest.raises(NotValid, match="share_length") as refused:
        read_share(" ".join(words[:6]))
    assert refused.value.facts == {"words": 6}


def test_a_wrap_opens_with_the_private_half_in_its_place_only() -> None:
    place = {"office_id": "0" * 32, "recovery": "1" * 32, "kind": "office", "key_id": "0" * 32, "generation": 2}
    wrapped = wrap_to_recovery(PAIR.public, b"x" * 32, **place)
    private = join_shares(PAIR.shares[:3])

    assert open_recovery_wrap(private, wrapped, **place) == b"x" * 32
    for changed in ({"office_id": "2"}, {"recovery": "2"}, {"kind": "matter"}, {"key_id": "2"}, {"generation": 1}):
        with pytest.raises(Damaged):
            open_recovery_wrap(private, wrapped, **place | changed)
    with pytest.raises(Damaged):
        open_recovery_wrap(join_shares(OTHER.shares[:3]), wrapped, **place)


def test_a_recovery_key_that_no_holder_made_is_told_apart() -> None:
    """Its id follows from the office's key: whoever can write rows and nothing else cannot make one."""
    (old, _), (new, _), (strange, _) = new_pair(), new_pair(), new_pair()
    ours = recovery_id(old, PAIR.public)

    assert is_ours(ours, PAIR.public, keyring=Keyring(office=old))
    assert is_ours(ours, PAIR.public, keyring=Keyring(office=new, generation=2, older={1: old}))
    assert not is_ours(ours, OTHER.public, keyring=Keyring(office=old))
    assert not is_ours(recovery_id(strange, PAIR.public), PAIR.public, keyring=Keyring(office=old))
    assert not is_ours(ours, PAIR.public, keyring=Keyring())


def test_no_share_is_printed_by_accident() -> None:
    assert PAIR.shares[0].split()[5] not in repr(PAIR)


SHEETS = (
    "unhappy thorn academic acid alive darkness darkness editor blind headset formal injury suitable medical fishing diet "
    "cubic focus famous custody likely holiday velvet desktop exhaust midst reward curious enjoy style midst percent tackle",
    "unhappy thorn academic agency agency fiction mortgage already lobe average surface crazy decision physics blessing "
    "describe depict soul nylon grumpy bundle object deal fantasy carve false revenue flame stadium taste cargo afraid garbage",
)
PUBLIC = bytes.fromhex("edd0a866335fa08885a045bfe0c5e15aaf2a33ce0c4a252c4d20c1d5460c7b4c")


def test_sheets_of_long_ago_still_open() -> None:
    """The format of the page, by a stranger who has the SLIP-39 library, and by the house."""
    secret = combine_mnemonics(list(SHEETS))
    private = stranger.derive(secret, "recovery key")
    fingerprint = sha256(stranger.context("recovery set") + PUBLIC).digest()
    bits = "".join(f"{byte:08b}" for byte in fingerprint)[:30]

    assert X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw() == PUBLIC
    assert [WORDLIST[int(bits[at : at + 10], 2)] for at in (0, 10, 20)] == ["crisis", "axle", "invasion"]
    assert stranger.derive(bytes(range(32)), "recovery key", salt=PUBLIC, length=16).hex() == (
        "b3ce8a40d89a06a4c5edbe9120d8e859"
    )
    assert join_shares([read_share(sheet) for sheet in SHEETS]) == private
    assert check_words(PUBLIC) == ("crisis", "axle", "invasion")
    assert recovery_id(bytes(range(32)), PUBLIC) == "b3ce8a40d89a06a4c5edbe9120d8e859"
