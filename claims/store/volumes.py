"""Merged volumes: the documents of a plan bound into one PDF with a linked index, bookmarks and a number on every page.

A document that cannot be read, that changed, or that has another number of pages than planned stops the volume and is named: no
volume is ever silently shorter. The same plan and documents give the same bytes, whoever binds them. The volume is a convenience:
page copies lose their tags, so the single documents stay the accessible ones, and PDF/A-2b is claimed only where every page was
made here. This is where volumes are bound.
"""

import hashlib
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pikepdf import Array, Name, Page, Pdf, PdfError
from pypdfium2 import PdfiumError

from claims.errors import Damaged
from claims.model.made_bundle import MadeDocument
from claims.model.volume import VolumePlan
from claims.rules.volumes import page_label
from claims.store.known_margins import KnownMargins
from claims.store.margin_spots import Spot
from claims.store.page_geometry import sheet_size, turn_of, visible_box
from claims.store.page_stamps import PageStamps, lay_stamps, page_stamps
from claims.store.shared_streams import SharedStreams
from claims.store.volume_archive import is_archival, mark_volume, written
from claims.store.volume_bookmarks import write_outline, write_page_labels
from claims.store.volume_index import VolumeHead, link_rows

OpenDocument = Callable[[str], bytes]
# What a page may carry that acts, or belongs to the tree of tags it is taken from.
_LEFT_BEHIND = (
    *(Name.Annots, Name.StructParents, Name.Tabs, Name.AA, Name.Metadata, Name.PieceInfo, Name.Thumb, Name.B),
    *(Name.Trans, Name.Dur, Name.PresSteps),
)
_UNREADABLE = (PdfError, PdfiumError, ValueError, TypeError, KeyError, AttributeError, RuntimeError)


@dataclass(frozen=True)
class MadeVolume:
    """A bound volume: its bytes, pages, first and last page number, and whether it says that it is PDF/A-2b."""

    pdf: bytes
    pages: int
    first: int
    last: int
    archival: bool


def make_volume(plan: VolumePlan, *, head: VolumeHead, open_document: OpenDocument) -> MadeVolume:
    """Bind one planned volume; volumes of a bundle may be bound at the same time by several workers, in any order.

    `open_document` gives the bytes of a document by its path. Raises Damaged `volume_document` (path) when a document cannot be
    read or is not the one that was planned, `volume_short` (path, expected, found) when it has another number of pages, both
    also for the index, whose path is that of the volume; NotValid `missing_glyph` for a title that no font draws.
    """
    labels = [page_label(number, head.profile.pages) for number in range(plan.first, plan.last + 1)]
    with Pdf.new() as pdf, page_stamps(labels, press=head.press) as stamps:
        return _Binding(pdf, plan, head, stamps).bound(open_document)


class _Binding:
    """One volume while it is bound."""

    def __init__(self, pdf: Pdf, plan: VolumePlan, head: VolumeHead, stamps: PageStamps) -> None:
        self._pdf, self._plan, self._head, self._stamps = pdf, plan, head, stamps
        self._places: list[Spot | None] = []
        self._margins, self._streams = KnownMargins(head.profile, stamps), SharedStreams()

    def bound(self, open_document: OpenDocument) -> MadeVolume:
        plan, head, pdf = self._plan, self._head, self._pdf
        index = head.set_index(plan)
        self._add(plan.path, index, pages=plan.index_pages, keep=(Name.Annots,))
        for document in plan.documents:
            content = _opened(document, open_document)
            self._add(document.path, content, pages=document.pages, document=document)
        corner, paper = head.profile.pages.corner, sheet_size(head.profile.sheet)
        lay_stamps(pdf, stamps=self._stamps, places=self._places, corner=corner, paper=paper)
        self._link()
        archival = all(is_archival(document) for document in plan.documents)
        language = head.press.terms
        mark_volume(pdf, title=head.title(plan), day=head.day, language=language, archival=archival, index=index)
        return MadeVolume(written(pdf), plan.pages, plan.first, plan.last, archival)

    def _add(
        self,
        path: str,
        content: bytes,
        *,
        pages: int,
        document: MadeDocument | None = None,
        keep: Sequence[Name] = (),
    ) -> None:
        try:
            with Pdf.open(io.BytesIO(content)) as source:
                found = len(source.pages)
                places = self._margins.places(content, document=document, pages=found)
                if found == pages == len(places):
                    self._copy(source, keep=keep)
        except _UNREADABLE as error:
            raise Damaged("volume_document", path=path) from error
        if not found == pages == len(places):
            raise Damaged("volume_short", path=path, expected=pages, found=min(found, len(places)))
        self._places += places

    def _copy(self, source: Pdf, *, keep: Sequence[Name]) -> None:
        if any(_shows_something(page) for page in source.pages):
            source.flatten_annotations("all")
        for page in source.pages:
            for key in _LEFT_BEHIND:
                if key in page.obj and key not in keep:
                    del page.obj[key]
        before = len(self._pdf.pages)
        self._pdf.pages.extend(source.pages)
        for at in range(before, len(self._pdf.pages)):
            self._streams.share(self._pdf.pages[at])

    def _link(self) -> None:
        plan, pages, head = self._plan, self._pdf.pages, self._head
        targets = [_upper_left(pages[start - plan.first]) for start in plan.starts()]
        link_rows([pages[at] for at in range(plan.index_pages)], targets=targets)
        write_outline(
            self._pdf,
            plan,
            index=_upper_left(pages[0]),
            targets=targets,
            pages=head.profile.pages,
            words=head.press.court_terms,
        )
        write_page_labels(self._pdf, plan, pages=head.profile.pages)


def _opened(document: MadeDocument, open_document: OpenDocument) -> bytes:
    content = open_document(document.path)
    if document.sha256 and hashlib.sha256(content).hexdigest() != document.sha256:
        raise Damaged("volume_document", path=document.path)
    return content


def _shows_something(page: Page) -> bool:
    return any(note.get(Name.Subtype) != Name.Link for note in page.obj.get(Name.Annots, Array()))


def _upper_left(page: Page) -> Array:
    """A destination: the corner that the reader sees in the upper left, at the reader's own zoom."""
    box = visible_box(page)
    left, top = {
        90: (box.left, box.bottom),
        180: (box.right, box.bottom),
        270: (box.right, box.top),
    }.get(turn_of(page), (box.left, box.top))
    return Array([page.obj, Name.XYZ, left, top, 0])
