"""Route demand: the letter says what is demanded and the six months; the sheet what was sent and what is still to be written down."""

from pathlib import Path

from claims.store.demand_papers import COPIES, delivery_sheet, demand_letter
from tests.court_paper_samples import delivery, letter
from tests.outside_tools import text_of
from tests.paper_samples import sample_press


def test_the_letter_names_everything_and_the_six_months(tmp_path: Path) -> None:
    said = text_of(demand_letter(letter(), press=sample_press()), tmp_path)

    for word in (
        *("최고서", "주식회사 보기 귀하", "서울특별시 중구 세종대로 1", "청구인 1,200명", "식별추적 시스템 구축 사업"),
        *("1인당 금 1,000,000원", "합계 금 1,200,000,000원", "민법 제174조", "6개월", "2026-11-22", "박변호"),
        *("정신적 손해를 입었습니다", "00-lists/party-list-001.pdf"),
    ):
        assert word in said


def test_an_amount_that_is_not_fixed_is_not_guessed(tmp_path: Path) -> None:
    said = text_of(demand_letter(letter(amount_each=None, amount_total=None, claim=""), press=sample_press()), tmp_path)

    assert "확정하여 다시 알려" in said
    assert "1인당" not in said
    assert "None" not in said


def test_nobody_is_told_that_their_own_photo_was_used(tmp_path: Path) -> None:
    said = text_of(demand_letter(letter(claim=""), press=sample_press()), tmp_path)
    assert "공개된 기간에 대한민국에 입국하거나 출국한 사람들" in said
    assert "사진이 사용" not in said


def test_the_sheet_numbers_copies_and_gives_the_fingerprints(tmp_path: Path) -> None:
    said = text_of(delivery_sheet(delivery(), press=sample_press()), tmp_path)

    assert " ".join(["ab12cd34"] * 8) in said
    for word in ("50-demand/demand-letter.pdf", "내용증명 등기번호", "배달증명 번호", "도달일", "받은 사람", "제174조"):
        assert word in said
    for copy in ("수신인에게 보내는 것", "발신인이 보관하는 것", "우체국이 보관하는 것"):
        assert copy in said
    assert len(COPIES) == 3
