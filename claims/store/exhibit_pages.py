"""Exhibit pages: a piece of evidence becomes numbered pages, or a numbered slip sheet that says why not. Never silence.

This is where evidence becomes an exhibit.
"""

import hashlib
import io
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date

from pikepdf import Name, PasswordError, Pdf, PdfError
from PIL import Image
from pypdfium2 import PdfiumError

from claims.model.court_paper import SlipSheet
from claims.model.court_profile import Sheet
from claims.store.image_pages import TooManyPixels, add_image_page
from claims.store.page_geometry import MILLIMETRE, sheet_size
from claims.store.papers import Press
from claims.store.stamping import Stamp, fits_margin, lay_stamps, saved

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


class NotPages(Exception):
    """A file that cannot become pages whole; `reason` is the code."""

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
    stamp: bytes | None = None,
    page: int = 0,
    expected_pages: int | None = None,
    reference: str = "",
) -> ExhibitPages:
    """The piece as pages stamped with `label`; a slip sheet with the same number where that cannot be done whole.

    `stamp` is a sheet of `Press.stamps` and `page` the label's place in it, so that it need not be set again (None: it is set
    here). Paper, corner and which pages are stamped are as the press's court wants them. Reasons: empty, encrypted, unreadable, incomplete (fewer pages than `expected_pages`), too_large,
    not_pages. The same bytes for the same input.
    """
    try:
        mark = stamp_of(press, label=label, stamp=stamp, page=page)
        return _stamped_pages(content, media_type, press=press, stamp=mark, expected_pages=expected_pages)
    except NotPages as refusal:
        return slip_pages(
            content,
            reason=refusal.reason,
            media_type=media_type,
            label=label,
            day=day,
            press=press,
            stamp=stamp,
            page=page,
            reference=reference,
        )


def slip_pages(
    content: bytes,
    *,
    reason: str,
    media_type: str,
    label: str,
    day: date,
    press: Press,
    stamp: bytes | None = None,
    page: int = 0,
    reference: str = "",
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
    with Pdf.open(io.BytesIO(sheet)) as pdf:
        _lay(pdf, sheet, press=press, stamp=stamp_of(press, label=label, stamp=stamp, page=page))
        return ExhibitPages(pdf=saved(pdf), pages=len(pdf.pages), slip=reason)


def stamp_of(press: Press, *, label: str, stamp: bytes | None = None, page: int = 0) -> Stamp:
    """The stamp as the press's court wants it; set here where no sheet of stamps is given."""
    sheet, at = (press.stamp(label), 0) if stamp is None else (stamp, page)
    numbers = press.exhibits
    return Stamp(sheet, at, corner=numbers.corner, which=numbers.stamp, paper=sheet_size(press.sheet))


def _stamped_pages(
    content: bytes, media_type: str, *, press: Press, stamp: Stamp, expected_pages: int | None
) -> ExhibitPages:
    with Pdf.new() as pdf, ExitStack() as kept_open:
        add_pages(pdf, content, media_type, paper=press.sheet, kept_open=kept_open)
        pages = len(pdf.pages)
        if expected_pages is not None and pages != expected_pages:
            raise NotPages("incomplete")
        try:
            _lay(pdf, None if media_type in _PICTURES else saved(pdf), press=press, stamp=stamp)
            return ExhibitPages(pdf=saved(pdf), pages=pages)
        except _BROKEN as error:
            raise NotPages("incomplete") from error


def _lay(pdf: Pdf, shown: bytes | None, *, press: Press, stamp: Stamp) -> None:
    # Pages made here are empty in the margins of the court's paper; where the stamp fits in, nobody need look.
    top, bottom = press.sheet.top * MILLIMETRE, press.sheet.bottom * MILLIMETRE
    if shown is None and not fits_margin(stamp, top=top, bottom=bottom):
        shown = saved(pdf)
    lay_stamps(pdf, stamp=stamp, shown=shown)


def add_pages(pdf: Pdf, content: bytes, media_type: str, *, paper: Sheet, kept_open: ExitStack) -> None:
    """Add a picture or a PDF to `pdf` as plain pages; what was opened stays open in `kept_open` until it is saved. Raises NotPages."""
    if not content:
        raise NotPages("empty")
    try:
        if media_type == "application/pdf":
            return _add_plain_pages(pdf, kept_open.enter_context(Pdf.open(io.BytesIO(content))))
        if media_type in _PICTURES:
            return add_image_page(pdf, content, media_type=media_type, paper=paper)
    except PasswordError as error:
        raise NotPages("encrypted") from error
    except (TooManyPixels, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise NotPages("too_large") from error
    except _BROKEN as error:
        raise NotPages("unreadable") from error
    raise NotPages("not_pages")


def _add_plain_pages(plain: Pdf, source: Pdf) -> None:
    if Name.AcroForm in source.Root:
        source.generate_appearance_streams()
    source.flatten_annotations("all")
    plain.pages.extend(source.pages)
    for page in plain.pages:
        for key in _UNSEEN:
            if key in page.obj:
                del page.obj[key]
    if not len(plain.pages):
        raise NotPages("unreadable")
