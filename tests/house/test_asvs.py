"""docs/asvs.md: every number of levels 1 and 2 has its line, every line says something, every test it names exists."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "asvs.md").read_text(encoding="utf-8")
LINES = [line.strip("| ").split(" | ") for line in PAGE.splitlines() if re.match(r"\| \d+\.\d+\.\d+ \|", line)]
NAMED = re.compile(r"`([\w/]+/test_\w+)::(test_\w+)`")
# The numbers of ASVS 4.0.3 at levels 1 and 2, as chapter.section: first to last, without those that were taken out or are of level 3.
WANTED = """
1.1: 1-7  1.2: 1-4  1.4: 1 4 5  1.5: 1-4  1.6: 1-4  1.7: 1-2  1.8: 1-2  1.9: 1-2  1.10: 1  1.11: 1-2  1.12: 2  1.14: 1-6
2.1: 1-12  2.2: 1-3  2.3: 1-3  2.4: 1-5  2.5: 1-7  2.6: 1-3  2.7: 1-6  2.8: 1-7  2.9: 1-3  2.10: 1-4
3.1: 1  3.2: 1-4  3.3: 1-4  3.4: 1-5  3.5: 1-3  3.7: 1  4.1: 1-3 5  4.2: 1-2  4.3: 1-3
5.1: 1-5  5.2: 1-8  5.3: 1-10  5.4: 1-3  5.5: 1-4  6.1: 1-3  6.2: 1-6  6.3: 1-2  6.4: 1-2
7.1: 1-4  7.2: 1-2  7.3: 1 3 4  7.4: 1-3  8.1: 1-6  8.2: 1-3  8.3: 1-8  9.1: 1-3  9.2: 1-4
10.2: 1-2  10.3: 1-3  11.1: 1-8  12.1: 1-3  12.2: 1  12.3: 1-6  12.4: 1-2  12.5: 1-2  12.6: 1
13.1: 1 3-5  13.2: 1-3 5-6  13.3: 1-2  13.4: 1-2  14.1: 1-4  14.2: 1-6  14.3: 2-3  14.4: 1-7  14.5: 1-4
"""


def wanted() -> set[str]:
    """Every number, written out."""
    found = set()
    for section, spans in re.findall(r"(\d+\.\d+): ([\d \-]+?)(?=\s+\d+\.\d+:|\s*$)", WANTED.replace("\n", " ")):
        for span in spans.split():
            first, _, last = span.partition("-")
            found |= {f"{section}.{number}" for number in range(int(first), int(last or first) + 1)}
    return found


def missing(named: list[tuple[str, str]]) -> list[str]:
    """Those named tests that are not there."""
    return [
        f"{file}::{test}"
        for file, test in named
        if not (path := ROOT / "tests" / f"{file}.py").is_file()
        or not re.search(rf"^(?:async )?def {test}\(", path.read_text(encoding="utf-8"), re.MULTILINE)
    ]


def test_every_number_has_one_line() -> None:
    numbers = [line[0].strip() for line in LINES]
    assert len(numbers) == len(set(numbers)) > 200
    assert sorted(wanted() ^ set(numbers)) == []


def test_every_line_says_something() -> None:
    for number, words, shown in LINES:
        assert len(words) > 2, number
        assert len(shown) > 4, number


def test_every_test_that_is_named_exists() -> None:
    assert len(NAMED.findall(PAGE)) > 100
    assert missing(NAMED.findall(PAGE)) == []


def test_a_test_that_is_not_there_is_found() -> None:
    assert missing([("house/test_asvs", "test_nothing_at_all"), ("house/test_nowhere", "test_x")]) == [
        "house/test_asvs::test_nothing_at_all",
        "house/test_nowhere::test_x",
    ]


def test_every_page_that_is_named_exists() -> None:
    for page in re.findall(r"\]\(([\w-]+\.md)\)", PAGE):
        assert (ROOT / "docs" / page).is_file(), page
