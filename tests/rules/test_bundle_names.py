"""File names of a bundle: safe on every system, told apart by numbers, whatever a title holds."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.model.court_profile import CourtProfile, ExhibitNumbers
from claims.model.made_bundle import MadeDocument
from claims.rules.bundle_names import KINDS, MOST_BYTES, file_name, name_when_filed, safe_title

HOSTILE = (
    "../../etc/passwd",
    'a/b\\c:d*e?f"g<h>i|j',
    "\u202egpj.exe",
    "한글\u200b \u0000이름",
    "CON",
    "..",
    "가" * 400,
    "#read(1) {{7*7}}",
    "여권\u1112\u1161\u11ab",
    "=1+1",
)


@pytest.mark.parametrize(
    ("facts", "path"),
    [
        ({"kind": "cover"}, "00-cover.pdf"),
        ({"kind": "party_list"}, "00-lists/party-list.pdf"),
        ({"kind": "party_list", "part": 2}, "00-lists/party-list-002.pdf"),
        ({"kind": "statement", "party": 1}, "10-statements/statement-000001.pdf"),
        ({"kind": "statement", "party": 1, "ending": "txt"}, "10-statements/statement-000001.txt"),
        ({"kind": "exhibit", "main": 3, "branch": 2, "title": "여권"}, "20-exhibits/exhibit-000003-002.pdf"),
        ({"kind": "exhibit", "main": 1}, "20-exhibits/exhibit-000001.pdf"),
        ({"kind": "exhibit", "main": 3, "branch": 2, "letter": "가"}, "20-exhibits/exhibit-ga-000003-002.pdf"),
        ({"kind": "exhibit", "main": 3, "branch": 2, "letter": "B"}, "20-exhibits/exhibit-b-000003-002.pdf"),
        ({"kind": "exhibit_cover", "main": 3, "branch": 2}, "20-exhibits/covers/exhibit-000003-002.pdf"),
        ({"kind": "exhibit_text", "main": 3, "branch": 2}, "20-exhibits/text/exhibit-000003-002.txt"),
        ({"kind": "volume", "part": 1}, "60-volumes/volume-001.pdf"),
    ],
)
def test_plain_names(facts: dict[str, object], path: str) -> None:
    assert file_name(**facts) == path  # type: ignore[arg-type]  # the table above


@pytest.mark.parametrize(
    ("facts", "path"),
    [
        (
            {"kind": "exhibit", "main": 3, "branch": 2, "title": "여권 사증면"},
            "20-exhibits/갑제3호증의2_여권사증면.pdf",
        ),
        ({"kind": "exhibit", "main": 3, "branch": 2, "letter": "가"}, "20-exhibits/갑가제3호증의2.pdf"),
        ({"kind": "statement", "party": 1}, "10-statements/진술서_000001.pdf"),
        ({"kind": "exhibit_list"}, "00-lists/증거설명서.pdf"),
    ],
)
def test_hangul_names(facts: dict[str, object], path: str) -> None:
    assert file_name(**facts, names="hangul") == path  # type: ignore[arg-type]  # the table above


@pytest.mark.parametrize("title", HOSTILE)
@pytest.mark.parametrize("names", ["ascii", "hangul"])
def test_a_title_never_breaks_a_name(title: str, names: str) -> None:
    path = file_name("exhibit", main=3, branch=2, title=title, names=names)  # type: ignore[arg-type]  # as parametrized
    folder, _, name = path.rpartition("/")
    assert folder == "20-exhibits"
    assert re.fullmatch(r"[가-힣A-Za-z0-9_-]+\.pdf", name)
    assert len(name) <= 100
    assert len(name.encode()) <= MOST_BYTES
    assert unicodedata.is_normalized("NFC", name)


@given(title=st.text(), most=st.integers(60, 200), names=st.sampled_from(["ascii", "hangul"]))
def test_any_title_in_any_room(title: str, most: int, names: str) -> None:
    for kind in KINDS:
        path = file_name(kind, main=100_000, branch=999, party=100_000, part=999, title=title, names=names, most=most)  # type: ignore[arg-type]  # as above
        name = path.rpartition("/")[2]
        assert re.fullmatch(r"[가-힣A-Za-z0-9_-]+\.[a-z]+", name)
        assert len(name) <= most
        assert len(name.encode()) <= MOST_BYTES
    assert re.fullmatch(r"[A-Za-z0-9_-]*", safe_title(title, names="ascii"))


@given(
    st.lists(st.tuples(st.integers(1, 30), st.integers(0, 30), st.sampled_from(["", "가", "나"]), st.text(max_size=9)))
)
def test_no_two_exhibits_are_named_alike(pieces: list[tuple[int, int, str, str]]) -> None:
    """Titles may be the same, differ in case alone, or look like another's number: the number before them decides."""
    numbers = {(main, branch, letter): title for main, branch, letter, title in pieces}
    for names in ("ascii", "hangul"):
        found = [
            file_name("exhibit", main=m, branch=b, letter=letter, title=title, names=names)  # type: ignore[arg-type]  # as above
            for (m, b, letter), title in numbers.items()
        ]
        assert len({unicodedata.normalize("NFC", name).casefold() for name in found}) == len(numbers)


def test_two_texts_of_one_kind_of_list_have_their_own_endings() -> None:
    paths = [file_name(kind) for kind in ("party_list", "party_table", "party_rows")]
    assert paths == ["00-lists/party-list.pdf", "00-lists/party-list.xlsx", "00-lists/party-list.csv"]


def document(**facts: object) -> MadeDocument:
    given = {"path": "20-exhibits/exhibit-000003-002.pdf", "section": "exhibits", "title": "여권 사증면", "pages": 1}
    return MadeDocument.model_validate(given | {"main": 3, "branch": 2} | facts)


def court(own: str, *, hangul: str) -> CourtProfile:
    numbers = ExhibitNumbers(shared="X {main}", own=own)
    offered = ("ascii", "hangul") if hangul == "yes" else ("ascii",)
    return CourtProfile(code="here", title={}, terms="ko", exhibits=numbers, offered_names=offered)


@pytest.mark.parametrize(
    ("own", "hangul", "title", "name"),
    [
        ("갑 제{main}호증의 {branch}", "yes", "여권 사증면", "갑제3호증의2_여권사증면.pdf"),
        ("Ex. {main}-{branch}", "no", "Passport page", "Ex-3-2_Passport-page.pdf"),
        ("甲第{main}号証の{branch}", "no", "旅券", "exhibit-000003-002.pdf"),
        ("Ex. {main}-{branch}", "no", "../../x", "Ex-3-2_x.pdf"),
    ],
)
def test_at_the_portal_a_document_is_called_by_its_number_and_title(
    own: str, hangul: str, title: str, name: str
) -> None:
    assert name_when_filed(document(title=title), profile=court(own, hangul=hangul)) == name


def test_a_statement_keeps_its_number_at_the_portal() -> None:
    one = document(path="10-statements/statement-000001.pdf", section="statements", title="진술서")
    assert name_when_filed(one, profile=court("갑 {main}-{branch}", hangul="yes")) == "statement-000001_진술서.pdf"
