"""Which files are the house's own. This is where house tests find what they read."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
NOT_OURS = {".venv", ".git", "__pycache__", "node_modules", "mutants", "office", "demo-office"}


@cache
def house_files() -> tuple[Path, ...]:
    """Every file that is committed or would be, sorted; in a copy without git, every file that is not left over."""
    order = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(order, capture_output=True, text=True, check=False)
    if listed.returncode == 0 and listed.stdout:
        found = {ROOT / name for name in listed.stdout.split("\0") if name}
    else:
        found = {path for path in ROOT.rglob("*") if not NOT_OURS & set(path.relative_to(ROOT).parts)}
    return tuple(sorted(path for path in found if path.is_file()))


def place(path: Path) -> str:
    """A path as it is named in the house: `claims/rules/dates.py`."""
    return path.relative_to(ROOT).as_posix()


def python_files(*folders: str) -> list[Path]:
    """The Python files below these folders, or of the whole house; migrations are records of the past and left out."""
    return [
        path
        for path in house_files()
        if path.suffix == ".py"
        and "migrations/versions" not in place(path)
        and (not folders or place(path).startswith(tuple(f"{folder}/" for folder in folders)))
    ]


def defined_names(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Every name that a file gives: functions, classes, arguments and variables, with their lines."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name, node.lineno
        elif isinstance(node, ast.arg):
            yield node.arg, node.lineno
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id, node.lineno
