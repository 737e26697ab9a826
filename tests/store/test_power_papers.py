"""소송위임장 and 선정서: four boxes each ticked alone, nothing ticked by default, the claimant's language beside every clause."""

import re
from pathlib import Path

import pikepdf
import pytest

from claims.errors import StartRefused
from claims.model.power_paper import RELATIONS, SPECIAL_POWERS, Signature
from claims.store.court_terms import read_court_terms
from claims.store.power_papers import read_beside
from claims.web.paper_voice import PAPER_VOICE
from tests.court_paper_samples import power, principal, set_power, set_selection, signature_image
from tests.outside_tools import text_of
from tests.paper_samples import TEMPLATES

TERMS = read_court_terms(TEMPLATES)


def boxes(said: str) -> list[str]:
    """The boxes of a power as printed, in order."""
    return re.findall("[☐☑]", said)


def test_no_box_is_ticked_by_default(tmp_path: Path) -> None:
    said = text_of(set_power(power()), tmp_path)

    assert boxes(said) == ["☐"] * 4
    assert TERMS["power_paper.none_ticked"] in said
    for code in SPECIAL_POWERS:
        assert TERMS[f"special_power.{code}"] in said


@pytest.mark.parametrize("code", SPECIAL_POWERS)
def test_each_power_is_ticked_alone(code: str, tmp_path: Path) -> None:
    said = text_of(set_power(power(granted=(code,))), tmp_path)

    assert boxes(said) == ["☑" if one == code else "☐" for one in SPECIAL_POWERS]
    assert TERMS["power_paper.none_ticked"] not in said


def test_everything_a_power_must_say(tmp_path: Path) -> None:
    said = text_of(set_power(power()), tmp_path)

    for word in (
        *(
            "소송위임장",
            "손해배상(국)",
            "미정",
            "서울중앙지방법원 귀중",
            "대한민국",
            "당사자목록 번호 1",
            "응우옌 티 흐엉",
        ),
        *("Nguyễn Thị Hường", "NGUYEN THI HUONG", "1990-04-12", "베트남 (VNM)", "법무법인 가람", "박변호", "12345"),
        *("변호사회 경유 확인란", "추후 제출", "년 월 일", "위임인(본인)"),
    ):
        assert word in said


def test_both_parents_have_a_line_and_a_signed_one_bears_day_and_picture(tmp_path: Path) -> None:
    signed = Signature(name="Trần Mẹ", relation="parent", signed_on="2026-11-20", image=signature_image())
    pdf = set_power(power(signatures=(signed, Signature(relation="parent"))))
    said = text_of(pdf, tmp_path)

    assert said.count("법정대리인(친권자)") == 2
    assert said.count("Mẹ hoặc cha") == 2
    assert said.count("(서명 또는 날인)") == 1
    assert "2026-11-20" in said
    (tmp_path / "signed.pdf").write_bytes(pdf)
    with pikepdf.open(tmp_path / "signed.pdf") as opened:
        assert sum(len(page.get_images()) for page in opened.pages) == 1


def test_an_heir_sues_in_their_own_name_and_the_dead_are_no_party(tmp_path: Path) -> None:
    heir = Signature(name="Trần Con", relation="heir", share="1/2", signed_on="2026-11-20", typed=True)
    said = text_of(set_power(power(signatures=(heir,))), tmp_path)

    assert "Trần Con (망 Nguyễn Thị Hường의 상속인) (당사자목록 번호 1)" in said
    assert said.index("상속인 Trần Con") < said.index("피상속인(망인)") < said.index("1990-04-12")
    assert "피상속인(망인)" not in text_of(set_power(power()), tmp_path)


def test_plain_words_stand_beside_the_korean_and_not_in_a_koreans_own(tmp_path: Path) -> None:
    said = text_of(set_power(power(), language="vi"), tmp_path)
    assert "Rút đơn kiện, thỏa thuận dàn xếp với bên kia, từ bỏ yêu cầu" in said
    assert "Rút đơn kiện" not in text_of(set_power(power(), language="ko"), tmp_path)


def test_countries_and_languages_are_called_as_on_pages() -> None:
    """Papers of a desk that has no catalogue at hand name them by the terms; both are the same names."""
    voice = PAPER_VOICE.statement("ko")
    names = {code: text for code, text in TERMS.items() if code.startswith(("country.", "language."))}
    assert names == {code: text for code, text in voice.items() if code.startswith(("country.", "language."))}


def test_the_choice_warns_before_anything_else(tmp_path: Path) -> None:
    said = text_of(set_selection(), tmp_path)

    assert said.index("동의 없이도 화해") < said.index("손해배상(국)")
    for word in (
        "Người đó có thể thỏa thuận dàn xếp, từ bỏ yêu cầu hoặc rút đơn kiện mà không hỏi bạn",
        "제53조",
        "선정은 의무가 아닙니다",
    ):
        assert word in said
    assert "佐藤 花子" not in said
    chosen = text_of(set_selection(appointed=principal("佐藤 花子")), tmp_path)
    assert "佐藤 花子" in chosen
    assert "당사자목록 번호 7" in chosen


def test_english_stands_in_where_a_language_has_no_words_of_its_own(tmp_path: Path) -> None:
    assert read_beside(TEMPLATES, language="ko") is None
    found = read_beside(TEMPLATES, language="km")
    assert found is not None
    assert found[0] == "en"
    assert {f"power.{code}" for code in SPECIAL_POWERS} <= set(found[1])

    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "court_powers_vi_beside.toml").write_text('[power]\ntitle = "Giấy ủy quyền"\n')
    assert read_beside(tmp_path, language="vi") == ("vi", {"power.title": "Giấy ủy quyền"})
    with pytest.raises(StartRefused, match="court_powers_en_beside"):
        read_beside(tmp_path, language="th")


def test_the_words_beside_name_only_clauses_there_are() -> None:
    """A word no clause asks for would be lost unseen."""
    found = read_beside(TEMPLATES, language="en")
    assert found is not None
    papers = "".join((TEMPLATES / f"{name}.typ").read_text() for name in ("power_form", "selection_form", "signing"))
    computed = {f"power.{code}" for code in SPECIAL_POWERS} | {
        f"selection.{code}" for code in ("can_settle", "binds", "not_needed", "can_end")
    }
    computed |= {f"relation.{code}" for code in RELATIONS if code != "self"} | {"helped.read_aloud"}
    assert {code for code in found[1] if f'"{code}"' not in papers} == computed
