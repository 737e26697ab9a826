"""Counsel's own lists as PDF: deadlines, first knowledge, duplicates, agreements, custody. Each sheet says that it is never filed.

Rows are taken as they come and cut into files (the duplicates: into groups). Only the deadlines are sorted over all, for
which little of each row stays in memory. This is where counsel's rows become papers.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from typing import Any

from claims.model.bundle import LeftOut
from claims.model.counsel_paper import CounselRow, LegalDay, ListHead
from claims.model.made_bundle import CustodyEvent
from claims.store.archive import BagFile
from claims.store.counsel_sheets import DayTable, answers_line, knowledge_line, text_entries, texts_of
from claims.store.duplicate_sheet import Noted, duplicate_entries
from claims.store.list_files import ListFile, list_files
from claims.store.papers import Press

FOLDER = "00-lists"
# The engine keeps the last papers it set in memory: three lists of 500 rows each took 790 MiB by trial, of 200 rows 450.
MOST_ROWS = 200


def deadline_papers(
    press: Press, rows: Iterable[CounselRow], *, head: ListHead, days: Iterable[LegalDay], most: int = MOST_ROWS
) -> Iterator[BagFile]:
    """기한표: every day once with basis and source, then the claimants by their nearest day. `days` from counsel_rows.legal_days."""
    table = DayTable(days, today=head.day, words=press.korean_terms)
    ordered = sorted(map(_light, rows), key=lambda row: (table.nearest(row), row.number))
    counts = Counter(code for row in ordered for code in row.deadlines)
    entries = table.entries(lambda day: counts[day.code] if day.kind == "law" else len(ordered))
    shared = {"persons": len(ordered), "days": entries, "clocks": table.clocks()}
    for part in list_files(ordered, path=_path("deadlines"), rows_a_file=most):
        yield _paper(press, "deadlines", part, head, shared | {"rows": [table.line(row) for row in part.rows]})


def knowledge_papers(
    press: Press, rows: Iterable[CounselRow], *, head: ListHead, most: int = MOST_ROWS
) -> Iterator[BagFile]:
    """처음 안 날, in the order of the rows."""
    for part in list_files(rows, path=_path("first_knowledge"), rows_a_file=most):
        lines = [knowledge_line(row, words=press.korean_terms) for row in part.rows]
        yield _paper(press, "first_knowledge", part, head, {"rows": lines})


def agreement_papers(
    press: Press, rows: Iterable[CounselRow], *, head: ListHead, most: int = MOST_ROWS
) -> Iterator[BagFile]:
    """동의 기록, in the order of the rows; each file names the words its claimants were shown."""
    for part in list_files(rows, path=_path("agreements"), rows_a_file=most):
        keys = texts_of(part.rows)
        lines = [answers_line(row, keys=keys) for row in part.rows]
        yield _paper(press, "agreements", part, head, {"texts": text_entries(keys), "rows": lines})


def duplicate_papers(
    press: Press,
    rows: Iterable[CounselRow],
    *,
    head: ListHead,
    left_out: Iterable[LeftOut] = (),
    noted: Iterable[Noted] = (),
    most: int = MOST_ROWS,
) -> Iterator[BagFile]:
    """중복 접수: groups of claims noted as one person's. `noted`: reference and noted references of claims that stay out."""
    for part in list_files(
        duplicate_entries(rows, left_out=left_out, noted=noted), path=_path("duplicates"), rows_a_file=most
    ):
        yield _paper(press, "duplicates", part, head, {"rows": list(part.rows)})


def custody_papers(
    press: Press, events: Iterable[CustodyEvent], *, head: ListHead, most: int = MOST_ROWS
) -> Iterator[BagFile]:
    """증거 보관 기록, in the order of the events."""
    for part in list_files(events, path=_path("custody"), rows_a_file=most):
        yield _paper(press, "custody", part, head, {"rows": [event.model_dump() for event in part.rows]})


def _light(row: CounselRow) -> CounselRow:
    """What a deadline sheet needs of a claimant; a hundred thousand of them are held at once."""
    return replace(row, learned_how="", note="", agreements=(), duplicates=())


_WHAT = {
    "deadlines": "기한표",
    "first_knowledge": "처음 안 날",
    "agreements": "동의 기록",
    "duplicates": "중복 접수",
    "custody": "증거 보관 기록",
}


def _path(name: str) -> str:
    return f"{FOLDER}/{name.replace('_', '-')}.pdf"


def span_of(part: ListFile[Any]) -> dict[str, int] | None:
    """First and last row of a file, for its head; None where all rows are in it."""
    return None if part.alone else {"first": part.first, "last": part.first + len(part.rows) - 1}


def _paper(press: Press, name: str, part: ListFile[Any], head: ListHead, facts: dict[str, object]) -> BagFile:
    words = press.korean_terms
    paper = asdict(head) | {"part": span_of(part)} | facts
    pdf = press.set_paper(name, paper, words={**words, "foot.mark": words["counsel.never_file"]})
    if not part.alone:
        press.let_go()
    return BagFile(part.path, pdf, _WHAT[name])
