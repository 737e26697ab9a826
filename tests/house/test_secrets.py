"""Nothing is committed that tells of the machine it was made on, holds a key, or was left for later."""

import re
from pathlib import Path

import pytest

from tests.house.files import ROOT, house_files, place

TEXT_UP_TO = 2_000_000
# Written in two halves, so that this file does not find itself.
SIGNS = {
    "a path of somebody's machine": r"(?<![\w.])/" + r"(?:home|Users|root|work)/[\w.-]+",
    "a package index": r"py"
    + r"pi\.org|pythonho"
    + r"sted\.org|registry\.np"
    + r"mjs\.org|--(?:extra-)?index"
    + r"-url|--find"
    + r"-links",
    "a private key": r"-----BEGIN [A-Z ]*PRIVATE " + r"KEY-----|AGE-SECRET" + r"-KEY-1",
    "something left for later": r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b(?!\w)|(?i:\blorem" + r" ipsum)",
    "a merge left half done": r"^(?:<{7}|>{7}) ",
}
PASSPORT_CODE = "XX" + "X"  # of a person of unspecified nationality, by ICAO 9303


def signs_in(text: str) -> dict[str, str]:
    """What a text gives away: kind of sign to the place in the text."""
    found = {kind: re.search(pattern, text, re.MULTILINE) for kind, pattern in SIGNS.items()}
    return {kind: match[0] for kind, match in found.items() if match and match[0] != PASSPORT_CODE}


def text_of(path: Path) -> str:
    """The text of a file; nothing where it is no text or very long."""
    if path.stat().st_size > TEXT_UP_TO:
        return ""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def test_no_file_gives_anything_away() -> None:
    found = {place(path): signs_in(text_of(path)) for path in house_files()}

    assert {path: signs for path, signs in found.items() if signs} == {}


@pytest.mark.parametrize(
    "text",
    [
        'ROOT = "/ho' + 'me/kim/claims"',
        "pip install --index" + "-url https://example.org",
        "https://files.pythonho" + "sted.org/x.whl",
        "-----BEGIN EC PRIVATE " + "KEY-----",
        "# TO" + "DO: later",
        "Lorem" + " ipsum dolor",
        "<<<<<" + "<< HEAD",
    ],
)
def test_each_sign_is_found(text: str) -> None:
    assert len(signs_in(text)) == 1


def test_plain_text_gives_nothing_away() -> None:
    assert (
        signs_in("The passport code XX" + "X means unspecified. See https://example.org/home/page and docs/work.md")
        == {}
    )
    assert ROOT.is_dir()
