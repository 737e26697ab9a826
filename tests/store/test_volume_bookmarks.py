"""Bookmarks and page labels: what a reader's side bar and page box say, also where numbers grow longer."""

import io

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Name, Pdf

from claims.model.court_profile import PageNumbers
from claims.model.volume import VolumePlan
from claims.rules.volumes import page_label
from claims.store.stamping import saved
from claims.store.volume_bookmarks import write_outline, write_page_labels
from tests.paper_samples import sample_press
from tests.volume_samples import an_exhibit


def plan_of(*titles: str, first: int = 1, pages: int = 1) -> VolumePlan:
    documents = tuple(an_exhibit(main, title=title, pages=pages) for main, title in enumerate(titles, start=1))
    return VolumePlan(
        number=1, path="60-volumes/volume-001.pdf", documents=documents, index_pages=1, first=first, size=1
    )


def blank(pages: int) -> Pdf:
    pdf = Pdf.new()
    for _ in range(pages):
        pdf.add_blank_page(page_size=(100, 100))
    return pdf


@pytest.mark.parametrize(
    "pages", [PageNumbers(), PageNumbers(prefix="MOJ-", width=4), PageNumbers(prefix="A", width=2)]
)
@pytest.mark.parametrize("first", [1, 9, 95, 996, 9990])
def test_labels_are_the_printed_numbers_where_they_grow_longer(pages: PageNumbers, first: int) -> None:
    plan = plan_of("", first=first, pages=19)
    with blank(plan.pages) as pdf:
        write_page_labels(pdf, plan, pages=pages)
        reader = pypdfium2.PdfDocument(saved(pdf))
    labels = [reader.get_page_label(at) for at in range(len(reader))]
    reader.close()
    assert labels == [page_label(number, pages) for number in range(first, first + 20)]


def test_without_pages_in_bookmarks_a_title_is_bare_and_one_line() -> None:
    plan = plan_of("여권\n사본\u202e", "{page} {title}")
    with blank(3) as pdf:
        targets = [Array([page.obj, Name.XYZ, 0, 100, 0]) for page in pdf.pages]
        write_outline(
            pdf,
            plan,
            index=targets[0],
            targets=targets[1:],
            pages=PageNumbers(bookmark_pages=False),
            words=sample_press().court_terms,
        )
        made = saved(pdf)
    with pikepdf.open(io.BytesIO(made)) as opened, opened.open_outline() as outline:
        index, section = outline.root
        assert (index.title, section.title) == ("목차", "서증")
        assert [item.title for item in section.children] == [
            "갑 제1호증의 1 여권 사본[U+202E]",
            "갑 제2호증의 1 {page} {title}",
        ]
