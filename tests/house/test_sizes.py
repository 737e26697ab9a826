"""No Python file is longer than 250 lines: a file that wants more is two thoughts. A test may be a long table of cases."""

from pathlib import Path

from tests.house.files import place, python_files

MOST_LINES = 250
MOST_LINES_OF_A_TEST = 400
LONGER = {
    "claims/store/verify_bundle.py": "goes into every bundle as one file that needs nothing else",
    "claims/store/recompute_findings.py": "goes into counsel's package as one file that needs nothing else",
}


def too_long(path: Path) -> bool:
    """Whether a file is over the budget."""
    most = MOST_LINES_OF_A_TEST if "tests" in path.parts else MOST_LINES
    return len(path.read_text(encoding="utf-8").splitlines()) > most


def test_files_stay_small() -> None:
    found = {place(path) for path in python_files() if too_long(path)}

    assert found == set(LONGER), (
        f"too long: {sorted(found - set(LONGER))}; short enough by now: {sorted(set(LONGER) - found)}"
    )


def test_a_long_file_is_found(tmp_path: Path) -> None:
    fits, does_not = tmp_path / "fits.py", tmp_path / "does_not.py"
    fits.write_text("x = 1\n" * MOST_LINES)
    does_not.write_text("x = 1\n" * (MOST_LINES + 1))

    assert [too_long(fits), too_long(does_not)] == [False, True]
