"""How much a PDF is. This is where one that is cut off, or unfolds beyond the limits, is known before it is unfolded."""

import io
import logging
import re
import zlib
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Name, Stream

from claims.errors import NotValid
from claims.rules.uploads import LIMITS, UploadRefusal
from claims.store.pdf_objects import everything

_AN_OBJECT = re.compile(rb"\d\s+\d+\s+obj\b")
_WHOLE_LENGTH = re.compile(rb"/Linearized[^>]{0,200}?/L\s+(\d+)|/L\s+(\d+)[^>]{0,200}?/Linearized")

# qpdf remarks on damage by quoting the file; a log may not learn what a paper says.
logging.getLogger("pikepdf").setLevel(logging.CRITICAL)

# qpdf's own limits against hostile files; they hold for the process and are set before any thread reads.
pikepdf.settings.set_qpdf_limits(
    flate_max_memory=LIMITS.unpacked_bytes,
    dct_max_memory=LIMITS.unpacked_bytes,
    png_max_memory=LIMITS.unpacked_bytes,
    run_length_max_memory=LIMITS.unpacked_bytes,
    tiff_max_memory=LIMITS.unpacked_bytes,
)


def page_count(pdf: bytes) -> int:
    """How many pages a PDF has that was made here. Raises pikepdf.PdfError."""
    with pikepdf.open(io.BytesIO(pdf)) as paper:
        return len(paper.pages)


def is_short(content: bytes) -> bool:
    """Whether the end is missing: no end mark, objects after the last one, or shorter than it says itself."""
    end = content.rfind(b"%%EOF")
    if end < 0 or _AN_OBJECT.search(content, end):
        return True
    told = _WHOLE_LENGTH.search(content[:1024])
    # The line end after the end mark may be lost without harm.
    return told is not None and int(told[1] or told[2]) > len(content) + len("\r\n")


def check_extent(paper: pikepdf.Pdf) -> None:
    """Refuses a PDF without pages, with too many, with too large a picture, or one that unfolds beyond the limit."""
    if not paper.pages:
        raise NotValid(UploadRefusal.NOT_WHAT_IT_CLAIMS)
    if len(paper.pages) > LIMITS.pages_per_file:
        raise NotValid(UploadRefusal.TOO_LARGE, pages=len(paper.pages), limit=LIMITS.pages_per_file)
    unpacked = 0
    for stream in (found for found in everything(paper) if isinstance(found, Stream)):
        if int(stream.get("/Width", 0)) * int(stream.get("/Height", 0)) > LIMITS.pixels_per_picture:
            raise NotValid(UploadRefusal.TOO_LARGE)
        for size in _unpacked_sizes(stream):
            unpacked += size
            if unpacked > LIMITS.unpacked_bytes:
                raise NotValid(UploadRefusal.TOO_LARGE)


def _unpacked_sizes(stream: Stream) -> Iterator[int]:
    """How long a deflated stream becomes, piece by piece, so that a bomb is known before it is in memory."""
    filters = stream.get("/Filter", Name.None_)
    names = [str(name) for name in filters] if isinstance(filters, Array) else [str(filters)]
    if names.count("/FlateDecode") > 1:
        raise NotValid(UploadRefusal.TOO_LARGE)
    if names[:1] != ["/FlateDecode"]:
        return
    unpacker, packed = zlib.decompressobj(), stream.read_raw_bytes()
    try:
        while packed and not unpacker.eof:
            yield len(unpacker.decompress(packed, 1 << 20))
            packed = unpacker.unconsumed_tail
    except zlib.error:
        return
