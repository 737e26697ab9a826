"""How large will a bundle be, and how many pages will it have? This is where it is reckoned from what is known before it is made.

Pages of exhibits are known; those of papers were measured: a statement has two pages, a match explanation three. Sizes are sums of the
files that go in and of papers as they were measured; the merged volumes hold the court's pages once more.
To check in the head: one claimant with one page of 100 kB: the page itself, its copy in the volume, and the papers.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claims.model.court_profile import Limits
from claims.model.matter import ExhibitUse

# Measured on finished bundles of short claims in Korean and one other language, with the fonts that ship: pages and bytes each.
STATEMENT_PAGES, STATEMENT_BYTES = 2, 75_000
MATCH_PAGES, MATCH_BYTES = 3, 125_000
SIGN_BYTES = 121_000
CLAIM_BYTES = 5_000
# Lists, covers, drafts that are there whoever goes; what each claimant and each exhibit adds to lists and load files.
LISTS_PAGES, COURT_LISTS_BYTES, COUNSEL_LISTS_BYTES = 6, 280_000, 380_000
ROWS_A_PAGE, BYTES_A_ROW = 12, 5_000
# What number and frame add to each page of an exhibit, what index and bookmarks add to a volume.
STAMP_BYTES, VOLUME_BYTES = 6_000, 300_000
SLIP_PAGES, SLIP_BYTES = 1, 60_000
# A page that a volume may take, where the registry says nothing.
MOST_VOLUME_PAGES, MOST_VOLUME_BYTES = 1_000, 200_000_000


@dataclass(frozen=True)
class Piece:
    """One piece that goes in: pages, bytes of the copy that becomes pages, bytes of the original, how it is used."""

    pages: int
    size: int
    original: int
    use: ExhibitUse = "clean"


@dataclass(frozen=True)
class Estimate:
    """What a bundle will be, about. `over_limit` counts files larger than the registry takes; `volumes` is 0 where none are made."""

    claimants: int
    exhibits: int
    pages: int
    size: int
    volumes: int
    over_limit: int
    largest: int


def estimate_bundle(
    claims: Iterable[Sequence[Piece]],
    *,
    shared: Sequence[Piece],
    limits: Limits,
    projects: int,
    match_in_court: bool,
    with_volumes: bool,
) -> Estimate:
    """The estimate. `claims` are the pieces of each claimant who goes, taken once; `projects` how many a claim was judged for."""
    reckoning = _Reckoning(limits)
    for piece in shared:
        reckoning.piece(piece)
    for pieces in claims:
        reckoning.claimants += 1
        reckoning.paper(STATEMENT_PAGES, STATEMENT_BYTES)
        if match_in_court:
            reckoning.paper(MATCH_PAGES * projects, MATCH_BYTES * projects)
        for piece in pieces:
            reckoning.piece(piece)
        reckoning.counsel += MATCH_BYTES * projects + SIGN_BYTES + CLAIM_BYTES
    return reckoning.whole(with_volumes=with_volumes)


class _Reckoning:
    """The sums so far: pages and bytes of the court's documents, bytes of counsel's, files over the limit."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self.claimants = self.exhibits = self.over = self.largest = 0
        self.pages, self.court, self.counsel = LISTS_PAGES, COURT_LISTS_BYTES, COUNSEL_LISTS_BYTES

    def paper(self, pages: int, size: int) -> None:
        self.pages += pages
        self.court += size
        self.largest = max(self.largest, size)

    def piece(self, piece: Piece) -> None:
        self.exhibits += 1
        withheld = piece.use == "withheld"
        pages = SLIP_PAGES if withheld else piece.pages
        size = SLIP_BYTES if withheld else piece.size + STAMP_BYTES * pages
        self.paper(pages, size)
        self.counsel += piece.original
        self.over += bool(self._limits.file_bytes and size > self._limits.file_bytes)

    def whole(self, *, with_volumes: bool) -> Estimate:
        rows = self.claimants + self.exhibits
        self.paper(-(-rows // ROWS_A_PAGE), rows * BYTES_A_ROW)
        volumes = self._volumes() if with_volumes else 0
        merged = self.court + VOLUME_BYTES * volumes if with_volumes else 0
        return Estimate(
            claimants=self.claimants,
            exhibits=self.exhibits,
            pages=self.pages,
            size=self.court + self.counsel + merged,
            volumes=volumes,
            over_limit=self.over,
            largest=self.largest,
        )

    def _volumes(self) -> int:
        pages = self._limits.volume_pages or MOST_VOLUME_PAGES
        size = self._limits.volume_bytes or self._limits.file_bytes or MOST_VOLUME_BYTES
        return max(1, -(-self.pages // pages), -(-self.court // max(1, size - VOLUME_BYTES)))
