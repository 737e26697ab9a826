"""The import law of pyproject.toml holds, and is seen to catch a break."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.files import ROOT, place, python_files

LINT = Path(sys.executable).with_name("lint-imports")


def broken_laws(folder: Path) -> str:
    """What import-linter says of the house in `folder`; an empty text where every contract is kept."""
    done = subprocess.run([LINT, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr if done.returncode else ""


def test_the_import_law_is_kept() -> None:
    assert broken_laws(ROOT) == ""


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("claims/rules/dates.py", "import flask"),
        ("claims/model/vocabulary.py", "import claims.store"),
        ("claims/errors.py", "import claims.model"),
        ("claims/util.py", ""),
    ],
)
def test_a_broken_law_is_found_in_a_copy_that_was_whole(tmp_path: Path, file: str, line: str) -> None:
    for path in [*python_files("claims"), ROOT / "app.py", ROOT / "pyproject.toml"]:
        copy = tmp_path / place(path)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    assert broken_laws(tmp_path) == ""

    with (tmp_path / file).open("a", encoding="utf-8") as spoiled:
        spoiled.write(f"\n{line}\n")

    assert "BROKEN" in broken_laws(tmp_path) or "missing layers" in broken_laws(tmp_path)
