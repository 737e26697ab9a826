"""Tables that counsel edits: what ships is whole, and a slip of the pen is named by file and key."""

from pathlib import Path

import pytest

from claims.errors import StartRefused
from claims.store.paper_tables import read_cost_table
from tests.paper_samples import TEMPLATES

SHIPPED = (TEMPLATES / "tables" / "court_costs.toml").read_text(encoding="utf-8")


def folder_with(text: str, folder: Path) -> Path:
    (folder / "tables").mkdir()
    (folder / "tables" / "court_costs.toml").write_text(text, encoding="utf-8")
    return folder


def test_the_shipped_table_names_source_and_day_of_each_part() -> None:
    table = read_cost_table(TEMPLATES)
    bases = [table.stamp.basis, table.electronic.basis, table.serving.basis]

    assert all(basis.source and basis.checked for basis in bases)
    assert [basis.sure for basis in bases] == [True, True, False]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("per_10000 = 50\n", 'per_10000 = "half"\n', r"stamp\.steps\.0\.per_10000"),
        ("[electronic]", "[electronics]", "electronic"),
        ("least = 1000", "least = 1000\nlast = 3", r"stamp\.last"),
        ("below = 100000000\n", "below = 1000\n", r"stamp\.steps: steps rise"),
        ("up_to = 30000000\n", "", r"serving\.rounds: steps rise"),
        ("per_10000 = 35\n", "per_10000 = 35\nbelow = 5000000000\n", r"stamp\.steps: steps rise"),
        ("format = 1", "format = = 1", "cannot be read"),
    ],
)
def test_a_slip_is_named(old: str, new: str, said: str, tmp_path: Path) -> None:
    assert old in SHIPPED
    with pytest.raises(StartRefused, match=rf"court_costs\.toml.*{said}"):
        read_cost_table(folder_with(SHIPPED.replace(old, new, 1), tmp_path))


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(StartRefused, match=r"court_costs\.toml"):
        read_cost_table(tmp_path)
