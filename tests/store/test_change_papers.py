"""What changed, written down: CSV and JSON hold every number and document of one package, the paper what is not the same."""

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest

from claims.model.bundle import Superseded
from claims.model.counsel_paper import ExhibitChange, FileChange, ListHead, PartyChange
from claims.store.change_papers import COLUMNS, Numbered, change_papers, changes_csv, changes_json
from tests.outside_tools import run_tool, text_of
from tests.paper_samples import sample_press

HEAD = ListHead(matter="손해배상(국)", day=date(2026, 11, 22))
OLD, NEW = "ab" * 32, "cd" * 32
FILES = (
    FileChange("changed", "counsel", "10-match/match-000001-moj.pdf", 1, 2, OLD, NEW),
    FileChange("unchanged", "court", "10-statements/statement-000001.pdf", 5, 5, OLD, OLD),
    FileChange("gone", "court", "10-statements/statement-000002.pdf", 5, None, OLD, ""),
    FileChange("added", "court", "20-exhibits/exhibit-000003-001.pdf", None, 7, "", NEW),
    FileChange("earlier", "court", "20-exhibits/exhibit-000001-001.pdf", 7, None, OLD, ""),
)
NUMBERED = Numbered(
    parties=(PartyChange("unchanged", 1), PartyChange("gone", 2), PartyChange("added", 4)),
    exhibits=(ExhibitChange("added", 3, 3, 1, ""), ExhibitChange("gone", 2, 2, 1, "")),
    label=lambda one: f"갑 제{one.main}호증의 {one.branch}",
)
BEFORE = Superseded(
    bundle_id="w-id", number=1, day="2026-11-20", fingerprints={"court": "11" * 32, "counsel": "22" * 32}
)


def rows_of(package: str) -> list[dict[str, str]]:
    written = b"".join(changes_csv(FILES, NUMBERED, package=package))
    assert written.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(written.decode("utf-8-sig"), newline="")))


def json_of(package: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(b"".join(changes_json(FILES, NUMBERED, package=package, before=BEFORE)))
    return found


def test_the_table_holds_every_number_and_document_of_its_package() -> None:
    rows = rows_of("court")

    assert tuple(rows[0]) == COLUMNS
    assert [(row["kind"], row["state"], row["name"]) for row in rows[:5]] == [
        ("party", "unchanged", "1"),
        ("party", "gone", "2"),
        ("party", "added", "4"),
        ("exhibit", "added", "갑 제3호증의 1"),
        ("exhibit", "gone", "갑 제2호증의 1"),
    ]
    assert [row["state"] for row in rows[5:]] == ["unchanged", "gone", "added", "earlier"]
    assert (rows[6]["sha256_before"], rows[6]["sha256"], rows[6]["size"]) == (OLD, "", "")


@pytest.mark.parametrize(("package", "other"), [("court", "counsel"), ("counsel", "court")])
def test_one_package_says_nothing_of_the_other(package: str, other: str) -> None:
    """The court's copy names no explanation of counsel's, and not the fingerprint of their package."""
    whole = json.dumps(json_of(package)) + str(rows_of(package))

    assert {row["package"] for row in rows_of(package) if row["kind"] == "file"} == {package}
    assert BEFORE.fingerprints[package] in whole
    assert BEFORE.fingerprints[other] not in whole
    assert "w-id" not in whole


def test_the_json_says_the_same() -> None:
    found = json_of("court")

    assert found["format"] == 1
    assert found["before"] == {"number": 1, "day": "2026-11-20", "fingerprint": "11" * 32}
    assert [one["state"] for one in found["files"]] == ["unchanged", "gone", "added", "earlier"]  # type: ignore[attr-defined]
    assert {"number": "갑 제2호증의 1", "party": 2, "state": "gone"} in found["exhibits"]  # type: ignore[operator]
    empty = Numbered(parties=(), exhibits=(), label=str)
    nothing = json.loads(b"".join(changes_json((), empty, package="court", before=None)))
    assert nothing == {"format": 1, "package": "court", "before": None, "parties": [], "exhibits": [], "files": []}


def test_the_paper_says_what_changed_in_korean_and_english(tmp_path: Path) -> None:
    [one] = change_papers(sample_press(), FILES, NUMBERED, head=HEAD, package="court", before=BEFORE)
    said = text_of(one.content, tmp_path)

    assert one.path == "00-lists/changes.pdf"
    assert "변경 목록 List of changes" in said
    assert "1판, 2026-11-20" in said
    assert ["빠짐 gone" in said, "추가 added" in said] == [True, True]
    assert all(name in said for name in ("원고 2", "원고 4", "갑 제3호증의 1", "갑 제2호증의 1"))
    assert said.replace(" ", "").count(NEW) == 1
    assert "법원에 제출하지 않는" not in said
    assert "10-match" not in said
    # Unchanged documents are counted and not listed.
    assert "statement-000001" not in said
    assert "문서 Documents 1 0 1 1 1" in said


def test_counsels_copy_says_that_it_is_never_filed(tmp_path: Path) -> None:
    [one] = change_papers(sample_press(), FILES, NUMBERED, head=HEAD, package="counsel", before=BEFORE)
    said = text_of(one.content, tmp_path)

    # Once large, and in the foot of both sheets.
    assert said.count("법원에 제출하지 않는 자료") == 3
    assert "10-match" in said


def test_a_first_bundle_has_nothing_before(tmp_path: Path) -> None:
    empty = Numbered(parties=(), exhibits=(), label=str)
    [one] = change_papers(sample_press(), (), empty, head=HEAD, package="court", before=None)

    assert "달라진 것이 없습니다." in text_of(one.content, tmp_path)


def test_many_changes_are_cut_and_checked_by_qpdf(tmp_path: Path) -> None:
    many = [FileChange("added", "court", f"10-statements/statement-{n:06d}.pdf", None, 5, "", NEW) for n in range(1, 6)]
    empty = Numbered(parties=(), exhibits=(), label=str)
    found = list(change_papers(sample_press(), iter(many), empty, head=HEAD, package="court", before=BEFORE, most=2))

    assert [one.path for one in found] == [f"00-lists/changes-{n:03d}.pdf" for n in (1, 2, 3)]
    (tmp_path / "changes.pdf").write_bytes(found[0].content)
    assert run_tool("qpdf", "--check", tmp_path / "changes.pdf").returncode == 0
    assert found == list(change_papers(sample_press(), many, empty, head=HEAD, package="court", before=BEFORE, most=2))
