"""Each harness still holds: its seeds and some hundred bent ones are answered or refused as written down.

`make deep` lets a fuzzer look for more, ten minutes a harness; docs/deep.md says what came of it.
"""

import re
from pathlib import Path

import pytest

from tests.fuzz.table import HARNESSES
from tests.fuzz.wild import made_wild

BENT = 200


@pytest.mark.parametrize("name", HARNESSES)
def test_anything_is_answered_or_refused(name: str, tmp_path: Path) -> None:
    harness = HARNESSES[name]
    seeds = list(harness.seeds())
    with harness.open(tmp_path) as take:
        taken = [harness.answers(take, content) for content in made_wild(seeds, count=BENT, longest=harness.longest)]

    assert any(taken), "not one of the samples was taken: they are no samples of what this parser reads"
    assert len(taken) == 1 + len(seeds) + BENT


def test_every_harness_has_its_line_in_the_docs() -> None:
    """With what came of its ten minutes, or that it had none yet."""
    page = (Path(__file__).parents[2] / "docs/deep.md").read_text(encoding="utf-8")
    table = page.partition("| harness |")[2].partition("\n\n")[0]

    assert sorted(re.findall(r"^\| `(\w+)` \|", table, flags=re.MULTILINE)) == sorted(HARNESSES)
