"""Known margins: looked at as seldom as is safe, and what is not looked at is empty all the same."""

import io
from collections.abc import Iterator

import pytest
from pikepdf import Pdf, Stream
from PIL import ImageChops

from claims.model.court_profile import PageNumbers
from claims.store.known_margins import KnownMargins
from claims.store.page_stamps import PageStamps, page_stamps
from claims.store.papers import Press
from claims.web.paper_words import statement_words
from tests.paper_samples import WRITERS, as_written, sample_press, sample_statement, set_statement
from tests.store.seen_pages import shown
from tests.volume_samples import Bundle, a_statement, an_exhibit, pages_of, profile_of

NOT_READ = b"nobody looks at this"


@pytest.fixture
def stamps() -> Iterator[PageStamps]:
    with page_stamps(["12"], press=sample_press()) as made:
        yield made


def full_page() -> bytes:
    return pages_of("MARK", size=(70, 70))


def test_one_statement_tells_for_all(stamps: PageStamps) -> None:
    margins = KnownMargins(profile_of("korea"), stamps)
    first = margins.places(set_statement(sample_statement("ko")), document=a_statement(1), pages=2)
    assert first == ["bottom_right"] * 2
    assert margins.places(NOT_READ, document=a_statement(2), pages=3) == ["bottom_right"] * 3


def test_a_statement_without_an_empty_margin_tells_nothing(stamps: PageStamps) -> None:
    margins = KnownMargins(profile_of("korea"), stamps)
    assert margins.places(full_page(), document=a_statement(1), pages=1) == [None]
    assert margins.places(pages_of("MARK"), document=a_statement(2), pages=1) == ["bottom_right"]


def test_statements_whose_pages_differ_tell_nothing(stamps: PageStamps) -> None:
    with Pdf.open(io.BytesIO(pages_of("MARK", pages=2))) as pdf:
        pdf.pages[1].contents_add(Stream(pdf, b"q 0 g 500 0 95 60 re f Q"))
        target = io.BytesIO()
        pdf.save(target)
    margins = KnownMargins(profile_of("korea"), stamps)
    seen = margins.places(target.getvalue(), document=a_statement(1), pages=2)
    assert seen == ["bottom_right", "bottom_middle"]
    assert margins.places(full_page(), document=a_statement(2), pages=1) == [None]


@pytest.mark.parametrize(
    "changes",
    [
        {"source_media_type": "application/pdf"},
        {"slip": "too_large"},
        {"pages": 2},
        {"source_media_type": ""},
    ],
)
def test_all_but_a_picture_of_one_page_is_looked_at(stamps: PageStamps, changes: dict[str, object]) -> None:
    margins = KnownMargins(profile_of("korea"), stamps)
    picture = an_exhibit(1, media_type="image/jpeg")
    assert margins.places(NOT_READ, document=picture, pages=1) == ["bottom_right"]
    assert margins.places(full_page(), document=picture.model_copy(update=changes), pages=1) == [None]
    assert margins.places(full_page(), document=None, pages=1) == [None]


def test_a_picture_is_looked_at_where_its_exhibit_number_stands_on_the_same_edge(stamps: PageStamps) -> None:
    korea = profile_of("korea")
    assert korea.exhibits.corner == "top_right"
    above = korea.model_copy(update={"pages": PageNumbers(corner="top_left")})
    narrow = korea.model_copy(update={"sheet": korea.sheet.model_copy(update={"bottom": 8})})
    for profile in (above, narrow):
        margins = KnownMargins(profile, stamps)
        assert margins.places(full_page(), document=an_exhibit(1, media_type="image/png"), pages=1) == [None]


@pytest.mark.parametrize("court", ["korea", "england-wales", "united-states", "japan", "plain"])
def test_the_number_stands_on_white_on_every_statement(court: str) -> None:
    press = sample_press().for_court(profile_of(court))
    statements = {language: set_for(press, language) for language in WRITERS}
    for language, statement in statements.items():
        with page_stamps(["RC8888888"], press=press) as stamps:
            assert set(stamps.places(statement, corner="bottom_right")) == {"bottom_right"}, language
    with Pdf.open(io.BytesIO(statements["my"])) as pdf:
        documents = (a_statement(1, pages=len(pdf.pages)),)
    bundle = Bundle(documents, {documents[0].path: statements["my"]})
    (plan,) = bundle.plans(court)
    volume = bundle.bound(plan, court).pdf
    for page in range(documents[0].pages):
        before, after = shown(statements["my"], page), shown(volume, page + plan.index_pages)
        assert before.crop(ImageChops.difference(before, after).getbbox()).getextrema() == (255, 255)


def set_for(press: Press, language: str) -> bytes:
    """A statement as one court wants it, with a foot as wide as feet get."""
    return press.statement(
        sample_statement(language, reference="7K3M-9Q4T" * 3),
        words=statement_words(as_written, language=language),
        korean=statement_words(as_written, language=press.terms),
    )
