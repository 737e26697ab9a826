"""증거설명서 and 서증목록 over everybody: every column, what is copy and what is to follow, numbers that are the rows' own."""

from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest

from claims.model.court_paper import ExhibitRow
from claims.store.exhibit_lists import exhibit_indexes, exhibit_lists
from tests.court_paper_samples import HEAD, exhibit_rows
from tests.outside_tools import text_of
from tests.paper_samples import sample_press


def test_the_list_carries_every_column_and_remark(tmp_path: Path) -> None:
    [(path, pdf)] = exhibit_lists(exhibit_rows(3), press=sample_press(), head=HEAD)
    said = text_of(pdf, tmp_path)

    assert path == "00-lists/exhibit-list.pdf"
    for word in ("증거설명서", "호증", "서증명", "작성일자", "작성자", "입증취지", "비고", "2015-03-02", "2쪽"):
        assert word in said
    assert "번역문 첨부" in said
    assert "번역문 추후 제출" in said
    assert said.count("사본") == 3


def test_the_index_says_who_files_and_to_which_court(tmp_path: Path) -> None:
    [(path, pdf)] = exhibit_indexes(exhibit_rows(2), press=sample_press(), head=HEAD)
    said = text_of(pdf, tmp_path)

    assert path == "00-lists/exhibit-index.pdf"
    for word in (
        "서증목록",
        "순번",
        "원고들 소송대리인",
        "법무법인 가람 박변호",
        "서울중앙지방법원 귀중",
        "대한민국",
        "미정",
    ):
        assert word in said
    assert "입증취지" not in said


@pytest.mark.parametrize("make", [exhibit_lists, exhibit_indexes])
def test_several_files_run_on_and_only_the_last_ends(make: object, tmp_path: Path) -> None:
    assert callable(make)
    files = list(make(exhibit_rows(503), press=sample_press(), head=HEAD))
    first, last = (text_of(pdf, tmp_path) for _, pdf in files)

    assert [path[-8:] for path, _ in files] == ["-001.pdf", "-002.pdf"]
    assert "1 ~ 500" in first
    assert "501 ~ 503" in last
    assert "다음 파일에 계속됩니다." in first
    assert "다음 파일에 계속됩니다." not in last
    assert "갑 제500호증의 1" in first
    assert "갑 제503호증의 1" in last


def test_numbers_may_have_gaps(tmp_path: Path) -> None:
    rows = [ExhibitRow(number=f"갑 제{n}호증", title="t") for n in (1, 7)]
    [(_, pdf)] = exhibit_lists(rows, press=sample_press(), head=HEAD)
    assert "갑 제7호증" in text_of(pdf, tmp_path)


def test_a_list_without_rows_says_so(tmp_path: Path) -> None:
    [(_, pdf)] = exhibit_lists(islice(exhibit_rows(1), 0), press=sample_press(), head=HEAD)
    assert "제출할 서증이 없습니다." in text_of(pdf, tmp_path)


def test_below_the_last_row_it_says_why_a_number_may_be_missing(tmp_path: Path) -> None:
    """Where claimants' exhibits are numbered by the claimants' places; groups with letters count from one and have no such gaps."""
    one = ExhibitRow(number="갑 제7호증의 1", title="여권 사본", party=7, main=7, branch=1)
    for row, said in ((one, True), (replace(one, letter="가"), False), (replace(one, party=0), False)):
        for make in (exhibit_lists, exhibit_indexes):
            [(_, pdf)] = make([row], press=sample_press(), head=HEAD)
            assert ("비어있습니다" in "".join(text_of(pdf, tmp_path).split())) is said
