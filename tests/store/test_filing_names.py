"""Filing names: one row a document, no cell that a spreadsheet runs."""

import csv
import io

from claims.model.made_bundle import MadeDocument
from claims.store.court_profiles import read_court_profiles
from claims.store.filing_names import COLUMNS, filing_names_csv
from tests.paper_samples import TEMPLATES


def table(*documents: MadeDocument) -> list[list[str]]:
    raw = b"".join(filing_names_csv(documents, profile=read_court_profiles(TEMPLATES)["korea"]))
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.endswith(b"\r\n")
    return list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


def test_each_document_has_its_name_for_the_portal() -> None:
    path = "20-exhibits/exhibit-000003-002.pdf"
    one = MadeDocument(
        path=path, section="exhibits", title="여권", pages=2, number="갑 제3호증의 2", main=3, branch=2, size=9
    )
    assert table(one) == [list(COLUMNS), [path, "갑제3호증의2_여권.pdf", "갑 제3호증의 2", "여권", "2", "9"]]


def test_a_title_is_never_a_formula() -> None:
    one = MadeDocument(path="10-statements/s.pdf", section="statements", title='=HYPERLINK("x")\u202e', pages=1)
    assert table(one)[1][3] == '\'=HYPERLINK("x")[U+202E]'


def test_no_document_gives_the_head_alone() -> None:
    assert table() == [list(COLUMNS)]
