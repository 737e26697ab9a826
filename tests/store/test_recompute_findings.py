"""The program that recomputes findings by another way: it shares nothing with the kernel and agrees with it everywhere."""

import ast
import importlib.util
import json
import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.errors import NotValid
from claims.rules.dates import read_date
from claims.rules.days import AFTER_ALL, BEFORE_ALL
from claims.store.finding_json import finding_json
from tests.rules.oracle_facts import PORTS
from tests.rules.random_cases import a_record, a_window
from tests.store.finding_cases import GOLDEN, document, told

PROGRAM = Path(__file__).parents[2] / "claims" / "store" / "recompute_findings.py"
DEEP_CASES = int(os.environ.get("CLAIMS_DEEP_CASES", "100000")) // 10
FILES = sorted(path for path in GOLDEN.glob("*.json") if path.stem != "answer-open")


def alone() -> ModuleType:
    """The program as a module of its own, out of its room."""
    spec = importlib.util.spec_from_file_location("recompute_alone", PROGRAM)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


ALONE = alone()


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    """The program as its reader runs it."""
    command = [sys.executable, "-I", "-S", "-W", "error", str(PROGRAM), *map(str, arguments)]
    return subprocess.run(command, env={"PATH": os.environ["PATH"]}, capture_output=True, text=True, check=False)


def differing(text: bytes) -> dict[str, list[str]]:
    """Findings in which the program and the document differ, by name."""
    return {name: differing for name, differing in ALONE.judge_document(json.loads(text)) if differing}


def imported(source: str) -> set[str]:
    """The first words of everything a source imports."""
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add("." if node.level else (node.module or "").split(".")[0])
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("__import__", "exec", "eval", "compile"):
            names.add("a call that could import")
    return names


def test_it_shares_no_code_with_the_service() -> None:
    source = PROGRAM.read_text(encoding="utf-8")

    assert imported(source) <= sys.stdlib_module_names
    assert imported(source) == {
        "collections", "functools", "itertools", "json", "pathlib", "re", "sys", "typing"
    }  # fmt: skip
    assert imported("import claims.rules.dates\nfrom . import x\neval('1')") == {
        "claims", ".", "a call that could import"
    }  # fmt: skip
    assert len(source.splitlines()) < 400


def test_it_agrees_with_every_golden_file() -> None:
    done = run(*FILES)

    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert done.stdout.count("all agree") == len(FILES)
    assert "DIFFERS" not in done.stdout


def check(seed: int) -> None:
    """Random windows and a random record, judged by the kernel, written as JSON, judged by the program."""
    pick = random.Random(seed)
    more = pick.random() < 0.7
    windows = [told(a_window(pick, number, more=more)) for number in range(pick.randrange(1, 5))]
    record = a_record(pick, more=more)
    try:
        made = finding_json(document([record], *windows, ports=PORTS))
    except NotValid as refusal:
        if refusal.reason == "contradiction":
            return
        raise
    assert differing(made) == {}, (seed, record, windows)


@settings(max_examples=400, deadline=None, database=None)
@given(seed=st.integers(0, 2**63 - 1))
def test_it_agrees_with_the_kernel(seed: int) -> None:
    ALONE.FEASIBLE = 200
    check(seed)


@settings(max_examples=60, deadline=None, database=None)
@given(seed=st.integers(0, 2**63 - 1))
def test_it_agrees_with_the_kernel_day_by_day(seed: int) -> None:
    ALONE.FEASIBLE = 20_000
    check(seed)


@settings(max_examples=400, deadline=None, database=None)
@given(seed=st.integers(0, 2**63 - 1))
def test_it_agrees_with_the_kernel_by_runs_of_days(seed: int) -> None:
    ALONE.FEASIBLE = 0
    check(seed)


@pytest.mark.deep
def test_it_agrees_with_the_kernel_at_length() -> None:
    for feasible in (0, 200, 20_000):
        ALONE.FEASIBLE = feasible
        for seed in range(DEEP_CASES):
            check(seed)


DATES = st.one_of(
    st.dates().map(lambda day: day.isoformat()),
    st.from_regex(r"\A-?[0-9]{4}(-(0[1-9]|1[0-2]|2[1-4]|XX))?[?~%]?\Z"),
    st.from_regex(r"\A([0-9]{3}X[?~%]?|[0-9]{2}XX[?~%]?|[0-9]{4}-[01]X-XX[~]?|[0-9]{4}-0[1-9]-(XX|1[0-9])[?~%]?)\Z"),
    st.from_regex(r"\AY-?[1-9][0-9]{4,17}[?~%]?\Z"),
    st.from_regex(r"\A(1[0-9]{3}(-0[1-9])?[?~%]?|\.\.)?/(2[0-9]{3}(-[12][0-2])?[~]?|\.\.)?\Z"),
)


def check_date(text: str) -> None:
    """A date that the kernel takes covers the same days in the program, and is as doubtful."""
    try:
        kernel = read_date(text)
    except NotValid:
        return
    spans = [(max(first, BEFORE_ALL), min(last, AFTER_ALL)) for first, last in ALONE.days_of(text)]
    assert tuple(spans) == kernel.spans
    assert bool(ALONE.DOUBT.search(text)) == kernel.uncertain


@settings(max_examples=500, deadline=None, database=None)
@given(text=DATES)
def test_it_reads_dates_as_the_kernel_does(text: str) -> None:
    check_date(text)


@pytest.mark.deep
@settings(max_examples=DEEP_CASES, deadline=None, database=None)
@given(text=DATES)
def test_it_reads_dates_as_the_kernel_does_at_length(text: str) -> None:
    check_date(text)


def test_it_reads_a_time_as_its_day_and_nothing_else_as_a_date() -> None:
    assert ALONE.days_of("2015-03-02T10:11:12Z") == ALONE.days_of("2015-03-02")
    for text in ("", "spring", "2015-03-02/", "2015-3-2", "[2015,2016]"):
        if text and "/" not in text:
            with pytest.raises(ALONE.CannotJudge):
                ALONE.days_of(text)


TAMPERED: dict[str, Callable[[Any], None]] = {
    "result": lambda plain: plain["findings"][0].update(result="outside"),
    "strength": lambda plain: plain["findings"][0].update(strength="weak"),
    "segments": lambda plain: plain["findings"][0].update(segments=["P1", "P2"]),
    "flags": lambda plain: plain["findings"][0].update(flags=["crew"]),
    "notes": lambda plain: plain["findings"][0].update(notes=[]),
    "weight": lambda plain: plain["findings"][0].update(weight=[1, 1]),
}


@pytest.mark.parametrize("field", TAMPERED)
def test_a_tampered_finding_differs(field: str, tmp_path: Path) -> None:
    plain = json.loads((GOLDEN / "inside.json").read_bytes())
    TAMPERED[field](plain)
    path = tmp_path / "finding.json"
    path.write_text(json.dumps(plain), encoding="utf-8")

    done = run(path)

    assert (done.returncode, done.stderr) == (1, "")
    assert f"DIFFERS  A-1 PARTS: {field} is " in done.stdout


def test_tampered_grounds_differ(tmp_path: Path) -> None:
    plain = json.loads((GOLDEN / "inside.json").read_bytes())
    plain["projects"][0]["window"][0]["from"] = "2015-09-01"
    path = tmp_path / "finding.json"
    path.write_text(json.dumps(plain), encoding="utf-8")

    assert 'result is "inside" in the document and "outside" by this program' in run(path).stdout


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is no findings document"),
        ("[]", "is no findings document"),
        ("{}", "is no findings document"),
        ("[" * 100_000, "is no findings document"),
        ('{"format": 2}', "its format is 2; this program knows format 1"),
        ('{"format": 1, "withheld": ["ranges"]}', "the ranges were left out of it"),
        (
            '{"format": 1, "records": [], "projects": [], "findings": [{"project": "P", "window": "W\\u001b"}]}',
            "the range 'W\\\\x1b' is not in it",
        ),
    ],
)
def test_what_cannot_be_judged_is_said_without_a_traceback(text: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "finding.json"
    path.write_text(text, encoding="utf-8")

    done = run(path)

    assert (done.returncode, done.stderr) == (2, "")
    assert said in done.stdout.replace("\n", "")


def test_without_a_file_it_says_what_it_wants(tmp_path: Path) -> None:
    assert run().returncode == 2
    assert "FILE.json: cannot be read" in run().stdout
    missing = run(tmp_path / "nowhere.json")
    assert (missing.returncode, missing.stderr) == (2, "")
    assert "cannot be read (No such file or directory)" in missing.stdout


def test_the_worst_of_several_files_counts(tmp_path: Path) -> None:
    plain = json.loads((GOLDEN / "inside.json").read_bytes())
    TAMPERED["result"](plain)
    (tmp_path / "tampered.json").write_text(json.dumps(plain), encoding="utf-8")

    assert run(tmp_path / "tampered.json", GOLDEN / "inside.json").returncode == 1
    assert run(tmp_path / "tampered.json", GOLDEN / "inside.json", tmp_path / "nowhere.json").returncode == 2
