"""Volumes: which documents go into which merged volume, and which number each page gets. This is where volumes are cut and counted.

"Pages are numbered from 1 on the very first page through to the end, the index included" (General guidance on electronic court
bundles, 29 November 2021). A volume ends only where a document ends; the numbers run on from volume to volume.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from claims.model.court_profile import Limits, Names, PageNumbers
from claims.model.made_bundle import MadeDocument, Section
from claims.model.volume import VolumePlan
from claims.rules.bundle_names import file_name

SECTIONS: tuple[Section, ...] = ("lists", "statements", "exhibits", "match", "powers")
# Where the registry sets no limit. A volume is made in memory, so the bytes are never more than this, whatever it would take.
MOST_PAGES = 1_000
MOST_BYTES = 150_000_000
# What index, numbers and bookmarks add to a volume, at most: bytes, and bytes for each page.
_ADDED, _ADDED_A_PAGE = 300_000, 1_500

IndexPages = Callable[[Sequence[MadeDocument]], int]


def court_place(document: MadeDocument) -> tuple[int, str, int, int, str]:
    """What documents are sorted by: section, then number, then path. Lists keep the order they come in."""
    section = SECTIONS.index(document.section)
    if document.section == "lists":
        return (section, "", 0, 0, "")
    if document.section == "exhibits":
        return (section, document.letter, document.main, document.branch, document.path)
    return (section, "", document.party, 0, document.path)


def page_label(number: int, pages: PageNumbers) -> str:
    """The number as it is printed on the page.

    >>> page_label(12, PageNumbers(prefix="MOJ-", width=7)), page_label(12, PageNumbers())
    ('MOJ-0000012', '12')
    """
    return f"{pages.prefix}{number:0{pages.width}d}"


def plan_volumes(
    documents: Iterable[MadeDocument],
    *,
    sizes: Mapping[str, int],
    limits: Limits,
    index_pages: IndexPages,
    number: int = 1,
    first: int = 1,
    names: Names = "ascii",
) -> Iterator[VolumePlan]:
    """The volumes, one after the other, from documents in court order (`court_place`); only one volume is held at a time.

    `sizes` are bytes by path. `index_pages` says how many sheets the index of these documents has; it is asked, not guessed,
    once or twice a volume. A supplement goes on with its own `number` and `first`; `names` are those of its files. A document larger than the limit is a volume
    of its own and `over_limit`. Raises ValueError when the documents are not in court order, KeyError when a size is missing.
    """
    cutter = _Cutter(sizes, limits, index_pages)
    for run, index in cutter.runs(_in_order(documents)):
        plan = VolumePlan(
            number=number,
            path=file_name("volume", part=number, names=names),
            documents=tuple(run),
            index_pages=index,
            first=first,
            size=sum(sizes[document.path] for document in run),
            over_limit=not cutter.fits(run, index=index),
        )
        yield plan
        number, first = number + 1, plan.last + 1


class _Cutter:
    """Cuts the stream of documents into runs that fit, each with the length of its index."""

    def __init__(self, sizes: Mapping[str, int], limits: Limits, index_pages: IndexPages) -> None:
        self._sizes, self._index_pages = sizes, index_pages
        self._most_pages = limits.volume_pages or MOST_PAGES
        self._most_bytes = min(limits.volume_bytes or MOST_BYTES, MOST_BYTES)

    def runs(self, documents: Iterable[MadeDocument]) -> Iterator[tuple[list[MadeDocument], int]]:
        run: list[MadeDocument] = []
        pages, size, likely = 0, 0, 1
        for document in documents:
            pages, size = pages + document.pages, size + self._sizes[document.path]
            # The next index is likely as long as the last, so that it mostly need be laid out once. Likely is not sure: it is asked.
            while run and not self._fit(pages, size, index=likely):
                fitting, index = self._shortened(run)
                likely = index
                yield fitting, index
                run = run[len(fitting) :]
                pages, size = self._totals([*run, document])
            run.append(document)
        while run:
            fitting, index = self._shortened(run)
            yield fitting, index
            run = run[len(fitting) :]

    def fits(self, run: Sequence[MadeDocument], *, index: int) -> bool:
        return self._fit(*self._totals(run), index=index)

    def _shortened(self, run: list[MadeDocument]) -> tuple[list[MadeDocument], int]:
        index = self._index_pages(run)
        if len(run) == 1 or self.fits(run, index=index):
            return run, index
        # A shorter run never has a longer index, so what fits beside this index fits beside its own.
        while len(run) > 1 and not self.fits(run, index=index):
            run = run[:-1]
        return run, self._index_pages(run)

    def _totals(self, run: Sequence[MadeDocument]) -> tuple[int, int]:
        return sum(document.pages for document in run), sum(self._sizes[document.path] for document in run)

    def _fit(self, pages: int, size: int, *, index: int) -> bool:
        pages += index
        return pages <= self._most_pages and size + _ADDED + pages * _ADDED_A_PAGE <= self._most_bytes


def _in_order(documents: Iterable[MadeDocument]) -> Iterator[MadeDocument]:
    place: tuple[int, str, int, int, str] = (0, "", 0, 0, "")
    for document in documents:
        if court_place(document) < place:
            raise ValueError(f"{document.path} is not in court order")
        place = court_place(document)
        yield document
