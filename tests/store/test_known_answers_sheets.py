"""Fixed recovery sheets: any two of these three make the known key, for us and for a stranger with a library for SLIP-39."""

from hashlib import sha256
from itertools import combinations

import pytest
from shamir_mnemonic import combine_mnemonics
from shamir_mnemonic.wordlist import WORDLIST

from claims.store.recovery import check_words, join_shares, public_half, read_share, recovery_id
from tests.store import stranger
from tests.store.known_answers import known_answers

SHEETS = (
    "general dream academic acid amuse black nail salt elevator staff story temple indicate tactics oasis costume echo "
    "museum laden grasp shame bumpy shame swimming orange civil junk benefit guitar eyebrow hairy traveler beaver",
    "general dream academic agency acne length solution pecan kernel glimpse pants dominant faint regular retreat belong "
    "educate owner yoga domestic friendly enemy iris ending dining unusual mineral dream triumph fiscal glasses miracle platform",
    "general dream academic always animal webcam canyon group mixture dish crisis drug medical fiber square destroy very "
    "losing glad swimming fatigue pancake prevent uncover health justice radar clogs sweater freshman says clothes again",
)
SECRET = bytes(range(64, 96))
CHECK = ("umbrella", "alcohol", "cleanup")


@pytest.mark.parametrize("two", list(combinations(SHEETS, 2)))
def test_any_two_sheets_make_the_known_key(two: tuple[str, str]) -> None:
    private = stranger.derive(combine_mnemonics(list(two)), "recovery key")

    assert combine_mnemonics(list(two)) == SECRET
    assert join_shares([read_share(sheet) for sheet in two]) == private
    assert known_answers()["recovery_wrap.wrapped, office"].key == private


def test_the_check_words_and_the_id_are_known() -> None:
    """Thirty bits of a hash in the same word list; sixteen bytes that only a holder of the office's key can make."""
    public, office = public_half(join_shares(SHEETS[:2])), bytes(range(1, 33))
    bits = int.from_bytes(sha256(stranger.context("recovery set") + public).digest()[:4], "big") >> 2

    assert tuple(WORDLIST[bits >> shift & 1023] for shift in (20, 10, 0)) == check_words(public) == CHECK
    assert recovery_id(office, public) == stranger.derive(office, "recovery key", salt=public, length=16).hex()
