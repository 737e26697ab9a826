"""The privacy notice's facts: read whole, refused where a real office left something open, named in the agreements too."""

from pathlib import Path

import pytest

from claims.errors import StartRefused
from claims.rules.retention import KEPT
from claims.store.privacy_notice import RIGHTS, PrivacyNotice, check_named, load_privacy_notice
from claims.web.wording import WORDS_AMONG
from tests.house.files import ROOT

OFFICE = ROOT / "templates" / "office"
SHIPPED = (OFFICE / "notice.toml").read_text(encoding="utf-8")
HOSTING = """
[[processors]]
name = "Hosting One"
country = "Korea"
contact = "1 Example Road"
since = "2026-12-01"
work = { en = "keeps the machines", ko = "서버 관리" }
"""


def read(folder: Path, text: str, *, real: bool = True) -> PrivacyNotice:
    """The notice of a folder that says this."""
    (folder / "notice.toml").write_text(text, encoding="utf-8")
    return load_privacy_notice(folder, real=real)


def test_what_is_shipped_can_be_shown_by_a_real_office() -> None:
    notice = load_privacy_notice(OFFICE, real=True)

    assert notice.left_open() == ()
    assert notice.processors == ()
    assert {right.right: right.days for right in notice.rights} == {
        "see": 10,
        "correct": 10,
        "stop": 10,
        "explain": 30,
        "gdpr": 30,
    }


def test_the_example_in_the_file_is_refused_until_it_is_filled_in(tmp_path: Path) -> None:
    lines = SHIPPED.splitlines()
    at = lines.index("# [[processors]]")
    example = "\n".join(line.removeprefix("# ") for line in lines[at : at + 6])

    assert len(read(tmp_path, f"{SHIPPED}\n{example}", real=False).processors) == 1
    with pytest.raises(StartRefused, match="name of the company"):
        read(tmp_path, f"{SHIPPED}\n{example}")
    assert read(tmp_path, SHIPPED + HOSTING).processors[0].work["en"] == "keeps the machines"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "since"),
        (SHIPPED.replace('right = "see"', 'right = "sea"'), "unknown right"),
        (SHIPPED.replace("days = 30", "days = 300"), "days"),
        (SHIPPED.replace("{contact}", "[name]"), "fill in"),
        (SHIPPED + HOSTING.replace('name = "Hosting One"', 'name = " "'), "name"),
        (SHIPPED + "\nmore = 1", "more"),
        ("=", "notice.toml"),
    ],
)
def test_what_is_wrong_is_named_with_its_file(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(StartRefused, match=said):
        read(tmp_path, text)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(StartRefused, match="missing; it names"):
        load_privacy_notice(tmp_path, real=False)


def test_the_agreements_name_whoever_the_notice_names(tmp_path: Path) -> None:
    notice = read(tmp_path, SHIPPED + HOSTING)

    check_named(notice, "Hosting One, Seoul", language="en")
    with pytest.raises(StartRefused, match="Hosting One"):
        check_named(notice, "nobody at present", language="en")


def test_every_row_and_right_has_words() -> None:
    assert set(WORDS_AMONG["kept"]) == {kept.what for kept in KEPT}
    assert set(WORDS_AMONG["kept_since"]) == {kept.since for kept in KEPT if kept.weeks} | {"withdrawn"}
    assert set(WORDS_AMONG["rights"]) == set(RIGHTS)
