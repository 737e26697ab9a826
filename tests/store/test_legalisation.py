"""Signing abroad: each country's own steps, to be confirmed where nobody confirmed them; an unknown country sends to counsel."""

from pathlib import Path

import pytest

from claims.errors import StartRefused
from claims.model.lists_paper import Abroad
from claims.store.legalisation import abroad, read_legalisation, steps_for, steps_for_all
from claims.web.language import CLAIMANT_LANGUAGES
from claims.web.paper_words import country_words
from tests.outside_tools import text_of
from tests.paper_samples import DAY, TEMPLATES, sample_press

TABLE = read_legalisation(TEMPLATES)
NAMES = country_words("ko")
# The claimants' languages, and Thai on paper.
READ = {language.tag for language in CLAIMANT_LANGUAGES} | {"th"}
# How each language says "embassy" and "counsel" in the step that warns of going there.
WARNED = {
    "ko": ("대사관", "걱정되면 가기 전에 대리인"),
    "en": ("embassy", "speak to counsel before you go"),
    "zh-Hans": ("大使馆", "去之前先告诉律师"),
    "ja": ("大使館", "行く前に弁護士"),
    "vi": ("đại sứ quán", "nói với luật sư trước khi đi"),
    "ar": ("سفارة", "فتحدّث إلى المحامي قبل أن تذهب"),
    "th": ("สถานทูต", "พูดกับทนายความก่อนไป"),
}


def test_every_row_names_source_and_day_and_a_country_there_is() -> None:
    assert len({one.code for one in TABLE.country}) == len(TABLE.country)
    for one in TABLE.country:
        assert one.source
        assert one.checked
        assert f"country.{one.code}" in NAMES
        steps = steps_for(one.code, table=TABLE).steps
        assert set(steps) == READ
        assert len({len(each) for each in steps.values()}) == 1
        assert all(each for each in steps["ko"])


def test_what_is_known_and_what_is_not() -> None:
    china, japan = steps_for("CHN", table=TABLE), steps_for("JPN", table=TABLE)

    assert (china.way, china.since, china.sure) == ("apostille", "2023-11-07", True)
    assert (japan.way, japan.sure) == ("apostille", False)
    assert "Viet Nam" in steps_for("VNM", table=TABLE).steps["en"][0]


def test_every_language_warns_before_the_embassy_and_keeps_the_day_the_way_changed() -> None:
    for language, words in WARNED.items():
        assert all(word in steps_for("THA", table=TABLE).steps[language][2] for word in words)
        assert "2026" in steps_for("VNM", table=TABLE).steps[language][1]


def test_an_unknown_country_has_no_steps() -> None:
    unknown = steps_for("PER", table=TABLE)
    assert (unknown.way, unknown.steps, unknown.sure) == ("none", {}, False)


def test_each_country_once_and_korea_never() -> None:
    assert [one.code for one in steps_for_all(["VNM", "KOR", "", "CHN", "VNM"], table=TABLE)] == ["CHN", "VNM"]


def test_the_sheet_says_all_that_in_two_languages(tmp_path: Path) -> None:
    paper = Abroad(matter="M", day=DAY, countries=steps_for_all(["CHN", "JPN", "PER"], table=TABLE))
    said = text_of(abroad(paper, press=sample_press(), words=NAMES), tmp_path)

    for word in ("중국 (CHN)", "2023-11-07부터", "아포스티유", "Nobody is left out", "Ask counsel", "페루 (PER)"):
        assert word in said
    assert said.count("확인 필요") == 1
    nobody = text_of(abroad(Abroad(matter="M", day=DAY, countries=()), press=sample_press(), words=NAMES), tmp_path)
    assert "국외에서 서명하는 청구인이 없습니다." in nobody


@pytest.mark.parametrize(
    ("there", "instead", "named"),
    [
        ('way = "consular"', 'way = "embassy"', r"country\.\d+\.way"),
        ('  "Gửi bản gốc đến văn phòng luật sư.', '# "', r"steps\.vi"),
        ("[country.steps]\nko =", "[country.steps]\nkk =", r"country\.VNM"),
    ],
)
def test_a_slip_in_the_table_is_named(tmp_path: Path, there: str, instead: str, named: str) -> None:
    (tmp_path / "tables").mkdir()
    text = (TEMPLATES / "tables" / "legalisation.toml").read_text(encoding="utf-8")
    assert there in text
    changed = text.replace(there, instead, 1)
    (tmp_path / "tables" / "legalisation.toml").write_text(changed, encoding="utf-8")
    with pytest.raises(StartRefused, match=rf"legalisation\.toml: {named}"):
        read_legalisation(tmp_path)
