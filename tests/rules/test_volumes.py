"""Volumes: cut only where a document ends, within what the registry takes, every page counted once and the index with them."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.model.court_profile import Limits, PageNumbers
from claims.model.made_bundle import MadeDocument
from claims.model.volume import VolumePlan
from claims.rules.volumes import MOST_BYTES, MOST_PAGES, court_place, page_label, plan_volumes

ROWS = 10


def index_pages(documents: Sequence[MadeDocument]) -> int:
    """Ten rows a sheet."""
    return -(-len(documents) // ROWS)


def statements(*pages: int) -> list[MadeDocument]:
    return [
        MadeDocument(path=f"10-statements/statement-{n:06d}.pdf", section="statements", title="", pages=each, party=n)
        for n, each in enumerate(pages, start=1)
    ]


def planned(documents: Sequence[MadeDocument], *, limits: Limits, size: int = 1, **more: object) -> list[VolumePlan]:
    sizes = {document.path: size for document in documents}
    return list(plan_volumes(documents, sizes=sizes, limits=limits, index_pages=index_pages, **more))


@given(st.lists(st.integers(1, 12), min_size=1, max_size=60), st.integers(2, 40))
def test_nothing_is_lost_no_number_twice_and_no_volume_over_the_limit(pages: list[int], most: int) -> None:
    documents = statements(*pages)
    plans = planned(documents, limits=Limits(volume_pages=most))
    assert [document for plan in plans for document in plan.documents] == documents
    at = 1
    for number, plan in enumerate(plans, start=1):
        assert (plan.number, plan.first) == (number, at)
        assert plan.index_pages == index_pages(plan.documents)
        assert plan.pages == plan.index_pages + sum(document.pages for document in plan.documents)
        assert plan.over_limit == (plan.pages > most)
        assert not plan.over_limit or len(plan.documents) == 1
        assert plan.starts()[0] == plan.first + plan.index_pages
        at = plan.last + 1


@given(st.lists(st.integers(1, 5), min_size=2, max_size=40), st.integers(3, 30))
def test_a_volume_is_as_full_as_it_can_be(pages: list[int], most: int) -> None:
    """Up to a sheet of index: what was asked for the longer run, or what the volume before had, may be more than what is needed."""
    likely = 1
    plans = planned(statements(*pages), limits=Limits(volume_pages=most))
    for plan, following in pairwise(plans):
        longer = index_pages([*plan.documents, following.documents[0]])
        beside = plan.pages - plan.index_pages + following.documents[0].pages
        assert beside + max(longer + 1, likely) > most
        likely = plan.index_pages


def test_an_index_is_mostly_asked_for_once() -> None:
    asked = 0

    def counted(documents: Sequence[MadeDocument]) -> int:
        nonlocal asked
        asked += 1
        return index_pages(documents)

    documents = statements(*[2] * 2000)
    sizes = {document.path: 1 for document in documents}
    plans = list(plan_volumes(documents, sizes=sizes, limits=Limits(volume_pages=100), index_pages=counted))
    assert len(plans) + 2 >= asked >= len(plans) > 40


def test_the_index_is_counted_in_the_limit() -> None:
    assert [plan.pages for plan in planned(statements(*[1] * 10), limits=Limits(volume_pages=10))] == [10, 2]


def test_bytes_cut_too_and_never_more_than_memory_takes() -> None:
    documents = statements(1, 1, 1)
    assert len(planned(documents, limits=Limits(volume_bytes=1_000_000), size=300_000)) == 2
    for limits in (Limits(), Limits(volume_bytes=10 * MOST_BYTES)):
        assert [plan.over_limit for plan in planned(documents, limits=limits, size=MOST_BYTES // 2)] == [False] * 3


def test_a_document_larger_than_the_limit_is_a_volume_of_its_own_and_said() -> None:
    plans = planned(statements(1, 20, 1), limits=Limits(volume_pages=5))
    assert [(len(plan.documents), plan.over_limit) for plan in plans] == [(1, False), (1, True), (1, False)]


def test_without_a_limit_a_volume_still_ends() -> None:
    plans = planned(statements(*[2] * (MOST_PAGES + 1)), limits=Limits())
    assert all(plan.pages <= MOST_PAGES for plan in plans)
    assert len(plans) == 3


def test_only_one_volume_is_held_at_a_time() -> None:
    taken = 0

    def stream() -> Iterator[MadeDocument]:
        nonlocal taken
        for document in statements(*[1] * 100):
            taken += 1
            yield document

    sizes = {document.path: 1 for document in statements(*[1] * 100)}
    plans = plan_volumes(stream(), sizes=sizes, limits=Limits(volume_pages=5), index_pages=index_pages)
    next(plans)
    assert taken == 5


def test_a_supplement_is_numbered_on() -> None:
    (plan,) = planned(statements(3), limits=Limits(), number=4, first=101)
    assert (plan.number, plan.first, plan.last, plan.path) == (4, 101, 104, "60-volumes/volume-004.pdf")
    assert plan.starts() == (102,)


def test_a_volume_is_named_in_hangul_where_the_bundle_is() -> None:
    (plan,) = planned(statements(3), limits=Limits(), number=4, names="hangul")
    assert plan.path == "60-volumes/합본_004.pdf"


def test_documents_come_in_court_order() -> None:
    def made(section: str, path: str, **facts: object) -> MadeDocument:
        return MadeDocument.model_validate({"section": section, "path": path, "title": "", "pages": 1} | facts)

    ordered = [
        made("lists", "00-lists/party-list.pdf"),
        made("lists", "00-lists/exhibit-list.pdf"),
        *statements(1, 1),
        made("exhibits", "a", main=1),
        made("exhibits", "b", main=2, branch=1),
        made("exhibits", "c", main=10, branch=2),
        made("exhibits", "d", main=1, letter="가"),
        made("powers", "e", party=1),
    ]
    assert sorted(ordered, key=court_place) == ordered
    assert len(planned(ordered, limits=Limits())) == 1
    with pytest.raises(ValueError, match="statement-000001"):
        planned([ordered[4], *statements(1)], limits=Limits())


@pytest.mark.parametrize(
    ("number", "pages", "label"),
    [
        (7, PageNumbers(), "7"),
        (7, PageNumbers(prefix="MOJ-", width=7), "MOJ-0000007"),
        (12345, PageNumbers(prefix="A", width=3), "A12345"),
    ],
)
def test_a_number_is_printed_as_the_court_wants(number: int, pages: PageNumbers, label: str) -> None:
    assert page_label(number, pages) == label


def test_a_plan_is_written_and_read_whole() -> None:
    (plan,) = planned(statements(2, 3), limits=Limits())
    assert VolumePlan.model_validate_json(plan.model_dump_json()) == plan
