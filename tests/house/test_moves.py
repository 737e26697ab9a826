"""The table of moves is whole, every status can be reached, and its diagram in the docs is the one of now."""

from pathlib import Path

from claims.model.vocabulary import Role, Status
from claims.rules.triage import CLAIMANT, MOVES
from tests.house.moves_diagram import BEGIN, END, PAGE, diagram, draw_into, drawn, moves_without_row

FINAL = {Status.WITHDRAWN}
KNOWN = {CLAIMANT, *(role.value for role in Role)}


def reached(start: Status) -> set[Status]:
    """Every status a claim can come to."""
    found = {start}
    while new := {row.end for row in MOVES if row.start & found} - found:
        found |= new
    return found


def test_every_move_has_one_row() -> None:
    assert moves_without_row() == set()
    assert len({row.move for row in MOVES}) == len(MOVES)


def test_every_status_is_reached_and_left() -> None:
    assert reached(Status.DRAFT) == set(Status)
    assert set(Status) - {start for row in MOVES for start in row.start} == FINAL


def test_every_row_names_people_who_exist() -> None:
    assert {name for row in MOVES for name in row.by} <= KNOWN
    assert all(row.by and row.start for row in MOVES)


def test_no_move_leads_back_to_a_draft() -> None:
    assert Status.DRAFT not in {row.end for row in MOVES}


def test_the_diagram_is_the_one_of_now() -> None:
    assert drawn(PAGE.read_text(encoding="utf-8")) == diagram(), "run: .venv/bin/python -m tests.house.moves_diagram"


def test_an_old_diagram_is_found_and_mended(tmp_path: Path) -> None:
    page = tmp_path / "triage.md"
    page.write_text(f"# Before\n{BEGIN}\n    draft --> filed: file\n{END}\nAfter\n", encoding="utf-8")
    assert drawn(page.read_text(encoding="utf-8")) != diagram()

    draw_into(page)

    assert drawn(page.read_text(encoding="utf-8")) == diagram()
    assert page.read_text(encoding="utf-8").startswith("# Before\n")
    assert page.read_text(encoding="utf-8").endswith("\nAfter\n")
