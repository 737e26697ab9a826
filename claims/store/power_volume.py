"""Many powers as one PDF to print: an index, then every paper, its running number in the corner of each of its pages.

The single files stay the accessible ones; pages that are copied lose their tags. This is where powers are bound for printing.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Literal

from pikepdf import Name, OutlineItem, Pdf

from claims.model.court_profile import Corner
from claims.store.inert_text import inert
from claims.store.margin_spots import Spot
from claims.store.page_geometry import sheet_size
from claims.store.page_stamps import PageStamps, lay_stamps, page_stamps
from claims.store.papers import ARCHIVED, Press
from claims.store.pdf_extent import page_count
from claims.store.shared_streams import SharedStreams
from claims.store.stamping import saved

CORNER: Corner = "top_right"
# What belongs to the tree of tags of the paper it is taken from.
_LEFT_BEHIND = (Name.Annots, Name.StructParents, Name.Tabs, Name.Metadata, Name.PieceInfo)


@dataclass(frozen=True, kw_only=True)
class NumberedPower:
    """One paper of the print: its number from 1, whose it is, what it is called, the PDF.

    `kind` is power or selection, `place` counts the signatures of the claim; `scanned`: its pages were photographed or scanned.
    """

    number: int
    name: str
    reference: str
    title: str
    kind: Literal["power", "selection"]
    place: int
    pdf: bytes
    bar_stamp: str = ""
    scanned: bool = False


def powers_in_one(papers: Sequence[NumberedPower], *, matter: str, day: date, press: Press) -> bytes:
    """The whole print. The same bytes for the same papers. Raises NotValid `missing_glyph`."""
    counts = [page_count(one.pdf) for one in papers]
    labels = [str(one.number) for one, pages in zip(papers, counts, strict=True) for _ in range(pages)]
    with Pdf.new() as pdf, page_stamps(labels, press=press) as stamps:
        streams = SharedStreams()
        for one in papers:
            _add(pdf, one.pdf, streams)
        places = [place for one, pages in zip(papers, counts, strict=True) for place in _places(one, pages, stamps)]
        lay_stamps(pdf, stamps=stamps, places=places, corner=CORNER, paper=sheet_size(press.sheet))
        sheets = _put_before(pdf, _index(papers, matter=matter, day=day, press=press), streams)
        _outline(pdf, papers, counts, first=sheets)
        return saved(pdf)


def _index(papers: Sequence[NumberedPower], *, matter: str, day: date, press: Press) -> bytes:
    rows = [{key: value for key, value in asdict(one).items() if key not in {"pdf", "scanned"}} for one in papers]
    paper = {"day": day, "reference": "", "matter": matter, "rows": rows}
    return press.set_paper("power_index", paper, words=press.court_terms, language="ko", standards=ARCHIVED)


def _add(pdf: Pdf, content: bytes, streams: SharedStreams) -> None:
    with Pdf.open(io.BytesIO(content)) as source:
        for page in source.pages:
            for key in _LEFT_BEHIND:
                if key in page.obj:
                    del page.obj[key]
        before = len(pdf.pages)
        pdf.pages.extend(source.pages)
        for at in range(before, len(pdf.pages)):
            streams.share(pdf.pages[at])


def _put_before(pdf: Pdf, index: bytes, streams: SharedStreams) -> int:
    """The index goes before the papers; returns how many sheets it has."""
    papers = len(pdf.pages)
    _add(pdf, index, streams)
    sheets = list(pdf.pages[papers:])
    del pdf.pages[papers:]
    for at, sheet in enumerate(sheets):
        pdf.pages.insert(at, sheet)
    return len(sheets)


def _places(one: NumberedPower, pages: int, stamps: PageStamps) -> Iterator[Spot | None]:
    """Our own papers have an empty margin; in a scan an empty place is looked for."""
    return iter(stamps.places(one.pdf, corner=CORNER) if one.scanned else [CORNER] * pages)


def _outline(pdf: Pdf, papers: Sequence[NumberedPower], counts: Sequence[int], *, first: int) -> None:
    with pdf.open_outline() as outline:
        at = first
        for one, pages in zip(papers, counts, strict=True):
            outline.root.append(OutlineItem(f"{one.number} {inert(one.name)} – {one.title}", at))
            at += pages
