"""Uploading a file: a right one is the working copy; of a wrong one line, key and text are shown, to mend in place."""

from pathlib import Path

import pytest

from claims.settings import ROOT
from tests.desks.at_work import AtWork
from tests.desks.disclosures.at_the_registry import CODE, DESK, compared, in_force, rea

TAKE = "Take it into my working copy"
TEXT = Path(ROOT, "disclosures", "moj-airport-faces.toml").read_text(encoding="utf-8")


def test_a_right_file_becomes_the_working_copy(fresh_work: AtWork) -> None:
    visitor = rea(fresh_work)
    changed = TEXT.replace('to = "2021-10-20"', 'to = "2021-10-21"').encode()
    page = visitor.open(f"{DESK}/upload").fill(file=("moj.toml", changed)).press(TAKE)

    assert page.says("This is your working copy.")
    assert compared(visitor, fresh_work).says("2021-10-21")
    assert in_force(fresh_work).window("MOJ-FN-FOI").to == "2021-10-20"


def test_a_new_project_comes_with_its_file(fresh_work: AtWork) -> None:
    visitor = rea(fresh_work)
    text = TEXT.replace("MOJ-", "NEW-")
    page = visitor.open(f"{DESK}/upload").fill(text=text).press(TAKE)

    assert page.address.endswith("/projects/NEW-AIRPORT-FACES")
    assert compared(visitor, fresh_work).says("a new project")
    assert in_force(fresh_work).project(CODE)


@pytest.mark.parametrize(
    ("old", "new", "place", "sentence"),
    [
        ('to = "2021-10-20"', 'to = "2021-13-20"', "window[", "is not a date"),
        ('to = "2021-10-20"', "to = ", "Line ", "This line is not TOML"),
        ('role = "context"', 'rôle = "context"', "Line ", "This line is not TOML"),
        ('role = "context"', 'part = "context"', "part", "This key is not known."),
    ],
)
def test_of_a_wrong_file_every_place_is_named_and_its_text_stays(
    work: AtWork, old: str, new: str, place: str, sentence: str
) -> None:
    text = TEXT.replace(old, new)
    page = rea(work).open(f"{DESK}/upload").fill(file=("moj.toml", text.encode())).press_refused(TAKE)

    assert page.says("What needs another look")
    line = text[: text.index(new)].count("\n") + 1
    assert page.says(f"Line {line}, ")
    assert place in page.text
    assert sentence in page.text
    assert page.value("text") == text.strip() or page.value("text") == text
    mended = page.fill(text=TEXT).press(TAKE)
    assert mended.address.endswith(CODE)


def test_nothing_and_too_much_are_refused(work: AtWork) -> None:
    page = rea(work).open(f"{DESK}/upload")

    assert page.press_refused(TAKE).errors == ["Please choose a file or paste its text."]
    refused = page.fill(file=("big.toml", b"#" * (256 * 1024 + 1))).press_refused(TAKE)
    assert "larger than a disclosure file may be" in refused.errors[0]


def test_bytes_that_are_no_text_are_named(work: AtWork) -> None:
    page = rea(work).open(f"{DESK}/upload").fill(file=("moj.toml", b'code = "\xff\xfe"\n')).press_refused(TAKE)

    assert page.says("The file is not UTF-8.")
