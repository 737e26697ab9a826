"""No import stands inside a function or under TYPE_CHECKING: what a file needs is said at its head."""

import ast

from tests.house.files import place, python_files


def hidden_imports(source: str) -> list[int]:
    """The lines of imports that do not stand at the head of the file."""
    tree = ast.parse(source)
    head = {id(node) for node in tree.body}
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    return [node.lineno for node in imports if id(node) not in head]


def test_every_import_stands_at_the_head() -> None:
    found = {place(path): hidden_imports(path.read_text(encoding="utf-8")) for path in python_files("claims")}

    assert {path: lines for path, lines in found.items() if lines} == {}


def test_a_hidden_import_is_found() -> None:
    assert hidden_imports("import os\ndef f():\n    import sys\nif os:\n    from json import loads\n") == [3, 5]
