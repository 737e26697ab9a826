"""Counsel's tables: nothing in a cell is run, and every claimant has their lines."""

import csv
import io
from datetime import date

import pytest

from claims.actions.match_claims import judge_file
from claims.model.claim_file import ForLawyers
from claims.model.matter import LeftOut
from claims.model.triage import DeskFacts
from claims.rules.court_papers import Going, statement_of
from claims.settings import ROOT
from claims.store.counsel_tables import CLAIM_COLUMNS, claims_table, left_out_table, statement_text
from claims.store.registry import load_registry
from tests.cast import LINH
from tests.make import NOW

REGISTRY = load_registry(ROOT / "disclosures")


def going(*, learned: str = "2026-11", name: str = LINH.claimant.name) -> Going:
    """Linh as a party, judged."""
    person = LINH.claimant.model_copy(update={"name": name})
    file = LINH.model_copy(update={"for_lawyers": ForLawyers(learned_when=learned), "claimant": person})
    judgement = judge_file(file, registry=REGISTRY, now=NOW)
    return Going(
        number=1, reference="7K3M9Q4T", sent=date(2026, 11, 22), file=file, desk=DeskFacts(), judgement=judgement
    )


def rows_of(table: bytes) -> list[list[str]]:
    """A table as a spreadsheet reads it."""
    assert table.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(table.decode("utf-8-sig"), newline="")))


def test_one_line_per_claimant_and_project() -> None:
    """With first knowledge and agreements, for counsel's eyes."""
    head, *rows = rows_of(claims_table([going(), going(name="또 한 사람")]))

    assert tuple(head) == CLAIM_COLUMNS
    assert len(rows) == 2 * len(going().judgement.verdicts)
    first = dict(zip(head, rows[0], strict=True))
    assert first["first_knowledge"] == "2026-11"
    assert first["name"] == LINH.claimant.name
    assert "C8:yes" in first["agreements"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_no_cell_is_run(start: str) -> None:
    """Names come from strangers: what a spreadsheet takes for a formula gets an apostrophe in front."""
    typed = f"{start}HYPERLINK(0)"
    rows = rows_of(claims_table([going(name=typed, learned=typed)]))

    assert not [cell for row in rows for cell in row if cell.startswith(start)]
    assert sum(f"'{typed}" in row for row in rows) == len(rows) - 1


def test_who_stays_out_and_why() -> None:
    """By reference and code, never by name."""
    assert rows_of(left_out_table([LeftOut(reference="7K3M9Q4T", reason="no_court_agreement")])) == [
        ["reference", "reason"],
        ["7K3M9Q4T", "no_court_agreement"],
    ]


def test_a_statement_as_text_holds_the_words_and_no_first_knowledge() -> None:
    """Verbatim, in the order of the paper; what is counsel's is not in it."""
    one = going(learned="vergessen-2026")
    statement = statement_of(one, day=date(2026, 11, 22), exhibits={}, counsel_address="")
    text = statement_text(statement, {})

    assert LINH.statement.account in text
    assert "1. VNM 2015-03-02" in text
    assert "vergessen" not in text
