"""The chain of a custody log: every row removed, added, moved or changed shows; a stranger recomputes it from the docs alone."""

import csv
import hashlib
import io
import json
import re
import runpy
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.model.made_bundle import CustodyEvent
from claims.settings import ROOT
from claims.store.custody_log import COLUMNS, check_custody, custody_csv

EVENTS = [
    CustodyEvent(item="갑 제1호증의 1", event="capture", at="2026-11-20T01:00:00Z", actor="claimant", purpose="given"),
    CustodyEvent(
        item="갑 제1호증의 1", event="redaction", at="2026-11-21T01:00:00Z", actor="Han", before="11", after="22"
    ),
    CustodyEvent(item="=1+1", event="normalization", at="", actor='a\u202e"b",\r\nc', purpose="x"),
    CustodyEvent(item="갑 제1호증의 1", event="dissemination", at="2026-11-22T01:00:00Z", actor="Park", purpose="소장"),
]


def log_of(events: list[CustodyEvent]) -> bytes:
    """The whole log."""
    return b"".join(custody_csv(events))


def rows_of(log: bytes) -> list[list[str]]:
    """Its rows, the head included."""
    return list(csv.reader(io.StringIO(log.decode("utf-8-sig"), newline="")))


def log_from(rows: list[list[str]]) -> bytes:
    """A log of these rows, as somebody would write it who changed it in a spreadsheet."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def test_a_log_as_it_was_written_has_no_problems() -> None:
    rows = rows_of(log_of(EVENTS))

    assert check_custody(log_of(EVENTS)) == []
    assert check_custody(log_from(rows)) == []
    assert tuple(rows[0]) == COLUMNS
    assert [row[2] for row in rows[1:]] == ["capture", "redaction", "normalization", "dissemination", "end of log"]
    assert rows[3][1] == "'=1+1"
    assert rows[3][4] == 'a[U+202E]"b",\nc'


@given(st.lists(st.text(max_size=12), min_size=4, max_size=4))
def test_whatever_was_typed_the_chain_holds(texts: list[str]) -> None:
    """What is chained is what a spreadsheet shows: line ends, quotes, formulas, unseen characters, halves of characters."""
    item, actor, purpose, at = texts
    events = [CustodyEvent(item=item, event="capture", at=at, actor=actor, purpose=purpose)] * 2

    assert check_custody(log_of(events)) == []
    assert check_custody(log_from(rows_of(log_of(events)))) == []


def test_the_log_of_nothing_is_a_log() -> None:
    assert check_custody(log_of([])) == []
    assert len(rows_of(log_of([]))) == 2


@pytest.mark.parametrize("gone", range(1, 6))
def test_a_removed_row_shows(gone: int) -> None:
    """Any row, the first, the last and the closing one included."""
    rows = rows_of(log_of(EVENTS))
    assert check_custody(log_from(rows[:gone] + rows[gone + 1 :])) != []


def test_a_log_cut_short_shows() -> None:
    rows = rows_of(log_of(EVENTS))
    for kept in range(1, len(rows)):
        assert any("cut short" in problem for problem in check_custody(log_from(rows[:kept])))


@pytest.mark.parametrize("column", range(len(COLUMNS)))
@pytest.mark.parametrize("row", range(1, 6))
def test_a_changed_cell_shows(row: int, column: int) -> None:
    rows = rows_of(log_of(EVENTS))
    rows[row][column] += "0"
    assert any(f"row {row}" in problem for problem in check_custody(log_from(rows)))


@given(st.permutations(range(1, 6)))
def test_moved_rows_show(order: list[int]) -> None:
    rows = rows_of(log_of(EVENTS))
    problems = check_custody(log_from([rows[0], *(rows[at] for at in order)]))
    assert bool(problems) == (order != sorted(order))


def test_an_added_or_doubled_row_shows() -> None:
    rows = rows_of(log_of(EVENTS))
    for at in range(1, 6):
        assert check_custody(log_from([*rows[: at + 1], rows[at], *rows[at + 1 :]])) != []
    assert check_custody(log_from([*rows, ["x"]])) != []


def test_a_row_chained_anew_breaks_the_next() -> None:
    """Whoever changes a row and reckons its chain again must do it to the end; the closing row and the manifest remain."""
    rows = rows_of(log_of(EVENTS))
    rows[2][4] = "Somebody else"
    said = json.dumps(rows[2][:8], ensure_ascii=False, separators=(",", ":"))
    rows[2][9] = hashlib.sha256((rows[2][8] + said).encode()).hexdigest()
    assert check_custody(log_from(rows)) == ["row 3: it does not follow the row before it"]


@pytest.mark.parametrize("raw", [b"", b"\xff\xfe", b"a,b\r\n1,2\r\n", b'"', b"\xef\xbb\xbf"])
def test_what_is_no_log_is_said(raw: bytes) -> None:
    assert len(check_custody(raw)) == 1


def test_the_recipe_in_the_docs_recomputes_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The ten lines a stranger copies out of docs/bundles.md: right for a right log, wrong for one with a row less."""
    recipe = re.search(r"```python\n(# custody.*?)```", (ROOT / "docs" / "bundles.md").read_text(), re.DOTALL)
    assert recipe
    assert len(recipe[1].splitlines()) <= 13
    program = tmp_path / "recipe.py"
    program.write_text(recipe[1].replace("custody.csv", str(tmp_path / "custody.csv")))
    (tmp_path / "custody.csv").write_bytes(log_of(EVENTS))
    runpy.run_path(str(program))
    assert "unbroken" in capsys.readouterr().out
    rows = rows_of(log_of(EVENTS))
    for wrong in (rows[:2] + rows[3:], rows[:-1], [rows[0], rows[2], rows[1], *rows[3:]]):
        (tmp_path / "custody.csv").write_bytes(log_from(wrong))
        with pytest.raises(AssertionError):
            runpy.run_path(str(program))


def test_it_streams() -> None:
    asked = 0

    def many() -> object:
        nonlocal asked
        for _ in range(5000):
            asked += 1
            yield EVENTS[0]

    chunks = custody_csv(many())
    next(chunks)
    next(chunks)
    assert 0 < asked < 1000
