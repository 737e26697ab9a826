"""Exhibit pages: a piece of evidence becomes numbered pages, or a numbered slip sheet that says why not. Never silence.

This is where evidence becomes an exhibit.
"""

import hashlib
import io
from dataclasses import dataclass
from datetime import date

from pikepdf import Name, PasswordError, Pdf, PdfError
from PIL import Image
from pypdfium2 import PdfiumError

from claims.model.court_paper import SlipSheet
from claims.store.image_pages import TooManyPixels, image_page
from claims.store.papers import Press
from claims.store.stamping import saved, stamp_pages

_PICTURES = frozenset({"image/jpeg", "image/png", "image/heic", "image/heif"})
# What a page may carry that acts, hides or names people; what can be seen is drawn into the page first.
_UNSEEN = (Name.AA, Name.Annots, Name.Metadata, Name.PieceInfo, Name.Thumb, Name.StructParents, Name.Tabs, Name.B)
_BROKEN = (PdfError, PdfiumError, OSError, SyntaxError, ValueError, KeyError, TypeError, RuntimeError, MemoryError)


@dataclass(frozen=True)
class ExhibitPages:
    """An exhibit as PDF, how many pages it has, and "" or the reason code why it is a slip sheet instead."""

    pdf: bytes
    pages: int
    slip: str = ""


class _NotPages(Exception):
    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def exhibit_pages(
    content: bytes,
    *,
    media_type: str,
    label: str,
    day: date,
    press: Press,
    expected_pages: int | None = None,
    reference: str = "",
) -> ExhibitPages:
    """The piece as pages stamped with `label`; a slip sheet with the same number where that cannot be done whole.

    Reasons: empty, encrypted, unreadable, incomplete (fewer pages than `expected_pages`), too_large, not_pages. The same
    bytes for the same input.
    """
    stamp = press.stamp(label)
    try:
        plain, pages = _pages(content, media_type)
        if expected_pages is not None and pages != expected_pages:
            raise _NotPages("incomplete")
        return ExhibitPages(pdf=_stamped(plain, stamp), pages=pages)
    except _NotPages as refusal:
        return slip_pages(
            content,
            reason=refusal.reason,
            media_type=media_type,
            label=label,
            day=day,
            press=press,
            reference=reference,
        )


def slip_pages(
    content: bytes, *, reason: str, media_type: str, label: str, day: date, press: Press, reference: str = ""
) -> ExhibitPages:
    """A slip sheet under the piece's number, naming the piece by size and SHA-256."""
    sheet = press.slip_sheet(
        SlipSheet(
            number=label,
            day=day,
            reason=reason,
            media_type=media_type,
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            reference=reference,
        )
    )
    return ExhibitPages(pdf=stamp_pages(sheet, stamp=press.stamp(label)), pages=1, slip=reason)


def _stamped(plain: bytes, stamp: bytes) -> bytes:
    try:
        return stamp_pages(plain, stamp=stamp)
    except _BROKEN as error:
        raise _NotPages("incomplete") from error


def _pages(content: bytes, media_type: str) -> tuple[bytes, int]:
    if not content:
        raise _NotPages("empty")
    try:
        if media_type == "application/pdf":
            return _plain_pdf(content)
        if media_type in _PICTURES:
            return image_page(content, media_type=media_type), 1
    except PasswordError as error:
        raise _NotPages("encrypted") from error
    except (TooManyPixels, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _NotPages("too_large") from error
    except _BROKEN as error:
        raise _NotPages("unreadable") from error
    raise _NotPages("not_pages")


def _plain_pdf(content: bytes) -> tuple[bytes, int]:
    with Pdf.open(io.BytesIO(content)) as source, Pdf.new() as plain:
        if Name.AcroForm in source.Root:
            source.generate_appearance_streams()
        source.flatten_annotations("all")
        plain.pages.extend(source.pages)
        for page in plain.pages:
            for key in _UNSEEN:
                if key in page.obj:
                    del page.obj[key]
        if not len(plain.pages):
            raise _NotPages("unreadable")
        return saved(plain), len(plain.pages)
