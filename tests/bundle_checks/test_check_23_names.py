"""Check 23, names: no file name over 100 letters or outside what the court takes, none that a system keeps, no two alike."""

import re
import unicodedata

import pytest

from claims.model.made_bundle import MadeDocument
from claims.rules.bundle_names import KINDS, file_name, name_when_filed
from claims.store.court_profiles import read_court_profiles
from tests.paper_samples import TEMPLATES

PROFILES = read_court_profiles(TEMPLATES)
# What Windows keeps for its devices, with or without an ending.
KEPT = re.compile(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?")
TITLES = (
    "여권 사증면(입국심사인)",
    "CON",
    "nul.txt",
    "../../../etc/cron.d/x",
    "..\\..\\x",
    "a\x00b\nc\td",
    "\u202efdp.exe",
    "\ufeff\u200b\u2066x\u2069",
    "ｆｕｌｌ　ｗｉｄｔｈ",
    unicodedata.normalize("NFD", "한글 자모로 쓴 이름"),
    "ﷺ" * 60,
    "긴" * 300,
    "x" * 300,
    "Ünïcödé 😀 नमस्ते محمد",
    "$(rm -rf ~)`id`;|&",
    "%2e%2e%2f%0a",
    "-rf",
    ".hidden",
    "trailing. ",
    "",
)


def every_path(names: str, *, most: int) -> list[str]:
    """Each kind of file under each title, for a handful of numbers."""
    numbers = [
        (main, branch, letter) for main in (1, 11, 100_000) for branch in (0, 1, 11) for letter in ("", "가", "나")
    ]
    return [
        file_name(kind, main=m, branch=b, letter=letter, party=m, part=b, title=title, names=names, most=most)  # type: ignore[arg-type]  # as parametrized
        for kind in KINDS
        for m, b, letter in numbers
        for title in TITLES
    ]


@pytest.mark.parametrize("code", PROFILES)
def test_every_name_is_short_safe_and_takes_no_systems_own(code: str) -> None:
    profile = PROFILES[code]
    for names in profile.offered_names:
        for path in every_path(names, most=profile.limits.file_name_letters):
            name = path.rpartition("/")[2]
            assert len(name) <= 100
            assert len(name.encode()) <= 255
            assert re.fullmatch(r"[A-Za-z0-9._-]+" if names == "ascii" else r"[가-힣A-Za-z0-9._-]+", name), name
            assert not KEPT.fullmatch(name)
            assert name == name.strip(" .-")
            assert name.count(".") == 1, "one ending, and it is ours"
            assert ".." not in path.split("/")
            assert unicodedata.is_normalized("NFC", path)


@pytest.mark.parametrize("names", ["ascii", "hangul"])
def test_no_two_exhibits_are_alike_on_any_file_system(names: str) -> None:
    """Compared as the least careful one does: composed, without case."""
    titles = ["여권", "여권 ", "PASSPORT", "passport", "의2", "_", unicodedata.normalize("NFD", "여권")]
    numbers = [(m, b, letter) for m in range(1, 40) for b in range(14) for letter in ("", "가", "나", "A")]
    for title in titles:
        paths = {
            unicodedata.normalize(
                "NFC",
                file_name("exhibit", main=m, branch=b, letter=letter, title=title, names=names),  # type: ignore[arg-type]  # as above
            ).casefold()
            for m, b, letter in numbers
        }
        assert len(paths) == len(numbers)


@pytest.mark.parametrize("code", PROFILES)
@pytest.mark.parametrize("title", TITLES)
def test_the_name_for_the_portal_is_as_safe(code: str, title: str) -> None:
    profile = PROFILES[code]
    names = set()
    for main, branch in ((1, 1), (1, 11), (11, 1), (3, 0), (30, 0)):
        path = file_name("exhibit", main=main, branch=branch)
        one = MadeDocument(path=path, section="exhibits", title=title, pages=1, main=main, branch=branch)
        name = name_when_filed(one, profile=profile)
        assert re.fullmatch(r"[가-힣A-Za-z0-9_-]+\.pdf", name)
        assert "hangul" in profile.offered_names or name.isascii()
        assert len(name) <= 100
        assert len(name.encode()) <= 255
        names.add(name.casefold())
    assert len(names) == 5
