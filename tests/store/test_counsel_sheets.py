"""Counsel's rows in words: the nearest day first, passed ones marked, the end of three years, answers by day."""

from datetime import date

import pytest

from claims.model.counsel_paper import AnsweredAgreement, CounselRow, LegalDay
from claims.rules.first_knowledge import three_years_out
from claims.store.counsel_sheets import (
    DayTable,
    answers_line,
    knowledge_line,
    person,
    text_entries,
    texts_of,
    three_years_said,
)
from claims.store.court_terms import read_court_terms
from tests.paper_samples import TEMPLATES

WORDS = read_court_terms(TEMPLATES)
TODAY = date(2026, 11, 22)
LAW = LegalDay(code="P/A", kind="law", day="2026-10-20", written="2026-10-20", what="five years", route="state")
NEXT = LegalDay(code="P/B", kind="law", day="2026-12-31", written="2026-12-31", what="five years", route="state")
OWN = LegalDay(code="matter/1", kind="clock", day="2026-11-22", written="2026-11-22", what="answer", route="mediation")
TARGET = LegalDay(code="target/court", kind="target", day="2026-12-28", written="2026-12-28", what="")
ROW = CounselRow(number=1, reference="A", name="린", language="vi", deadlines=("P/A", "P/B"), learned_when="2023-11")
TABLE = DayTable((LAW, NEXT, OWN, TARGET), today=TODAY, words=WORDS)


def test_days_ahead_come_first_and_passed_ones_after_them() -> None:
    """Today is not passed. Keys go by that order, so that D1 is the most urgent."""
    entries = TABLE.entries(lambda day: 1)

    assert [(one["key"], one["day"], one["left"]) for one in entries] == [
        ("D1", "2026-11-22", 0),
        ("D2", "2026-12-28", 36),
        ("D3", "2026-12-31", 39),
        ("D4", "2026-10-20", -33),
    ]


def test_a_claimants_line_shows_the_nearest_and_marks_the_passed() -> None:
    line = TABLE.line(ROW)

    assert [(one["key"], one["left"]) for one in line["ahead"]] == [("D1", 0), ("D2", 36), ("D3", 39)]  # type: ignore[attr-defined]
    assert line["passed"] == ["D4"]
    assert TABLE.nearest(ROW) == "2026-11-22"


def test_a_day_of_the_registry_concerns_only_whom_it_may_concern() -> None:
    nobody = CounselRow(number=2, reference="B", name="", deadlines=())
    without_matter = DayTable((LAW, NEXT), today=TODAY, words=WORDS)

    assert [one.code for one in TABLE.of(nobody)] == ["matter/1", "target/court"]
    assert without_matter.nearest(nobody) == "9999"
    # Whoever has only passed days comes after all that still have one.
    assert without_matter.nearest(CounselRow(number=3, reference="C", name="", deadlines=("P/A",))) == "9999"
    assert without_matter.entries(lambda day: 0) == []


def test_each_day_has_its_basis_and_a_target_its_name() -> None:
    entries = {str(one["key"]): one for one in TABLE.entries(lambda day: 1)}

    assert "개인정보 보호법 제47조" in str(entries["D1"]["basis"])
    assert entries["D2"]["what"] == WORDS["deadline_target.court"]
    assert "국가배상법" in str(entries["D3"]["basis"])
    assert [one["day"] for one in TABLE.clocks()] == ["2026-11-22"]


@pytest.mark.parametrize(
    ("learned", "said"),
    [
        ("2023-11-22", "2026-11-22"),
        ("2023-11", "2026-11-01 ~ 2026-11-30 중 하루"),
        ("2023-11/", "2026-11-01 이후, 끝은 알 수 없음"),
        ("2023-11/..", "2026-11-01 이후, 끝을 두지 않음"),
        ("/2023", "늦어도 2026-12-31"),
        ("", "알 수 없음"),
        ("last summer", "날짜로 읽을 수 없음"),
        ("2023-11-22?", "2026-11-22 (원고가 확실하지 않다고 함)"),
    ],
)
def test_the_end_of_three_years_in_words(learned: str, said: str) -> None:
    assert three_years_said(three_years_out(learned), WORDS) == said


def test_knowledge_is_shown_as_given() -> None:
    row = CounselRow(number=1, reference="A", name="린", learned_when="2023-11~", learned_how="một", note="전화")
    line = knowledge_line(row, words=WORDS)

    assert (line["when"], line["how"], line["note"]) == ("2023-11경", "một", "전화")
    assert knowledge_line(CounselRow(number=1, reference="A", name=""), words=WORDS)["when"] == "응답 없음"
    assert person(row) == {"number": 1, "reference": "A", "name": "린", "language": ""}


def answer(code: str, day: str, sha256: str = "ab", **more: object) -> AnsweredAgreement:
    facts = {"answer": "yes", "version": 1, "language": "vi"} | more
    return AnsweredAgreement(code=code, day=day, text_sha256=sha256, **facts)  # type: ignore[arg-type]  # named by the tests


def test_answers_stand_by_day_with_the_key_of_the_words() -> None:
    """Two claimants who read the same words share a key; what nobody answered is named."""
    one = CounselRow(
        number=1, reference="A", name="", agreements=(answer("C1", "2026-11-20"), answer("C4", "2026-11-19"))
    )
    other = CounselRow(
        number=2, reference="B", name="", agreements=(answer("C4", "2026-11-20"), answer("C4", "2026-11-21", "cd"))
    )
    keys = texts_of([one, other])
    line = answers_line(one, keys=keys)

    assert [(entry["key"], entry["code"], entry["sha256"]) for entry in text_entries(keys)] == [
        ("T1", "C1", "ab"), ("T2", "C4", "ab"), ("T3", "C4", "cd"),
    ]  # fmt: skip
    assert [day["day"] for day in line["days"]] == ["2026-11-19", "2026-11-20"]  # type: ignore[attr-defined]
    assert line["unanswered"] == ["C2", "C3", "C5", "C6", "C7", "C8"]
    said = answers_line(other, keys=keys)["days"]
    assert [each["key"] for day in said for each in day["answers"]] == ["T2", "T3"]  # type: ignore[attr-defined]
