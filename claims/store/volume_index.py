"""The index of a volume: number, title, claimant and page of each document, every row a link to its page.

Rows are linked by where the layout put them, never by reading text back; the length of the index is asked of the same layout,
so that the first page number of the next volume is known before any volume is made. This is where an index is set and linked.
"""

import io
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from pikepdf import Array, Name, Object, Page, Pdf

from claims.model.court_profile import CourtProfile
from claims.model.made_bundle import MadeDocument
from claims.model.volume import VolumePlan
from claims.rules.volumes import page_label
from claims.store.papers import ARCHIVED, Press

# Longer titles may break over sheets; shorter rows stay whole.
_LONG_TITLE = 400
# Numbers as wide as any: what a row's height may not depend on.
_WIDEST_PAGE, _WIDEST_VOLUME = 8_888_888, 8_888


@dataclass(frozen=True)
class VolumeHead:
    """What the volumes of a bundle share: matter, day, the court's profile, a press set for that court (`Press.for_court`)."""

    matter: str
    day: date
    profile: CourtProfile
    press: Press

    def pages(self, documents: Sequence[MadeDocument]) -> int:
        """How many sheets the index of these documents has: what `plan_volumes` asks.

        Raises NotValid `missing_glyph` when a character of a title cannot be drawn.
        """
        widest = self._label(_WIDEST_PAGE)
        sheets = self._set(
            documents, labels=[widest] * len(documents), number=_WIDEST_VOLUME, first=widest, last=widest
        )
        with Pdf.open(io.BytesIO(sheets)) as pdf:
            return len(pdf.pages)

    def set_index(self, plan: VolumePlan) -> bytes:
        """The index of a planned volume as PDF/A-2b; each row is a link to "row:<place>" that `link_rows` turns into a page."""
        labels = [self._label(start) for start in plan.starts()]
        first, last = self._label(plan.first), self._label(plan.last)
        return self._set(plan.documents, labels=labels, number=plan.number, first=first, last=last)

    def title(self, plan: VolumePlan) -> str:
        """The title of a volume: what the matter is called, and the volume's number in the court's words."""
        number = self.press.court_terms["volume_index.volume_title"].replace("{number}", str(plan.number))
        return f"{self.matter} – {number}"

    def _label(self, number: int) -> str:
        return page_label(number, self.profile.pages)

    def _set(
        self, documents: Sequence[MadeDocument], *, labels: Sequence[str], number: int, first: str, last: str
    ) -> bytes:
        rows = [_row(at, document, label) for at, (document, label) in enumerate(zip(documents, labels, strict=True))]
        sections = groupby(rows, key=lambda row: row["section"])
        paper = {
            "matter": self.matter,
            "day": self.day,
            "reference": "",
            "number": number,
            "first": first,
            "last": last,
            "widest": self._label(_WIDEST_PAGE),
            "sections": [{"name": name, "rows": list(held)} for name, held in sections],
        }
        press = self.press
        made = press.set_paper("volume_index", paper, words=press.court_terms, language=press.terms, standards=ARCHIVED)
        press.let_go()
        return made


def link_rows(index: Sequence[Page], *, targets: Sequence[Object]) -> int:
    """Turn each link of the index's pages into a printed link annotation to its document's first page; how many there are.

    `targets` are destinations in the order of the documents. Raises ValueError when a document has no link, or a link is not
    of a row.
    """
    linked, met = 0, set()
    for page in index:
        for link in page.obj.get(Name.Annots, Array()):
            place = int(str(link.A.URI).removeprefix("row:"))
            link.Dest, link.F, link.Border = targets[place], 4, Array([0, 0, 0])
            for key in (Name.A, Name.StructParent, Name.Contents):
                if key in link:
                    del link[key]
            met.add(place)
            linked += 1
    if met != set(range(len(targets))):
        raise ValueError("a document of the volume has no link in its index")
    return linked


def _row(at: int, document: MadeDocument, label: str) -> dict[str, object]:
    return {
        "at": at,
        "section": document.section,
        "number": document.number,
        "title": document.title,
        "rtl": _runs_rightwards(document.title),
        "party": str(document.party) if document.party else "",
        "page": label,
        "long": len(document.title) > _LONG_TITLE,
    }


def _runs_rightwards(title: str) -> bool:
    kinds = (unicodedata.bidirectional(letter) for letter in title)
    return next((kind for kind in kinds if kind in {"L", "R", "AL"}), "L") != "L"
