"""The estimate counts every page and byte it is given once, and the volumes once more."""

from claims.model.court_profile import Limits
from claims.rules.bundle_estimate import (
    LISTS_PAGES,
    MATCH_PAGES,
    SLIP_PAGES,
    STAMP_BYTES,
    STATEMENT_PAGES,
    Estimate,
    Piece,
    estimate_bundle,
)

KOREA = Limits(file_bytes=10_000_000, volume_bytes=10_000_000)


def estimated(*claims: list[Piece], match: str = "no", volumes: str = "no", limits: Limits = KOREA) -> Estimate:
    """The estimate of these claims, judged for one project, with one shared exhibit of four pages."""
    return estimate_bundle(
        claims,
        shared=[Piece(pages=4, size=1000, original=0)],
        limits=limits,
        projects=1,
        match_in_court=match == "yes",
        with_volumes=volumes == "yes",
    )


def test_pages_are_those_of_papers_and_pieces() -> None:
    found = estimated([Piece(2, 100, 300)], [Piece(7, 100, 300), Piece(30, 100, 300, "withheld")])

    assert (found.claimants, found.exhibits) == (2, 4)
    assert found.pages == LISTS_PAGES + 4 + 2 * STATEMENT_PAGES + 2 + 7 + SLIP_PAGES + 1
    assert estimated([], match="yes").pages - estimated([]).pages == MATCH_PAGES


def test_a_piece_counts_as_page_and_as_original() -> None:
    small, large = estimated([Piece(1, 1000, 5000)]), estimated([Piece(1, 3000, 9000)])

    assert large.size - small.size == 2000 + 4000
    pages = estimated([Piece(2, 1000, 5000)])
    assert pages.size - small.size == STAMP_BYTES


def test_volumes_hold_the_courts_pages_once_more_and_are_cut_at_the_limit() -> None:
    pieces = [Piece(3, 4_000_000, 4_000_000)]
    without, whole = estimated(pieces, pieces, pieces), estimated(pieces, pieces, pieces, volumes="yes")

    assert without.volumes == 0
    assert whole.volumes == 2
    assert whole.size > without.size + 12_000_000
    assert estimated(pieces, volumes="yes", limits=Limits(volume_pages=5)).volumes == 4


def test_what_is_larger_than_the_registry_takes_is_counted() -> None:
    assert estimated([Piece(1, 10_000_001, 1)], [Piece(1, 9_000_000, 1)]).over_limit == 1
    assert estimated([Piece(1, 10_000_001, 1)], limits=Limits()).over_limit == 0
    assert estimated([Piece(1, 10_000_001, 1, "withheld")]).over_limit == 0
