"""Receive an upload as a stream: fields first, then one file whose bytes go straight to a sealer; no temporary file.

The form's token is checked when the file part begins, before its first byte is taken. This is where multipart is parsed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from flask import request
from werkzeug.exceptions import ClientDisconnected, RequestEntityTooLarge
from werkzeug.sansio.multipart import Data, Epilogue, Field, File, MultipartDecoder, NeedData

from claims.errors import NotValid
from claims.web.csrf import TOKEN, check_csrf
from claims.web.typing_marks import has_bidi_override, has_control

CHUNK = 64 * 1024
MOST_FIELD_BYTES = 64 * 1024
# The decoder counts what it has not handed out yet, file bytes included, so it needs room for more than one chunk.
MOST_BUFFERED_BYTES = 16 * CHUNK


def showable_name(given: str) -> str:
    """The file's own name without folders and without signs that cannot be shown or that turn the order of letters around."""
    last = given.replace("\\", "/").rpartition("/")[2]
    return "".join(sign for sign in last if not (has_control(sign) or has_bidi_override(sign)))


class Taker(Protocol):
    """What file bytes are written to."""

    size: int

    def write(self, chunk: bytes) -> int:
        """Take some more; returns how many bytes."""

    def abandon(self) -> None:
        """Destroy what was taken."""


@dataclass(frozen=True)
class Received:
    """The form's fields, and the file's own name and taker; `taker` is None when no file was chosen."""

    fields: dict[str, str]
    file_name: str = ""
    taker: Taker | None = None


def receive_upload(*, begin: Callable[[], Taker], most_bytes: int) -> Received:
    """Read the request's body once. `begin` makes the taker when the file starts.

    Refuses NotValid `page_too_old`, `upload_too_large`, `upload_cut_off`; whatever was taken by then is destroyed, and
    the fields read so far are in the refusal's facts as `fields`, so that what was typed can be shown again.
    """
    boundary = request.mimetype_params.get("boundary", "").encode()
    if request.mimetype != "multipart/form-data" or not boundary:
        raise NotValid("upload_cut_off")
    reading = _Reading(begin=begin, most_bytes=most_bytes)
    try:
        _feed(MultipartDecoder(boundary, max_form_memory_size=MOST_BUFFERED_BYTES, max_parts=20), reading)
    except (ValueError, ClientDisconnected):
        raise reading.refused("upload_cut_off") from None
    except RequestEntityTooLarge:
        raise reading.refused("upload_too_large") from None
    except NotValid as refusal:
        raise reading.refused(refusal.reason) from None
    except BaseException:
        reading.abandon()
        raise
    if not reading.ended:
        raise reading.refused("upload_cut_off")
    return Received(fields=reading.fields, file_name=reading.file_name, taker=reading.taker)


class _Reading:
    """What has been read of one body so far."""

    def __init__(self, *, begin: Callable[[], Taker], most_bytes: int) -> None:
        self._begin, self._most_bytes = begin, most_bytes
        self.fields: dict[str, str] = {}
        self.file_name, self.ended = "", False
        self.taker: Taker | None = None
        self._name, self._in_file, self._text = "", False, bytearray()

    def take(self, event: object) -> None:
        if isinstance(event, Field):
            self._name, self._in_file, self._text = event.name, False, bytearray()
        elif isinstance(event, File):
            self._begin_file(event)
        elif isinstance(event, Data):
            self._take_bytes(event)
        elif isinstance(event, Epilogue):
            self.ended = True

    def abandon(self) -> None:
        if self.taker is not None:
            self.taker.abandon()

    def refused(self, reason: str) -> NotValid:
        """Nothing of the file remains; what was typed does."""
        self.abandon()
        return NotValid(reason, fields=self.fields)

    def _begin_file(self, event: File) -> None:
        check_csrf(self.fields.get(TOKEN, ""))
        self._in_file = bool(event.filename) and self.taker is None
        self._name, self._text = "", bytearray()
        if self._in_file:
            self.file_name, self.taker = showable_name(event.filename), self._begin()

    def _take_bytes(self, event: Data) -> None:
        if self._in_file and self.taker is not None:
            self.taker.write(event.data)
            if self.taker.size > self._most_bytes:
                raise NotValid("upload_too_large")
        elif self._name:
            self._text += event.data
            if len(self._text) > MOST_FIELD_BYTES:
                raise NotValid("upload_too_large")
            if not event.more_data:
                self.fields[self._name] = self._text.decode("utf-8", "replace")


def _feed(decoder: MultipartDecoder, reading: _Reading) -> None:
    while True:
        chunk = request.stream.read(CHUNK)
        decoder.receive_data(chunk or None)
        event = decoder.next_event()
        while not isinstance(event, NeedData):
            reading.take(event)
            if isinstance(event, Epilogue):
                return
            event = decoder.next_event()
        if not chunk:
            return
