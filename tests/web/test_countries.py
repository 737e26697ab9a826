"""Countries and travel documents by ICAO 9303 code."""

import pytest

from claims.rules.passports import PASSPORT_CODES
from claims.web.countries import FREQUENT, OTHER_DOCUMENTS, country_choices, country_name, frequent_countries
from claims.web.language import CLAIMANT_LANGUAGES, Language, language_of, speaking


def spoken(tag: str) -> Language:
    found = language_of(tag)
    assert found
    return found


@pytest.mark.parametrize(
    ("code", "tag", "name"),
    [
        ("KOR", "ko", "대한민국"),
        ("VNM", "vi", "Việt Nam"),
        ("CHN", "zh-Hans", "中国"),
        ("D", "en", "Germany"),
        ("RKS", "en", "Kosovo"),
        ("MMR", "ja", "ミャンマー (ビルマ)"),
        ("EGY", "ar", "مصر"),
        ("XXA", "en", "Stateless person (1954 Convention travel document)"),
        ("DEU", "en", "Germany"),
        ("QQQ", "en", "QQQ"),
    ],
)
def test_a_code_has_its_name(code: str, tag: str, name: str) -> None:
    with speaking(tag):
        assert country_name(code) == name


@pytest.mark.parametrize("language", CLAIMANT_LANGUAGES, ids=lambda one: one.tag)
def test_every_list_is_whole(language: Language) -> None:
    with speaking(language.tag):
        choices = country_choices(language)
    codes = [code for code, _ in choices]
    assert len(codes) == len(set(codes)) > 240
    assert {"KOR", "VNM", "D", "XXA", "XXB", "XXC", "UNO", "TWN", "PSE", "HKG"} <= set(codes)
    assert not {"DEU", "SUN", "DDR", "ATA"} & set(codes)
    assert set(FREQUENT) <= set(codes)
    assert all(name and name != code for code, name in choices)
    assert codes[-len(OTHER_DOCUMENTS) :] == list(OTHER_DOCUMENTS)


def test_the_kernel_knows_every_code_that_can_be_chosen() -> None:
    assert {code for code, _ in country_choices(spoken("en"))} <= PASSPORT_CODES


def names(tag: str) -> list[str]:
    return [name for code, name in country_choices(spoken(tag)) if code not in OTHER_DOCUMENTS]


def before(tag: str, first: str, second: str) -> bool:
    listed = names(tag)
    return listed.index(first) < listed.index(second)


def test_sorted_as_its_readers_sort() -> None:
    assert names("ko")[0] == "가나"
    assert before("en", "Åland Islands", "Albania")
    assert before("vi", "Ấn Độ", "Áo")
    assert before("vi", "Dominica", "Đức")
    assert before("vi", "Đức", "Ecuador")
    assert before("zh-Hans", "阿富汗", "中国")  # by sound: Afuhan, Zhongguo
    assert before("zh-Hans", "德国", "法国")  # Deguo, Faguo


def test_most_frequent_first() -> None:
    assert [code for code, _ in frequent_countries(spoken("en"))][:4] == ["KOR", "CHN", "JPN", "VNM"]
