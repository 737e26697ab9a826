"""A refused body is read to its end, up to a limit."""

from io import BytesIO

import pytest
from flask import Flask

from claims.web import draining


class Body(BytesIO):
    """A body that remembers how much of it was read."""

    taken = 0

    def read(self, size: int | None = -1) -> bytes:
        """As BytesIO."""
        found = super().read(size)
        self.taken += len(found)
        return found

    def readinto(self, into) -> int:
        """As BytesIO."""
        number = super().readinto(into)
        self.taken += number
        return number


@pytest.mark.parametrize(("length", "limit", "taken"), [(1000, 5000, 1000), (1_000_000, 5000, 0), (0, 5000, 0)])
def test_it_is_read_as_far_as_we_are_willing(
    monkeypatch: pytest.MonkeyPatch, length: int, limit: int, taken: int
) -> None:
    monkeypatch.setattr(draining, "MOST_BODY_BYTES", limit)
    body = Body(b"x" * length)
    with Flask(__name__).test_request_context("/en/evidence", method="POST", input_stream=body, content_length=length):
        draining.drain_body()
    assert body.taken == taken
