"""A copy wrapped to somebody's own age key: pulled piece by piece, opened by age alone, ended when nobody pulls any more."""

import threading
from collections.abc import Iterator

import pytest
from pyrage import decrypt
from pyrage.x25519 import Identity

from claims.errors import Damaged, NotValid
from claims.store.age_wrap import READY, age_wrapped, read_recipient

PIECES = [b"", b"one", b"x" * 300_000, b"", b"end"]


def test_only_its_recipient_opens_it() -> None:
    identity = Identity.generate()
    wrapped = b"".join(age_wrapped(PIECES, recipient=f" {identity.to_public()}\n"))
    assert decrypt(wrapped, [identity]) == b"".join(PIECES)
    assert b"x" * 50 not in wrapped


def test_nothing_wrapped_is_a_file_too() -> None:
    identity = Identity.generate()
    assert decrypt(b"".join(age_wrapped([], recipient=str(identity.to_public()))), [identity]) == b""


@pytest.mark.parametrize("given", ["", "age1", "age1qqqq", "ssh-ed25519 AAAA", "AGE-SECRET-KEY", "가", "age1\udcff"])
def test_what_is_no_recipient_is_refused_before_anything_is_pulled(given: str) -> None:
    def never() -> Iterator[bytes]:
        raise AssertionError("nothing may be pulled")
        yield b""

    with pytest.raises(NotValid, match="age_recipient"):
        age_wrapped(never(), recipient=given)


def test_a_recipient_with_one_letter_wrong_is_refused() -> None:
    good = str(Identity.generate().to_public())
    with pytest.raises(NotValid, match="age_recipient"):
        read_recipient(good[:-1] + ("q" if good[-1] != "q" else "p"))


def test_no_more_is_made_than_is_pulled() -> None:
    made = 0

    def endless() -> Iterator[bytes]:
        nonlocal made
        while True:
            made += 1
            yield bytes(1 << 16)

    before = set(threading.enumerate())  # threads of others may end meanwhile
    pulled = age_wrapped(endless(), recipient=str(Identity.generate().to_public()))
    for _ in range(20):
        next(pulled)
    assert made <= 20 + READY + 3
    pulled.close()  # type: ignore[attr-defined]  # it is a generator
    assert set(threading.enumerate()) <= before


def test_what_goes_wrong_while_it_is_made_is_raised_where_it_is_pulled() -> None:
    def failing() -> Iterator[bytes]:
        yield b"x" * 200_000
        raise Damaged("file_part", part=2)

    with pytest.raises(Damaged, match="file_part"):
        b"".join(age_wrapped(failing(), recipient=str(Identity.generate().to_public())))
