"""Counsel's lists on paper: every sheet says that it is never filed, ten scripts are drawn, and long lists are cut."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from claims.errors import NotValid
from claims.model.bundle import LeftOut
from claims.model.counsel_paper import AnsweredAgreement, CounselRow, LegalDay, ListHead
from claims.model.court_profile import CourtProfile, ExhibitNumbers
from claims.model.made_bundle import CustodyEvent
from claims.store.archive import BagFile
from claims.store.counsel_papers import (
    agreement_papers,
    custody_papers,
    deadline_papers,
    duplicate_papers,
    knowledge_papers,
)
from tests.outside_tools import run_tool, text_of
from tests.paper_samples import WRITERS, sample_press

HEAD = ListHead(matter="손해배상(국)", day=date(2026, 11, 22))
DAYS = (
    LegalDay(code="P/A", kind="law", day="2026-10-20", written="2026-10-20", what="지난 날", route="state"),
    LegalDay(
        code="P/B", kind="law", day="2027-03-01", written="2027-03", what="다섯 해", route="state", computed=True,
        source="Minbyun, a paper, 2022", source_address="https://example.org/1",
    ),
    LegalDay(code="matter/1", kind="clock", day="2026-11-27", written="2026-11-27", what="회신", route="mediation"),
)  # fmt: skip
NEVER = "법원에 제출하지 않는 자료"


def row(number: int, tag: str = "ko", **changed: object) -> CounselRow:
    name, account = WRITERS[tag]
    answers = tuple(
        AnsweredAgreement(
            code=f"C{n}", answer="yes", version=1, language=tag, text_sha256=f"{n:02d}" * 32, day="2026-11-20"
        )
        for n in range(1, 9)
    )
    facts: dict[str, object] = {
        "reference": f"7K3M9Q{number:02d}", "name": name, "language": tag, "deadlines": ("P/A", "P/B"),
        "learned_when": "2023-11", "learned_how": account, "agreements": answers,
    }  # fmt: skip
    return CounselRow(number=number, **(facts | changed))  # type: ignore[arg-type]  # the changes are named by the tests


EVERYBODY = [row(number, tag) for number, tag in enumerate(WRITERS, start=1)]
EVENT = CustodyEvent(
    item="갑 제1호증의 1", event="redaction", at="2026-11-20T03:04:05Z", actor="Triin (triage)",
    purpose="number_painted_over", before="ab" * 32, after="cd" * 32,
)  # fmt: skip


@cache
def papers() -> dict[str, BagFile]:
    """One of each, of everybody in fourteen languages."""
    press = sample_press()
    twins = [replace(EVERYBODY[0], duplicates=(EVERYBODY[1].reference, "OUT")), *EVERYBODY[1:]]

    def made() -> Iterator[BagFile]:
        yield from deadline_papers(press, EVERYBODY, head=HEAD, days=DAYS)
        yield from knowledge_papers(press, EVERYBODY, head=HEAD)
        yield from agreement_papers(press, EVERYBODY, head=HEAD)
        yield from duplicate_papers(press, twins, head=HEAD, left_out=[LeftOut(reference="OUT", reason="duplicate")])
        yield from custody_papers(press, [EVENT], head=HEAD)

    return {Path(one.path).stem: one for one in made()}


def pages_of(pdf: bytes, folder: Path) -> list[str]:
    (folder / "pages.pdf").write_bytes(pdf)
    return run_tool("pdftotext", "-raw", "-enc", "UTF-8", folder / "pages.pdf", "-").stdout.split("\f")[:-1]


@pytest.mark.parametrize("name", ["deadlines", "first-knowledge", "agreements", "duplicates", "custody"])
def test_every_sheet_says_that_it_is_never_filed(name: str, tmp_path: Path) -> None:
    """In the foot, so also on the last of many; and the first sheet says it large."""
    one = papers()[name]
    pages = pages_of(one.content, tmp_path)

    assert one.path == f"00-lists/{name}.pdf"
    assert one.what
    assert all(NEVER in page.splitlines()[-1] or NEVER in " ".join(page.splitlines()[-3:]) for page in pages)
    assert pages[0].count(NEVER) == 2


@pytest.mark.parametrize("name", ["deadlines", "first-knowledge", "agreements", "duplicates", "custody"])
def test_a_paper_is_tagged_and_whole(name: str, tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(papers()[name].content)

    assert re.search(r"Tagged:\s+yes", run_tool("pdfinfo", path).stdout)
    assert run_tool("qpdf", "--check", path).returncode == 0


def test_the_deadline_sheet_shows_basis_source_and_the_red_clock(tmp_path: Path) -> None:
    said = text_of(papers()["deadlines"].content, tmp_path)

    assert "조정안 회신 기한: 2026-11-27 (5일 남음)" in said
    assert "개인정보 보호법 제47조" in said
    assert "국가재정법제96조" in said.replace(" ", "")
    assert "Minbyun, a paper, 2022 https://example.org/1" in said
    assert "33일 지남" in said
    assert "2026-11-01 ~" in said


def test_the_clock_ticks_only_in_a_mediation(tmp_path: Path) -> None:
    days = [replace(day, kind="matter") if day.kind == "clock" else day for day in DAYS]
    [one] = deadline_papers(sample_press(), EVERYBODY[:1], head=HEAD, days=days)

    assert "조정안 회신 기한" not in text_of(one.content, tmp_path)


def test_claimants_stand_by_their_nearest_day(tmp_path: Path) -> None:
    """Number 1 has only a passed day, number 3 the nearest ahead."""
    near = LegalDay(code="P/C", kind="law", day="2026-12-01", written="2026-12-01", what="", route="state")
    rows = [row(1, deadlines=("P/A",)), row(2, deadlines=("P/B",)), row(3, deadlines=("P/B", "P/C"))]
    [one] = deadline_papers(sample_press(), rows, head=HEAD, days=(*DAYS[:2], near))
    said = text_of(one.content, tmp_path)

    assert said.index("7K3M9Q03") < said.index("7K3M9Q02") < said.index("7K3M9Q01")


def test_first_knowledge_is_verbatim_and_nothing_is_decided(tmp_path: Path) -> None:
    said = text_of(papers()["first-knowledge"].content, tmp_path)

    assert WRITERS["en"][1] in said
    assert "2026-11-01 ~ 2026-11-30" in said
    assert "지남" not in said


def test_each_text_of_the_agreements_stands_once_with_its_hash(tmp_path: Path) -> None:
    said = text_of(papers()["agreements"].content, tmp_path).replace(" ", "")

    assert said.count("04" * 32) == len(WRITERS)


def test_duplicates_say_who_goes(tmp_path: Path) -> None:
    said = text_of(papers()["duplicates"].content, tmp_path)

    assert "둘 이상 나감" in said
    assert "제외: 중복" in said


def test_custody_shows_both_hashes_and_the_standard_name(tmp_path: Path) -> None:
    said = text_of(papers()["custody"].content, tmp_path)

    assert "redaction" in said
    assert "주민등록번호를 가림" in said
    assert all(digest in said.replace(" ", "") for digest in ("ab" * 32, "cd" * 32))


def test_long_lists_are_cut_and_each_part_says_which_rows_it_holds(tmp_path: Path) -> None:
    rows = [row(number) for number in range(1, 6)]
    found = list(knowledge_papers(sample_press(), iter(rows), head=HEAD, most=2))

    assert [one.path for one in found] == [f"00-lists/first-knowledge-{n:03d}.pdf" for n in (1, 2, 3)]
    assert "3–4번째 행" in text_of(found[1].content, tmp_path)
    assert "7K3M9Q05" in text_of(found[2].content, tmp_path)


@pytest.mark.parametrize(
    "make", [deadline_papers, knowledge_papers, agreement_papers, duplicate_papers, custody_papers]
)
def test_nobody_is_said_and_no_paper_is_missing(make: object, tmp_path: Path) -> None:
    more = {"days": ()} if make is deadline_papers else {}
    [one] = make(sample_press(), [], head=HEAD, **more)  # type: ignore[operator]  # one of the five

    assert any(words in text_of(one.content, tmp_path) for words in ("없습니다",))


def test_the_same_rows_give_the_same_bytes() -> None:
    first, second = (list(deadline_papers(sample_press(), EVERYBODY, head=HEAD, days=DAYS)) for _ in range(2))

    assert first == second


def test_hostile_text_is_inert_and_a_missing_glyph_stops_the_paper(tmp_path: Path) -> None:
    bad = row(1, name="#strike[x] \u202egnp.exe", learned_how="*bold* = @cite $x$")
    [one] = knowledge_papers(sample_press(), [bad], head=HEAD)
    said = text_of(one.content, tmp_path)

    assert "#strike[x] [U+202E]gnp.exe" in said
    assert "*bold* = @cite $x$" in said
    with pytest.raises(NotValid, match="missing_glyph"):
        list(knowledge_papers(sample_press(), [row(1, name="\U0001f600")], head=HEAD))


def test_counsels_lists_are_korean_whatever_the_court(tmp_path: Path) -> None:
    """The sheet is the court's, the words are for lawyers in Korea."""
    court = CourtProfile(
        code="us", title={"en": "US"}, terms="ko", exhibits=ExhibitNumbers(shared="Ex. {main}", own="Ex. {main}")
    )
    press = sample_press().for_court(court)
    press.court_terms = {}
    [one] = custody_papers(press, [EVENT], head=HEAD)

    assert "증거 보관 기록" in text_of(one.content, tmp_path)
