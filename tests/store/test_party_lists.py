"""당사자목록 over everybody: the columns of the decision rules, numbers that run on, and what the suit costs on the last file."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from claims.settings import ROOT
from claims.store.party_lists import party_lists
from tests.court_paper_samples import COUNTRIES, HEAD, party_rows, set_party_lists
from tests.outside_tools import text_of
from tests.paper_samples import sample_press


def test_one_file_has_every_column_and_the_totals(tmp_path: Path) -> None:
    [(path, pdf)] = set_party_lists(party_rows(2))
    said = text_of(pdf, tmp_path)

    assert path == "00-lists/party-list.pdf"
    for word in (
        "응우옌 티 흐엉",
        "NGUYEN THI",
        "1990-04-12",
        "베트남 (VNM)",
        "미국 (USA)",
        "3,000,000",
        "추후 제출",
        "가",
    ):
        assert word in said
    for total in (
        "6,000,000원",
        "30,000원",
        "27,000원",
        "165,000원",
        "당사자 3명 × 10회 × 5,500원",
        "아직 확인되지 않은",
    ):
        assert total in said


def test_totals_stand_on_the_last_file_only_and_over_all(tmp_path: Path) -> None:
    rows = party_rows(503)
    rows[1] = replace(rows[1], amount=None)
    first, last = (text_of(pdf, tmp_path) for _, pdf in set_party_lists(rows))

    assert "소송목적의 값" not in first
    assert "다음 파일에 계속됩니다." in first
    assert "1,506,000,000원" in last
    assert "청구금액 미정 1명" in last
    assert "501 ~ 503" in last


def test_the_range_is_that_of_the_party_numbers(tmp_path: Path) -> None:
    """A supplement begins where the bundle before ended."""
    rows = [replace(row, number=row.number + 1000) for row in party_rows(501)]
    [(_, first), _] = set_party_lists(rows)
    assert "1001 ~ 1500" in text_of(first, tmp_path)


def test_nobody_at_all_is_a_list_too(tmp_path: Path) -> None:
    [(_, pdf)] = set_party_lists([])
    assert "0원" in text_of(pdf, tmp_path)


def test_without_a_table_of_costs_only_the_amounts_are_added_up(tmp_path: Path) -> None:
    """A court elsewhere charges something else, or the same under another name: nothing is made up."""
    [(_, pdf)] = party_lists(party_rows(2), press=sample_press(), head=HEAD, table=None, words=COUNTRIES)
    said = text_of(pdf, tmp_path)

    assert "6,000,000원" in said
    assert "인지액" not in said
    assert "송달료" not in said


@pytest.mark.deep
def test_memory_stays_flat_over_many_files() -> None:
    """Ten thousand parties in a process of its own: what the engine kept of one file is gone before the next."""
    program = (
        "import resource\n"
        "from tests.court_paper_samples import *\n"
        "row = party_rows(1)[0]\n"
        "rows = (row.__class__(**(row.__dict__ | {'number': n})) for n in range(1, 10_001))\n"
        "files = sum(1 for _ in party_lists(rows, press=sample_press(), head=HEAD, table=COSTS, words=COUNTRIES))\n"
        "print(files, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)\n"
    )
    run = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    files, mebibytes = map(int, run.stdout.split())
    assert files == 20
    assert mebibytes < 450
