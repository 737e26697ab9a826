"""The table of shown reciprocity: what stands in it, and that a mistake in it is named."""

from pathlib import Path

import pytest

from claims.errors import StartRefused
from claims.store.reciprocity_table import read_reciprocity
from tests.paper_samples import TEMPLATES


def test_japan_is_shown_by_the_supreme_court() -> None:
    table = read_reciprocity(TEMPLATES)

    assert "2013다208388" in table["JPN"].source
    assert all(one.country == code and one.source and one.checked for code, one in table.items())


@pytest.mark.parametrize(
    "text",
    [
        "[JPN]\nsource = 'x'\n",
        "[JPN]\nsource = ''\nchecked = '2026-11-22'\n",
        "[JPN]\nsource = 1\nchecked = '2026-11-22'\n",
        "[JPN]\nsource = 'x'\nchecked = '2026-11-22'\nmore = 1\n",
        "[japan]\nsource = 'x'\nchecked = '2026-11-22'\n",
        "JPN = 'x'\n",
        "[JPN",
    ],
)
def test_a_wrong_table_is_refused_by_name(tmp_path: Path, text: str) -> None:
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "reciprocity.toml").write_text(text)
    with pytest.raises(StartRefused, match=r"reciprocity\.toml"):
        read_reciprocity(tmp_path)


def test_a_missing_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StartRefused, match=r"reciprocity\.toml"):
        read_reciprocity(tmp_path)
