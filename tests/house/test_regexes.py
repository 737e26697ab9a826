"""No pattern of the house can be made to think for long, and no code is made from text."""

import ast
import importlib
import pkgutil
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from time import process_time

import claims
from tests.house.files import ROOT

METHODS = {"compile", "match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer"}
LONGEST = 3_000  # a field takes several times as much: what is quadratic shows here already
MOST_SECONDS = 0.15
FORBIDDEN = {"eval", "exec", "compile", "__import__", "os.system", "os.popen", "pickle.loads", "pickle.load"}
FORBIDDEN |= {"marshal.loads", "yaml.load", "shelve.open", "jinja2.Template", "Template", "render_template_string"}


@cache
def sources() -> tuple[tuple[Path, ast.Module], ...]:
    """Every file of code and its tree."""
    return tuple(
        (path.relative_to(ROOT), ast.parse(path.read_text(encoding="utf-8")))
        for path in sorted((ROOT / "claims").rglob("*.py"))
        if "migrations" not in path.parts
    )


def called(node: ast.Call) -> str:
    """The name of what is called, with its module where it has one."""
    return ast.unparse(node.func)


def patterns() -> dict[str, tuple[re.Pattern[str], set[str]]]:
    """Every pattern in the code: where it stands, itself, and how it is used there (all ways, where it is compiled)."""
    found: dict[str, tuple[re.Pattern[str], set[str]]] = {}
    for module in pkgutil.walk_packages(claims.__path__, "claims."):
        if "migrations" not in module.name:
            for name, value in vars(importlib.import_module(module.name)).items():
                if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                    found[f"{module.name}.{name}"] = (value, uses_of(name))
    for path, tree in sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and called(node).removeprefix("re.") in METHODS and called(node)[:3] == "re.":
                first = node.args[0] if node.args else None
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    use = called(node).removeprefix("re.")
                    if use != "compile":
                        found[f"{path}:{node.lineno}"] = (re.compile(first.value), {use})
    return found


def uses_of(name: str) -> set[str]:
    """How a compiled pattern of this name is used anywhere: `_NAME.fullmatch(…)`."""
    return methods_called()[name] & METHODS or {"search"}


@cache
def methods_called() -> defaultdict[str, set[str]]:
    """What is called of each name anywhere, whatever stands before it: `module._NAME.fullmatch(…)`."""
    called_of: defaultdict[str, set[str]] = defaultdict(set)
    for _, tree in sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                called_of[ast.unparse(node.func.value).rpartition(".")[2]].add(node.func.attr)
    return called_of


def evil(pattern: re.Pattern[str], length: int) -> Iterator[str]:
    """Texts that nearly fit for a long time: runs of each sign it speaks of, alone and in pairs, with an end that does not fit."""
    signs = sorted({sign for sign in pattern.pattern if sign not in "\\^$()[]{}|?*+"} | set("a0 -.,:/@_~"))[:10]
    for one in signs:
        yield one * length + "\0"
        yield one * length + "\n"
    for one, other in zip(signs, signs[1:] + signs[:1], strict=True):
        yield (one + other) * (length // 2) + "\0"
    yield "0-" * (length // 2) + "!"
    yield "a." * (length // 2) + "@"
    yield "가\u0301" * (length // 2) + "!"


def slowest(pattern: re.Pattern[str], uses: set[str], *, length: int) -> float:
    """Seconds of thought for the worst of the evil texts."""
    worst = 0.0
    for text in evil(pattern, length):
        for use in uses:
            before = process_time()
            match use:
                case "match":
                    pattern.match(text)
                case "fullmatch":
                    pattern.fullmatch(text)
                case "search":
                    pattern.search(text)
                case _:
                    sum(1 for _ in pattern.finditer(text))
            worst = max(worst, process_time() - before)
        if worst > MOST_SECONDS:
            break
    return worst


def slow(found: dict[str, tuple[re.Pattern[str], set[str]]]) -> dict[str, float]:
    """Those that think too long; short texts first, so that one that explodes ends the test and not the machine."""
    thought: dict[str, float] = {}
    for length in (24, LONGEST):
        for place, (pattern, uses) in found.items():
            if place not in thought and (took := slowest(pattern, uses, length=length)) > MOST_SECONDS:
                thought[place] = took
    return thought


def test_no_pattern_thinks_for_long() -> None:
    found = patterns()
    assert len(found) > 20
    assert slow(found) == {}


def test_a_pattern_that_does_is_found() -> None:
    assert slow({"here": (re.compile(r"(\s|\s)*x"), {"search"})})


def test_no_code_is_made_from_text() -> None:
    found = [
        f"{path}:{node.lineno} {called(node)}"
        for path, tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and called(node) in FORBIDDEN
    ]
    shells = [
        f"{path}:{node.lineno}"
        for path, tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and any(word.arg == "shell" for word in node.keywords)
    ]
    assert found == []
    assert shells == []


def test_code_made_from_text_would_be_found() -> None:
    tree = ast.parse("import pickle\npickle.loads(b'')\neval('1')")
    assert [called(n) for n in ast.walk(tree) if isinstance(n, ast.Call) and called(n) in FORBIDDEN] == [
        "pickle.loads",
        "eval",
    ]
