"""File names of a bundle: what each file is called in the package, and what to call it at the court's portal.

"Long names and special characters are refused at the portal" (practice of electronic filing): so only Hangul syllables, ASCII letters,
digits, `_`, `-` and `.`, at most 100 letters and 255 bytes, and nothing that a system keeps for itself. A number that is given once
stands before any title, so that no two names are alike, however alike the titles. This is where names are made.

To check in the head: `20-exhibits/exhibit-000003-002.pdf`, or in Hangul `20-exhibits/갑제3호증의2_여권사증면.pdf`.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from claims.model.court_profile import CourtProfile, Names
from claims.model.made_bundle import MadeDocument
from claims.rules.exhibits import ExhibitNumber, label_of

MOST_BYTES = 255
# What a Hangul name may hold beside ASCII: whole syllables only, which every system keeps composed.
_NOT_HANGUL = re.compile(r"[^가-힣A-Za-z0-9_-]+")
_NOT_ASCII = re.compile(r"[^A-Za-z0-9_-]+")
_LETTERS = dict(
    zip(
        "가나다라마바사아자차카타파하",
        ["ga", "na", "da", "ra", "ma", "ba", "sa", "a", "ja", "cha", "ka", "ta", "pa", "ha"],
        strict=True,
    )
)


@dataclass(frozen=True)
class _Kind:
    """A kind of file: its folder, its name in ASCII and in Hangul, by which number it is told apart, its ending."""

    folder: str
    ascii: str
    hangul: str
    by: str = ""
    ending: str = "pdf"


KINDS: Mapping[str, _Kind] = {
    "cover": _Kind("", "00-cover", "00-표지"),
    "party_list": _Kind("00-lists", "party-list", "당사자목록", "part"),
    "party_table": _Kind("00-lists", "party-list", "당사자목록", ending="xlsx"),
    "party_rows": _Kind("00-lists", "party-list", "당사자목록", ending="csv"),
    "exhibit_list": _Kind("00-lists", "exhibit-list", "증거설명서", "part"),
    "exhibit_index": _Kind("00-lists", "exhibit-index", "서증목록", "part"),
    "chronology": _Kind("00-lists", "chronology", "사업경과"),
    "certification": _Kind("00-lists", "certification-draft", "해시확인서_초안"),
    "statement": _Kind("10-statements", "statement", "진술서", "party"),
    "exhibit": _Kind("20-exhibits", "exhibit", "", "number"),
    "exhibit_cover": _Kind("20-exhibits/covers", "exhibit", "", "number"),
    "exhibit_text": _Kind("20-exhibits/text", "exhibit", "", "number", "txt"),
    "match": _Kind("30-match", "match", "해당여부설명서", "party"),
    "power": _Kind("40-powers", "power", "소송위임장", "party"),
    "selection": _Kind("40-powers", "selection", "선정서", "party"),
    "demand_letter": _Kind("50-demand", "demand-letter", "최고서"),
    "delivery": _Kind("50-demand", "delivery", "송달증명"),
    "volume": _Kind("60-volumes", "volume", "합본", "part"),
}


def file_name(
    kind: str,
    *,
    main: int = 0,
    branch: int = 0,
    letter: str = "",
    party: int = 0,
    part: int = 0,
    title: str = "",
    names: Names = "ascii",
    most: int = 100,
    ending: str = "",
) -> str:
    """The path of a file below data/. `most` counts the letters of the name without its folder.

    `part` numbers lists that are cut, volumes, and papers of which one party has several (0: the only one). A title is kept in Hangul names alone, as far as it fits;
    whatever is in it, the name is safe. KeyError for a kind that is not in KINDS.
    """
    what = KINDS[kind]
    number = ExhibitNumber(main, branch, letter)
    stem = _hangul_stem(what, number, party, part) if names == "hangul" else _ascii_stem(what, number, party, part)
    words = safe_title(title, names=names) if names == "hangul" else ""
    name = _fitting(stem, words, "." + (ending or what.ending), most=most)
    return f"{what.folder}/{name}" if what.folder else name


def original_name(number: ExhibitNumber, *, ending: str) -> str:
    """Where the file that an exhibit was made of lies in counsel's package, by the exhibit's number: no two are alike, letters included."""
    stem = _ascii_stem(KINDS["exhibit"], number, 0, 0)
    return f"30-originals/{stem}.{ending}"


def safe_title(title: str, *, names: Names = "hangul") -> str:
    """A title as far as a file name may hold it: composed, no blanks, everything else one underscore.

    >>> safe_title("여권 사증면(입국심사인)")
    '여권사증면_입국심사인'
    """
    composed = unicodedata.normalize("NFKC", title)
    if names == "hangul":
        return _NOT_HANGUL.sub("_", re.sub(r"\s+", "", composed)).strip("_-")
    return _NOT_ASCII.sub("_", re.sub(r"\s+", "-", composed.strip())).strip("_-")


def name_when_filed(document: MadeDocument, *, profile: CourtProfile) -> str:
    """What to call a document when it is filed: its number as the court calls it, then its title.

    In Hangul where the court takes it, else in ASCII: `갑제3호증의2_여권사증면.pdf`, `Ex-3-2_Passport-page.pdf`.
    """
    names: Names = "hangul" if "hangul" in profile.offered_names else "ascii"
    stem, _, ending = document.path.rpartition("/")[2].rpartition(".")
    if document.section == "exhibits":
        label = label_of(ExhibitNumber(document.main, document.branch, document.letter), profile.exhibits)
        called = label.replace(".", "")
        # A label in letters that the name may not hold keeps the name it has: 甲第1号証 would become 1.
        stem = safe_title(called, names=names) if names == "hangul" or called.isascii() else stem
    return _fitting(stem, safe_title(document.title, names=names), f".{ending}", most=profile.limits.file_name_letters)


def _ascii_stem(what: _Kind, number: ExhibitNumber, party: int, part: int) -> str:
    if what.by == "number":
        mark = _ascii_letter(number.letter)
        return f"{what.ascii}-" + (f"{mark}-" if mark else "") + number.file_stem.removeprefix("exhibit-")
    return what.ascii + _counted(what, party, part, between="-")


def _hangul_stem(what: _Kind, number: ExhibitNumber, party: int, part: int) -> str:
    if what.by == "number":
        return number.label.replace(" ", "")
    return what.hangul + _counted(what, party, part, between="_")


def _counted(what: _Kind, party: int, part: int, *, between: str) -> str:
    if what.by == "party":
        return f"{between}{party:06d}" + (f"{between}{part}" if part else "")
    return f"{between}{part:03d}" if what.by == "part" and part else ""


def _ascii_letter(letter: str) -> str:
    if letter in _LETTERS:
        return _LETTERS[letter]
    return "-".join(sign.lower() if sign.isascii() and sign.isalnum() else f"u{ord(sign):04x}" for sign in letter)


def _fitting(stem: str, words: str, ending: str, *, most: int) -> str:
    """Stem, title and ending within both limits: only the title gives way."""
    room = most - len(stem) - len(ending) - 1
    kept = words[: max(room, 0)]
    while kept and len(f"{stem}_{kept}{ending}".encode()) > MOST_BYTES:
        kept = kept[:-1]
    kept = kept.strip("_-")
    return f"{stem}_{kept}{ending}" if kept else f"{stem}{ending}"
