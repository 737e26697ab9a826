"""Bookmarks of a volume: its index, its sections and its documents, each with its page number where the court wants that.

"All significant documents and all sections must be bookmarked, with a short description and the page number" (General guidance on
electronic court bundles, 29 November 2021). This is where the outline and the page labels are written.
"""

from collections.abc import Mapping, Sequence
from itertools import groupby

from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf

from claims.model.court_profile import PageNumbers
from claims.model.made_bundle import MadeDocument
from claims.model.volume import VolumePlan
from claims.rules.volumes import page_label
from claims.store.inert_text import inert

Words = Mapping[str, str]


def write_outline(
    pdf: Pdf, plan: VolumePlan, *, index: Array, targets: Sequence[Array], pages: PageNumbers, words: Words
) -> None:
    """The outline, unfolded to the documents: index, then each section with its documents.

    `index` and `targets` are destinations, those in the order of the documents. `words` are the fixed terms of the court.
    """
    titles = _Titles(pages, words)
    places = list(zip(plan.documents, plan.starts(), targets, strict=True))
    items = [titles.item(words["volume_index.title"], plan.first, index)]
    for section, held in groupby(places, key=lambda place: place[0].section):
        documents = [titles.item(_title(document), start, target) for document, start, target in held]
        first = next(place for place in places if place[0].section == section)
        item = titles.item(words[f"volume_section.{section}"], first[1], first[2])
        item.children.extend(documents)
        items.append(item)
    with pdf.open_outline() as outline:
        outline.root.extend(items)


def write_page_labels(pdf: Pdf, plan: VolumePlan, *, pages: PageNumbers) -> None:
    """Page labels that are the printed numbers, zeros in front included."""
    numbers = Array()
    at = plan.first
    while at <= plan.last:
        digits = len(str(at))
        prefix = pages.prefix + "0" * max(0, pages.width - digits)
        label = Dictionary(S=Name.D, St=at)
        if prefix:
            label.P = prefix
        numbers.append(at - plan.first)
        numbers.append(label)
        # A reader knows no zeros in front of a number, so each length of numbers has its own prefix.
        at = 10**digits
    pdf.Root.PageLabels = pdf.make_indirect(Dictionary(Nums=numbers))


class _Titles:
    def __init__(self, pages: PageNumbers, words: Words) -> None:
        self._pages, self._words = pages, words

    def item(self, title: str, number: int, target: Array) -> OutlineItem:
        return OutlineItem(self._titled(title, number), target)

    def _titled(self, title: str, number: int) -> str:
        if not self._pages.bookmark_pages:
            return title
        pattern = self._words["volume_index.bookmark"]
        return pattern.replace("{page}", page_label(number, self._pages)).replace("{title}", title)


def _title(document: MadeDocument) -> str:
    # One line, as a reader's side bar shows it.
    return " ".join(inert(f"{document.number} {document.title}").split())
