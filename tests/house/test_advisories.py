"""`.ci/advisories` takes silence for no answer: only a service that knew every package can say that none is vulnerable."""

from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path

import pytest

PLACE = Path(__file__).parents[2] / ".ci/advisories"
FOUND = {"id": "PYSEC-2000-1", "fix_versions": ["2.0"], "aliases": [], "description": ""}
SOUND = {"name": "some", "version": "1.0", "vulns": []}
VULNERABLE = {"name": "other", "version": "1.0", "vulns": [FOUND]}
UNKNOWN = {"name": "third", "skip_reason": "not found"}


@pytest.mark.parametrize(
    ("packages", "ends_with"),
    [
        ([SOUND], 0),
        ([SOUND, VULNERABLE], 1),
        ([SOUND, UNKNOWN], 2),
        ([UNKNOWN, VULNERABLE], 1),
        ([UNKNOWN], 2),
        ([], 2),
    ],
)
def test_what_was_answered_decides(
    packages: list[dict], ends_with: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    loader = SourceFileLoader("advisories", str(PLACE))
    program = module_from_spec(spec_from_loader("advisories", loader))
    loader.exec_module(program)

    assert program.outcome(packages, service="pypi") == ends_with
    said = capsys.readouterr()
    assert ("other 1.0: PYSEC-2000-1; mended in 2.0" in said.out) is (ends_with == 1)
    assert ("no answer" in said.err) is (ends_with == 2)
