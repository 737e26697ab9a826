"""Every file with code has its test file: claims/rules/dates.py is tested in tests/rules/test_dates.py.

Where a file is tested elsewhere, mirror.toml says in which file and why.
"""

import ast
import tomllib
from collections.abc import Iterable
from pathlib import Path

from tests.house.files import ROOT, house_files, place, python_files

ELSEWHERE = Path(__file__).with_name("mirror.toml")


def has_code(source: str) -> bool:
    """Whether a file does anything: nouns and word-lists without a function need no test of their own."""
    return any(isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) for node in ast.walk(ast.parse(source)))


def mirrors_of(file: str) -> set[str]:
    """Where the test of a file is looked for. A desk is tested by page: routes_trips.py and forms_trips.py by test_trips.py."""
    folder, name = Path("tests", *Path(file).parts[1:-1]), Path(file).stem
    words = folder.name if name == "__init__" else name
    names = {words}
    if "desks" in folder.parts:
        names |= {words.removeprefix("routes_").removeprefix("forms_"), words.removesuffix("_pages")}
    return {(folder / f"test_{each}.py").as_posix() for each in names}


def untested(files: Iterable[str], tests: set[str], elsewhere: dict[str, str]) -> list[str]:
    """Files without a test file and without an entry that names one."""
    return sorted(file for file in files if not mirrors_of(file) & tests and elsewhere.get(file, "") not in tests)


def stale(files: Iterable[str], tests: set[str], elsewhere: dict[str, str]) -> list[str]:
    """Entries that are no longer needed or name nothing that is there."""
    known = set(files)
    return sorted(
        file for file, test in elsewhere.items() if file not in known or mirrors_of(file) & tests or test not in tests
    )


def _now() -> tuple[list[str], set[str], dict[str, str]]:
    files = [place(path) for path in python_files("claims") if has_code(path.read_text(encoding="utf-8"))]
    tests = {place(path) for path in house_files() if path.name.startswith("test_") and path.suffix == ".py"}
    listed = tomllib.loads(ELSEWHERE.read_text(encoding="utf-8"))
    return files, tests, {file: entry["test"] for file, entry in listed.items()}


def test_every_file_with_code_has_its_test() -> None:
    found = untested(*_now())

    assert not found, "no test file for:\n" + "\n".join(found)


def test_no_exception_outlives_its_reason() -> None:
    assert stale(*_now()) == []
    assert all(len(entry["why"]) > 10 for entry in tomllib.loads(ELSEWHERE.read_text(encoding="utf-8")).values())


def test_a_file_without_a_test_is_found() -> None:
    files = ["claims/rules/dates.py", "claims/rules/days.py", "claims/model/card.py"]

    assert untested(files, {"tests/rules/test_dates.py"}, {}) == ["claims/model/card.py", "claims/rules/days.py"]
    assert untested(files[:2], {"tests/rules/test_dates.py"}, {files[1]: "tests/rules/test_dates.py"}) == []
    assert untested(files[:2], {"tests/rules/test_dates.py"}, {files[1]: "tests/rules/test_gone.py"}) == [files[1]]
    assert stale(files, {"tests/rules/test_dates.py"}, {files[0]: "tests/rules/test_dates.py"}) == [files[0]]


def test_a_desk_is_tested_by_page() -> None:
    tests = {"tests/desks/intake/test_trips.py", "tests/cli/test_cli.py"}
    files = ["claims/desks/intake/routes_trips.py", "claims/desks/intake/forms_trips.py", "claims/cli/__init__.py"]

    assert untested([*files, "claims/web/forms_trips.py"], tests, {}) == ["claims/web/forms_trips.py"]


def test_nouns_need_no_test_of_their_own() -> None:
    assert not has_code('class Status(StrEnum):\n    DRAFT = "draft"\n')
    assert has_code("class Receipt:\n    def code(self): return 1\n")
    assert (ROOT / "claims").is_dir()
