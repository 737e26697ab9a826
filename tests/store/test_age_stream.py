"""Long things are sealed and opened piece by piece; what goes wrong keeps its name."""

import io
from collections.abc import Iterator

import pytest
from pyrage import decrypt
from pyrage.x25519 import Identity

from claims.errors import Damaged
from claims.store.age_stream import open_stream, seal_stream

PIECES = [b"", b"one", b"x" * 200_000, b"", b"end"]


def sealed(identity: Identity) -> bytes:
    """All pieces as one file."""
    target = io.BytesIO()
    seal_stream(PIECES, target, recipient=identity.to_public())
    return target.getvalue()


def test_what_is_sealed_is_opened_and_age_alone_opens_it() -> None:
    identity, taken = Identity.generate(), []
    content = sealed(identity)
    open_stream(io.BytesIO(content), identity=identity, take=taken.append)
    assert b"".join(taken) == b"".join(PIECES) == decrypt(content, [identity])


@pytest.mark.parametrize(
    "spoiled", ["nothing", "another key", "end cut off", "a whole chunk cut off", "one bit", "head"]
)
def test_what_does_not_belong_together_is_damage(spoiled: str) -> None:
    identity = Identity.generate()
    content = sealed(identity)
    given = {
        "nothing": b"",
        "another key": sealed(Identity.generate()),
        "end cut off": content[:-5],
        "a whole chunk cut off": content[: 200 + 65552],
        "one bit": content[:-9] + bytes([content[-9] ^ 1]) + content[-8:],
        "head": content[:40],
    }[spoiled]
    with pytest.raises(Damaged, match="sealed_stream"):
        open_stream(io.BytesIO(given), identity=identity, take=lambda _: None)


def test_what_the_source_raises_is_raised() -> None:
    """Not age's words about it: who makes the pieces knows what went wrong."""

    def failing() -> Iterator[bytes]:
        yield b"x"
        raise LookupError("the database is away")

    with pytest.raises(LookupError, match="the database is away"):
        seal_stream(failing(), io.BytesIO(), recipient=Identity.generate().to_public())


@pytest.mark.parametrize("error", [LookupError("refused"), OSError(28, "full")])
def test_what_the_taker_raises_is_no_damage(error: Exception) -> None:
    """A disk that is full does not make a backup a damaged one."""
    identity = Identity.generate()

    def take(_: bytes) -> None:
        raise error

    with pytest.raises(type(error)) as raised:
        open_stream(io.BytesIO(sealed(identity)), identity=identity, take=take)
    assert raised.value is error
