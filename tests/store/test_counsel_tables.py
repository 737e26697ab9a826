"""Counsel's tables: nothing in a cell is run, and every claimant has their lines."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from claims.actions.match_claims import judge_file
from claims.model.claim_file import ForLawyers
from claims.model.triage import DeskFacts
from claims.model.vocabulary import Status
from claims.rules.court_papers import Going, party_row_of
from claims.settings import ROOT
from claims.store.counsel_tables import CLAIM_COLUMNS, claim_rows, claims_csv
from claims.store.registry import load_registry
from tests.cast import LINH
from tests.make import NOW

REGISTRY = load_registry(ROOT / "disclosures")
DAY = date(2026, 11, 22)


def going(*, learned: str = "2026-11", name: str = LINH.claimant.name) -> Going:
    """Linh as a party, judged."""
    person = LINH.claimant.model_copy(update={"name": name})
    file = LINH.model_copy(update={"for_lawyers": ForLawyers(learned_when=learned), "claimant": person})
    judgement = judge_file(file, registry=REGISTRY, now=NOW)
    return Going(
        number=1, reference="7K3M9Q4T", sent=date(2026, 11, 22), file=file, desk=DeskFacts(), judgement=judgement
    )


def table_of(*everyone: Going) -> Iterator[bytes]:
    """Their table."""
    return claims_csv(row for one in everyone for row in claim_rows(one, today=DAY))


def rows_of(chunks: Iterator[bytes]) -> list[list[str]]:
    """A table as a spreadsheet reads it."""
    table = b"".join(chunks)
    assert table.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(table.decode("utf-8-sig"), newline="")))


def test_one_line_per_claimant_and_project() -> None:
    """With first knowledge and agreements, for counsel's eyes."""
    head, *rows = rows_of(table_of(going(), going(name="또 한 사람")))

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
    rows = rows_of(table_of(going(name=typed, learned=typed)))

    shown = typed.replace("\r", "\n")
    assert not [cell for row in rows for cell in row if cell.startswith(shown[0])]
    assert sum(f"'{shown}" in row for row in rows) == len(rows) - 1


def test_nothing_in_a_cell_acts_unseen() -> None:
    """An override in a name is written out."""
    assert b"A[U+202E]B" in b"".join(table_of(going(name="A\u202eB")))


def test_the_power_stands_as_in_the_party_list() -> None:
    """To follow until everybody who must has signed; a table of counsel's never says otherwise than the court's list."""
    checked = going()
    for one, said in ((checked, "to_follow"), (replace(checked, status=Status.SIGNED), "signed")):
        head, row, *_ = rows_of(table_of(one))
        assert dict(zip(head, row, strict=True))["power"] == said
        assert party_row_of(one, counsel_address="", today=DAY).power == said
