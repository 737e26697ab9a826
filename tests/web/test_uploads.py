"""Uploads: read once as a stream, the token before the first byte, and nothing left of what did not arrive whole."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random

import pytest
from flask import Flask, request
from hypothesis import example, given
from hypothesis import strategies as st

from claims.errors import NotValid
from claims.web.csrf import TOKEN, csrf_token, door
from claims.web.uploads import CHUNK, MOST_FIELD_BYTES, Received, receive_upload, showable_name
from tests.web.multipart import BOUNDARY, CONTENT_TYPE, Connection, field, file, whole
from tests.web.small_house import on_page, small_house

HOUSE = small_house()
MOST = 3_000_000
DOOR = "d0" * 32


class Taken:
    """A taker in memory: what was written, and whether it was destroyed."""

    def __init__(self, *, full: bool = False) -> None:
        self.content, self.abandoned, self._full = bytearray(), 0, full

    @property
    def size(self) -> int:
        return len(self.content)

    def write(self, chunk: bytes) -> int:
        if self._full:
            raise OSError(28, "No space left on device")
        self.content += chunk
        return len(chunk)

    def abandon(self) -> None:
        self.abandoned += 1


def token() -> str:
    """The token that belongs to DOOR."""
    with on_page(HOUSE, headers={"Cookie": f"door={DOOR}"}):
        assert door() == DOOR
        return csrf_token()


GOOD = field(TOKEN, token())


class Attempt:
    """One upload to the small house: the answer or the refusal, the takers that were begun, and how much was read."""

    def __init__(
        self, body: bytes, *, content_type: str = CONTENT_TYPE, announced: int | None = None, full: bool = False
    ) -> None:
        self.takers: list[Taken] = []
        self.received: Received | None = None
        self.refusal: NotValid | None = None
        self.connection = Connection(body)
        sent = {
            "wsgi.input": self.connection,
            "CONTENT_TYPE": content_type,
            "CONTENT_LENGTH": str(len(body) if announced is None else announced),
            "HTTP_COOKIE": f"door={DOOR}",
        }
        with on_page(HOUSE, method="POST", environ_overrides=sent):
            request.max_content_length = 2 * MOST
            try:
                self.received = receive_upload(begin=lambda: self._begin(full), most_bytes=MOST)
            except NotValid as refusal:
                self.refusal = refusal

    def _begin(self, full: bool) -> Taken:
        self.takers.append(Taken(full=full))
        return self.takers[-1]

    @property
    def reason(self) -> str:
        """Why it was refused."""
        assert self.refusal is not None, "it was received"
        return self.refusal.reason

    @property
    def left(self) -> list[Taken]:
        """Takers that hold something nobody asked to destroy."""
        return [taker for taker in self.takers if not taker.abandoned]


def test_fields_and_file_arrive_as_they_were_sent() -> None:
    content = bytes(range(256)) * 1000
    received = Attempt(whole(GOOD, field("note", "Tampon de mars – 三月"), file(content))).received

    assert received is not None
    assert received.fields == {TOKEN: token(), "note": "Tampon de mars – 三月"}
    assert received.file_name == "IMG_1.jpg"
    assert isinstance(received.taker, Taken)
    assert (bytes(received.taker.content), received.taker.abandoned) == (content, 0)


@given(
    st.lists(st.sampled_from([b"\r\n", b"--", BOUNDARY.encode(), b"\r", b"\n", b"-", b"x", b"\x00\xff"]), max_size=60),
    st.integers(0, 2 * CHUNK),
)
def test_a_file_that_looks_like_the_form_itself_arrives_unchanged(pieces: list[bytes], before: int) -> None:
    content = b"." * before + b"".join(pieces)
    if b"--" + BOUNDARY.encode() in content:  # a browser would have chosen another boundary
        content = content.replace(BOUNDARY.encode(), b"----another")
    received = Attempt(whole(GOOD, file(content))).received

    assert received is not None
    assert isinstance(received.taker, Taken)
    assert bytes(received.taker.content) == content


@pytest.mark.parametrize(
    "body",
    [
        whole(file(b"x" * 9_000_00), GOOD),
        whole(file(b"x" * 9_000_00)),
        whole(field(TOKEN, "0" * 64), file(b"x" * 9_000_00)),
        whole(field(TOKEN, ""), file(b"x" * 9_000_00)),
        whole(field("csrf_token ", token()), file(b"x" * 9_000_00)),
    ],
    ids=["token after the file", "no token", "wrong token", "empty token", "another name"],
)
def test_without_the_token_no_byte_of_the_file_is_taken(body: bytes) -> None:
    attempt = Attempt(body)

    assert attempt.reason == "page_too_old"
    assert attempt.takers == []
    assert attempt.connection.taken <= CHUNK


CONTENT = Random(7).randbytes(3 * CHUNK)
BODY = whole(GOOD, field("kind", "stamp"), file(CONTENT), field("note", "after the file"))
END = BODY.rindex(b"--" + BOUNDARY.encode() + b"--")
FILE_BEGINS = BODY.index(CONTENT[:64])
FILE_ENDS = FILE_BEGINS + len(CONTENT)


@given(at=st.integers(0, END), announced=st.booleans())
@example(at=FILE_BEGINS - 1, announced=True)
@example(at=FILE_BEGINS, announced=False)
@example(at=FILE_ENDS, announced=True)
@example(at=FILE_ENDS + 1, announced=False)
@example(at=END, announced=True)
@example(at=END, announced=False)
def test_cut_off_anywhere_nothing_of_the_file_is_left_and_nothing_typed_is_lost(at: int, announced: bool) -> None:
    """Whether the browser had said how much would come, or the connection simply ended."""
    attempt = Attempt(BODY[:at], announced=len(BODY) if announced else None)

    assert attempt.reason == "upload_cut_off"
    assert attempt.left == []
    assert len(attempt.takers) == (at >= FILE_BEGINS)
    assert attempt.refusal is not None
    fields = attempt.refusal.facts["fields"]
    assert isinstance(fields, dict)
    if at >= FILE_BEGINS:
        assert fields["kind"] == "stamp"
    assert fields.items() <= {TOKEN: token(), "kind": "stamp", "note": "after the file"}.items()


def test_where_a_test_cut_is_the_whole_body_arrives() -> None:
    """The body above is whole, so it was the cutting that was refused."""
    received = Attempt(BODY).received
    assert received is not None
    assert received.fields == {TOKEN: token(), "kind": "stamp", "note": "after the file"}
    assert isinstance(received.taker, Taken)
    assert bytes(received.taker.content) == CONTENT


@given(st.binary(max_size=400))
def test_nonsense_is_refused_by_a_known_reason(body: bytes) -> None:
    for sent in (body, f"--{BOUNDARY}\r\n".encode() + body, GOOD + body, whole(body)):
        attempt = Attempt(sent)
        assert attempt.received is not None or attempt.reason in {"upload_cut_off", "page_too_old"}
        assert attempt.received is not None or attempt.left == []


@pytest.mark.parametrize("size", [MOST_FIELD_BYTES + 1, 20 * MOST_FIELD_BYTES])
def test_a_field_too_large_is_refused_before_more_of_it_is_kept(size: int) -> None:
    attempt = Attempt(whole(GOOD, field("kind", "stamp"), field("note", "x" * size), file(b"content")))

    assert attempt.reason == "upload_too_large"
    assert attempt.takers == []
    assert attempt.connection.taken <= MOST_FIELD_BYTES + 3 * CHUNK
    assert attempt.refusal is not None
    assert attempt.refusal.facts["fields"] == {TOKEN: token(), "kind": "stamp"}


def test_a_field_that_just_fits_arrives() -> None:
    received = Attempt(whole(GOOD, field("note", "x" * MOST_FIELD_BYTES), file(b"content"))).received
    assert received is not None
    assert len(received.fields["note"]) == MOST_FIELD_BYTES


def test_a_field_too_large_after_the_file_takes_the_file_with_it() -> None:
    attempt = Attempt(whole(GOOD, file(b"content"), field("note", "x" * (MOST_FIELD_BYTES + 1))))

    assert attempt.reason == "upload_too_large"
    assert [taker.abandoned for taker in attempt.takers] == [1]


def test_a_file_too_large_is_given_up_at_the_limit_and_not_read_to_its_end() -> None:
    attempt = Attempt(whole(GOOD, file(b"x" * (MOST + 2_000_000))))

    assert attempt.reason == "upload_too_large"
    assert attempt.left == []
    assert attempt.takers[0].size <= MOST + CHUNK
    assert attempt.connection.taken <= MOST + 3 * CHUNK


def test_a_file_of_just_the_limit_arrives() -> None:
    received = Attempt(whole(GOOD, file(b"x" * MOST))).received
    assert received is not None
    assert received.taker is not None
    assert received.taker.size == MOST


def test_parts_without_end_are_refused() -> None:
    attempt = Attempt(whole(GOOD, *(field(f"n{number}", "x") for number in range(30)), file(b"content")))
    assert attempt.reason == "upload_too_large"
    assert attempt.takers == []


def test_a_head_without_end_is_refused() -> None:
    attempt = Attempt(GOOD + f"--{BOUNDARY}\r\nX-Long: ".encode() + b"x" * 2_000_000)
    assert attempt.reason == "upload_too_large"


def test_no_file_chosen_is_no_file() -> None:
    received = Attempt(whole(GOOD, field("kind", "stamp"), file(b"", name=""))).received
    assert received is not None
    assert (received.file_name, received.taker) == ("", None)
    assert received.fields["kind"] == "stamp"


def test_only_the_first_of_two_files_is_taken() -> None:
    attempt = Attempt(whole(GOOD, file(b"first"), file(b"second", name="IMG_2.jpg")))

    assert attempt.received is not None
    assert attempt.received.file_name == "IMG_1.jpg"
    assert [bytes(taker.content) for taker in attempt.takers] == [b"first"]


@pytest.mark.parametrize("content_type", ["application/json", "text/plain", "multipart/form-data", ""])
def test_a_body_that_is_no_form_is_refused_unread(content_type: str) -> None:
    attempt = Attempt(BODY, content_type=content_type)
    assert attempt.reason == "upload_cut_off"
    assert (attempt.takers, attempt.connection.taken) == ([], 0)


def test_a_field_that_is_no_text_is_read_as_far_as_it_is() -> None:
    received = Attempt(whole(GOOD, field("note", b"caf\xe9"), file(b"content"))).received
    assert received is not None
    assert received.fields["note"] == "caf\ufffd"


def test_when_the_vault_is_full_what_was_taken_is_destroyed_and_the_error_is_seen(house: Flask) -> None:
    takers = []

    def begin() -> Taken:
        takers.append(Taken(full=True))
        return takers[-1]

    sent = {"content_type": CONTENT_TYPE, "data": BODY, "headers": {"Cookie": f"door={DOOR}"}}
    with on_page(HOUSE, method="POST", **sent), pytest.raises(OSError, match="No space left"):
        receive_upload(begin=begin, most_bytes=MOST)
    assert [taker.abandoned for taker in takers] == [1]


@contextmanager
def watched_files() -> Iterator[list[str]]:
    """Every file that is opened while this lasts. Python tells its audit hooks, whichever way a file is opened."""
    opened: list[str] = []
    _watching.append(opened)
    try:
        yield opened
    finally:
        _watching.remove(opened)


_watching: list[list[str]] = []


def _note(event: str, given: tuple[object, ...]) -> None:
    if event in ("open", "tempfile.mkstemp", "tempfile.mkdtemp", "os.mkdir"):
        for opened in _watching:
            opened.append(f"{event} {given[0]}")


sys.addaudithook(_note)  # cannot be taken away again; it notes nothing unless somebody is watching


def test_no_file_is_opened_however_large_the_upload() -> None:
    body = whole(GOOD, file(b"x" * MOST))
    with watched_files() as opened:
        attempt = Attempt(body)
    assert attempt.received is not None
    assert opened == []


def test_a_temporary_file_would_be_seen() -> None:
    """Werkzeug's own parser, which the house does not use, writes one."""
    plain = Flask("plain")
    with (
        plain.test_request_context(method="POST", data=whole(GOOD, file(b"x" * 900_000)), content_type=CONTENT_TYPE),
        watched_files() as opened,
    ):
        assert request.files
    assert opened


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("IMG_1.jpg", "IMG_1.jpg"),
        ("../../../etc/passwd.jpg", "passwd.jpg"),
        ("C:\\photos\\stamp.jpg", "stamp.jpg"),
        ("\u202egpj.exe", "gpj.exe"),
        ("a\x00b\x07\uffff.jpg", "ab.jpg"),
        ("جواز السفر.jpg", "جواز السفر.jpg"),
    ],
)
def test_a_file_name_is_kept_as_it_can_be_shown(given: str, shown: str) -> None:
    assert showable_name(given) == shown
