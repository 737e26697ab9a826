"""Recovery: a pair whose private half exists only in shares on paper (SLIP-39), any `need` of which make it again.

The private half is derived from 32 random bytes that are split and then forgotten. This is where shares are made, checked as
they are typed, and joined.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from shamir_mnemonic import MnemonicError, Share, combine_mnemonics, generate_mnemonics
from shamir_mnemonic.wordlist import WORDLIST, words_from_indices

from claims.errors import NotValid
from claims.store.keyring import Keyring
from claims.store.seal import context, derive, new_key, open_wrap, public_half, wrap_to

SHARE_WORDS = 33
MOST_SHARES = 16
CHECK_WORDS = 3
_KNOWN = frozenset(WORDLIST)
# No two words of the list begin with the same four letters, so four are enough to write one.
_BY_BEGINNING = {word[:4]: word for word in WORDLIST}


@dataclass(frozen=True)
class RecoveryPair:
    """A new pair and its shares in order; the shares are nowhere else, and the private half is not here."""

    public: bytes
    shares: tuple[str, ...] = field(repr=False)


def new_recovery_pair(*, need: int, shares: int) -> RecoveryPair:
    """A pair split into `shares` texts of 33 words, any `need` of which make it again; tried before they are given out.

    Refuses NotValid `recovery_numbers` unless 2 ≤ need ≤ shares ≤ 16: one sheet alone must never be enough.
    """
    if not 2 <= need <= shares <= MOST_SHARES:
        raise NotValid("recovery_numbers")
    secret = new_key()
    (texts,) = generate_mnemonics(group_threshold=1, groups=[(need, shares)], master_secret=secret)
    public = public_half(_private_of(secret))
    turns = [texts[first:] + texts[:first] for first in range(shares)]
    if any(public_half(join_shares(turn[:need])) != public for turn in turns):
        raise AssertionError("shares that do not make the key again")  # the library's own promise, asked once more
    return RecoveryPair(public=public, shares=tuple(texts))


def read_share(typed: str) -> str:
    """One share as typed or scanned, in its one spelling. Capitals, spaces and numbers do not matter; four letters of a word do.

    Refuses NotValid `share_word` (place from 1, word), `share_length` (words), `share_check` when a word is another one.
    """
    words = [word for word in typed.lower().replace(",", " ").split() if not word.strip(".").isdigit()]
    known = []
    for place, word in enumerate(words, start=1):
        found = word if word in _KNOWN else _BY_BEGINNING.get(word[:4] if len(word) >= 4 else word, "")
        if not found or not found.startswith(word):
            raise NotValid("share_word", place=place, word=word)
        known.append(found)
    if len(known) != SHARE_WORDS:
        raise NotValid("share_length", words=len(known))
    try:
        Share.from_mnemonic(" ".join(known))
    except MnemonicError:
        raise NotValid("share_check") from None
    return " ".join(known)


@dataclass(frozen=True)
class ShareFacts:
    """What stands in a share besides its part of the secret: which set, which sheet of it (from 1), and how many are needed."""

    set_number: int
    sheet: int
    need: int


def share_facts(share: str) -> ShareFacts:
    """The facts of a share that was read."""
    read = Share.from_mnemonic(share)
    return ShareFacts(set_number=read.identifier, sheet=read.index + 1, need=read.member_threshold)


def check_fits(share: str, others: Sequence[str]) -> None:
    """Refuses NotValid `share_twice` (sheet) and `share_of_another_set` (sheet), so that it is said while the sheet is in the hand."""
    mine = share_facts(share)
    for other in map(share_facts, others):
        if (other.set_number, other.need) != (mine.set_number, mine.need):
            raise NotValid("share_of_another_set", sheet=mine.sheet)
        if other.sheet == mine.sheet:
            raise NotValid("share_twice", sheet=mine.sheet)


def join_shares(shares: Sequence[str]) -> bytes:
    """The private half. Refuses NotValid `shares_missing` (need, given), `shares_do_not_fit` and what `check_fits` refuses."""
    for place, share in enumerate(shares):
        check_fits(share, shares[:place])
    need = share_facts(shares[0]).need if shares else 0
    if not shares or len(shares) < need:
        raise NotValid("shares_missing", need=need, given=len(shares))
    try:
        return _private_of(combine_mnemonics(list(shares[:need])))
    except MnemonicError:
        raise NotValid("shares_do_not_fit") from None


def check_words(public: bytes) -> tuple[str, ...]:
    """Three words that all sheets of one set carry and another set does not: 30 bits of the public half's SHA-256."""
    bits = int.from_bytes(sha256(context("recovery set") + public).digest()[:4], "big") >> 2
    return tuple(words_from_indices((bits >> shift) & 1023 for shift in (20, 10, 0)))


def recovery_id(office_private: bytes, public: bytes) -> str:
    """The id of a recovery key: 16 bytes that only a holder of the office's key can make, so that nobody slips in another key."""
    return derive(office_private, purpose="recovery key", salt=public, length=16).hex()


def is_ours(recovery_id_given: str, public: bytes, *, keyring: Keyring) -> bool:
    """Whether a recovery key was made by somebody who held the office's key of any generation."""
    keys = (keyring.office, *keyring.older.values())
    return any(recovery_id(key, public) == recovery_id_given for key in keys if key)


def wrap_to_recovery(
    public: bytes, private: bytes, *, office_id: str, recovery: str, kind: str, key_id: str, generation: int
) -> bytes:
    """A private key (kind `office` or `matter`) wrapped to a recovery key."""
    bound = context("recovered", office_id, recovery, kind, key_id, generation)
    return wrap_to(public, private, context=bound)


def open_recovery_wrap(
    private: bytes, wrapped: bytes, *, office_id: str, recovery: str, kind: str, key_id: str, generation: int
) -> bytes:
    """The wrapped private key. Raises Damaged."""
    return open_wrap(private, wrapped, context=context("recovered", office_id, recovery, kind, key_id, generation))


def _private_of(secret: bytes) -> bytes:
    return derive(secret, purpose="recovery key")
