"""Pictures inside a PDF. This is where a photo that an app wrapped into a PDF loses its place, time and camera.

Telephones make PDFs by wrapping a JPEG whole, EXIF with the coordinates included. The picture data are kept as they are;
only the segments that carry words are left out.
"""

import re
import zlib
from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name, Stream, StreamDecodeLevel

from claims.rules.uploads import LIMITS

_START, _END, _SCAN = 0xD8, 0xD9, 0xDA
# JFIF and Adobe's colour transform are needed to decode; an ICC profile may sit in APP2.
_JFIF, _ICC, _FIRST_APP, _ADOBE, _LAST_APP, _COMMENT = 0xE0, 0xE2, 0xE0, 0xEE, 0xEF, 0xFE
_NEXT_MARKER = re.compile(rb"\xff+([^\x00\xd0-\xd7\xff])")
_BOXES_OF_WORDS = {b"uuid", b"xml ", b"uinf"}


class _Unreadable(Exception):
    """The encoded picture is not built as its kind is."""


def strip_image(stream: Stream) -> None:
    """Removes EXIF, XMP, comments and companions from a JPEG or JPEG 2000 in a PDF; leaves other streams alone.

    What cannot be taken apart is unpacked to bare pixels instead; raises what qpdf raises where that fails.
    """
    filters = stream.get("/Filter", Array())
    names = [str(name) for name in filters] if isinstance(filters, Array) else [str(filters)]
    if not names or names[-1] not in ("/DCTDecode", "/JPXDecode"):
        return
    try:
        encoded = _unwrapped(stream.read_raw_bytes(), names[:-1])
        bare = without_words(encoded) if names[-1] == "/DCTDecode" else _without_boxes(encoded)
        stream.write(bare, filter=Name(names[-1]), decode_parms=_parameters(stream))
    except _Unreadable:
        stream.write(stream.read_bytes(StreamDecodeLevel.all))


def without_words(jpeg: bytes) -> bytes:
    """A JPEG without APP segments (but JFIF, ICC, Adobe), without comments, and without what follows its end."""
    kept = [jpeg[:2]]
    for marker, segment in _segments(jpeg):
        wordy = _FIRST_APP <= marker <= _LAST_APP or marker == _COMMENT
        needed = marker in (_JFIF, _ADOBE) or (marker == _ICC and segment[4:15] == b"ICC_PROFILE")
        if needed or not wordy:
            kept.append(segment)
    return b"".join(kept)


def _segments(jpeg: bytes) -> Iterator[tuple[int, bytes]]:
    """Marker and bytes of each segment after the first; a scan with its data is one. Raises _Unreadable."""
    at = 2
    if jpeg[:2] != bytes((0xFF, _START)):
        raise _Unreadable
    while found := _NEXT_MARKER.match(jpeg, at):
        marker, at = found[1][0], found.end() - 2
        if marker == _END:
            yield marker, b"\xff\xd9"
            return
        end = at + 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
        if marker == _SCAN:
            following = _NEXT_MARKER.search(jpeg, end)
            end = following.start() if following else len(jpeg)
        yield marker, jpeg[at:end]
        at = end
    if at < len(jpeg):
        raise _Unreadable


def _without_boxes(picture: bytes) -> bytes:
    """A JPEG 2000 file without the boxes that carry words; a bare codestream has none."""
    if picture[:4] == b"\xff\x4f\xff\x51":
        return picture
    kept, at = [], 0
    while at < len(picture):
        length, kind = int.from_bytes(picture[at : at + 4], "big"), picture[at + 4 : at + 8]
        if length == 1:
            length = int.from_bytes(picture[at + 8 : at + 16], "big")
        length = length or len(picture) - at
        if length < 8:
            raise _Unreadable
        if kind not in _BOXES_OF_WORDS:
            kept.append(picture[at : at + length])
        at += length
    return b"".join(kept)


def _unwrapped(packed: bytes, filters: list[str]) -> bytes:
    """The picture as encoded, where it was deflated once more around it."""
    if not filters:
        return packed
    if filters != ["/FlateDecode"]:
        raise _Unreadable
    unpacker = zlib.decompressobj()
    try:
        return unpacker.decompress(packed, LIMITS.unpacked_bytes)
    except zlib.error:
        raise _Unreadable from None


def _parameters(stream: Stream) -> Dictionary | None:
    """The decode parameters of the last filter alone (a JPEG's colour transform)."""
    parameters = stream.get("/DecodeParms")
    last = parameters[-1] if isinstance(parameters, Array) and len(parameters) else parameters
    return last if isinstance(last, Dictionary) else None
