"""The table of moves as a diagram. This is where docs/triage.md is drawn from claims/rules/triage.py.

.venv/bin/python -m tests.house.moves_diagram      draws it anew
"""

from pathlib import Path

from claims.model.vocabulary import Move, Status
from claims.rules.triage import CLAIMANT, MOVES
from tests.house.files import ROOT

PAGE = ROOT / "docs" / "triage.md"
BEGIN, END = "<!-- moves: drawn from claims/rules/triage.py -->", "<!-- end of moves -->"
HEAD = """# Triage: how a claim moves

Statuses and moves are one table, `MOVES` in `claims/rules/triage.py`. The diagram below is drawn from it by
`.venv/bin/python -m tests.house.moves_diagram`, and a test fails when the two differ.

"""


def diagram() -> str:
    """The table as a Mermaid state diagram, then as a table of who may do what."""
    arrows = [
        f"    {start.value} --> {row.end.value}: {row.move.value}"
        for row in MOVES
        for start in sorted(row.start, key=list(Status).index)
    ]
    rows = [
        f"| {row.move.value} | {', '.join(sorted(start.value for start in row.start))} | {row.end.value} | {_who(row.by)} |"
        for row in MOVES
    ]
    lines = ["```mermaid", "stateDiagram-v2", f"    [*] --> {Status.DRAFT.value}", *arrows, "```", ""]
    lines += ["| move | from | to | who |", "|---|---|---|---|", *rows]
    return "\n".join(lines)


def _who(by: frozenset[str]) -> str:
    return "the claimant" if by == {CLAIMANT} else ", ".join(sorted(by))


def drawn(page: str) -> str:
    """The diagram as it stands in a page; an empty text where the page has none."""
    return page.partition(BEGIN)[2].partition(END)[0].strip()


def draw_into(path: Path) -> None:
    """Put the diagram of now into the page, which is begun where it is missing."""
    page = path.read_text(encoding="utf-8") if path.exists() else f"{HEAD}{BEGIN}\n{END}\n"
    before, _, rest = page.partition(BEGIN)
    path.write_text(f"{before}{BEGIN}\n{diagram()}\n{END}{rest.partition(END)[2]}", encoding="utf-8")


def moves_without_row() -> set[Move]:
    """Moves of the vocabulary that the table does not know."""
    return set(Move) - {row.move for row in MOVES}


if __name__ == "__main__":
    draw_into(PAGE)
