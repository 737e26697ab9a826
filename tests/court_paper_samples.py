"""Court papers to try things on: one of each, for a claimant of any script. This is where samples of what is filed and signed are.

`every_court_paper(name=…)` sets them all with one name in every place where a person's or an office's own words stand.
"""

import io
from collections.abc import Callable

from PIL import Image

from claims.model.court_paper import Cover, CoverLine, ExhibitRow, FilingHead, PartyRow
from claims.model.demand_paper import Delivery, DemandLetter, SentPiece
from claims.model.lists_paper import Abroad, Certification, Chronology, ChronologyRow, HashRow
from claims.model.power_paper import Agent, CaseNamed, Power, Principal, Selection, Signature
from claims.store.certification_drafts import certification_drafts
from claims.store.chronology_sheet import chronology
from claims.store.demand_papers import delivery_sheet, demand_letter
from claims.store.exhibit_lists import exhibit_indexes, exhibit_lists
from claims.store.legalisation import abroad, read_legalisation, steps_for_all
from claims.store.paper_tables import read_cost_table
from claims.store.party_lists import party_lists
from claims.store.power_papers import power_of_attorney, read_beside, selection
from claims.web.paper_words import country_words
from tests.paper_samples import DAY, TEMPLATES, sample_press

COUNTRIES = country_words("ko")
AGENT = Agent(
    firm="법무법인 가람",
    lawyer="박변호",
    registration="12345",
    address="서울특별시 서초구 서초대로 1",
    contact="02-000-0000",
)
CASE = CaseNamed(title="손해배상(국)", court="서울중앙지방법원", defendant="대한민국 (법률상 대표자 법무부장관)")
HEAD = FilingHead(
    matter="손해배상(국)",
    day=DAY,
    court="서울중앙지방법원",
    defendant="대한민국",
    firm="법무법인 가람",
    lawyer="박변호",
)
COSTS = read_cost_table(TEMPLATES)


def signature_image() -> bytes:
    """A drawn signature: a dark stroke on white (PNG)."""
    made = io.BytesIO()
    Image.linear_gradient("L").resize((180, 60)).save(made, "PNG")
    return made.getvalue()


def principal(name: str = "Nguyễn Thị Hường", **changes: str) -> Principal:
    facts = {
        "name": name,
        "name_hangul": "응우옌 티 흐엉",
        "name_latin": "NGUYEN THI HUONG",
        "born": "1990-04-12",
        "nationality": "VNM",
        "address": "법무법인 가람, 서울특별시 서초구",
        "contact": "02-000-0000",
    }
    return Principal(**(facts | changes))


def power(name: str = "Nguyễn Thị Hường", **changes: object) -> Power:
    facts: dict[str, object] = {
        "reference": "7K3M-9Q4T",
        "day": DAY,
        "case": CASE,
        "party_number": 1,
        "principal": principal(name),
        "agent": AGENT,
        "signatures": (Signature(name=name),),
    }
    return Power(**(facts | changes))  # type: ignore[arg-type]  # the changes are named by the tests


def set_power(paper: Power, *, language: str = "vi") -> bytes:
    beside = read_beside(TEMPLATES, language=language)
    tag, words = beside or ("ko", None)
    return power_of_attorney(paper, press=sample_press(), words=COUNTRIES, beside=words, language=tag)


def set_selection(name: str = "Nguyễn Thị Hường", *, language: str = "vi", appointed: Principal | None = None) -> bytes:
    chosen = Selection(
        reference="7K3M-9Q4T",
        day=DAY,
        case=CASE,
        party_number=1,
        principal=principal(name),
        appointed=appointed,
        appointed_number=appointed and 7,
        signatures=(Signature(name=name),),
    )
    beside = read_beside(TEMPLATES, language=language)
    tag, words = beside or ("ko", None)
    return selection(chosen, press=sample_press(), words=COUNTRIES, beside=words, language=tag)


def letter(**changes: object) -> DemandLetter:
    facts: dict[str, object] = {
        "day": DAY,
        "matter": "손해배상",
        "defendant": "주식회사 보기",
        "defendant_address": "서울특별시 중구 세종대로 1",
        "sender": AGENT,
        "persons": 1200,
        "project": "법무부 인공지능 식별추적 시스템 구축 사업",
        "claim": "청구인들은 동의 없이 이루어진 안면사진의 제공으로 정신적 손해를 입었습니다.",
        "amount_each": 1_000_000,
        "amount_total": 1_200_000_000,
        "party_lists": ("00-lists/party-list-001.pdf",),
    }
    return DemandLetter(**(facts | changes))  # type: ignore[arg-type]  # as above


def delivery(name: str = "주식회사 보기") -> Delivery:
    pieces = (
        SentPiece(title="최고서", path="50-demand/demand-letter.pdf", pages=2, sha256="ab12cd34" * 8),
        SentPiece(title=name, path="00-lists/party-list-001.pdf", pages=88, sha256="ef" * 32),
    )
    return Delivery(
        day=DAY, matter="손해배상", defendant=name, sender=AGENT, pieces=pieces, defendant_address="서울특별시 중구"
    )


def exhibit_rows(count: int, *, title: str = "여권 사증면(입국심사인)") -> list[ExhibitRow]:
    return [
        ExhibitRow(
            number=f"갑 제{n}호증의 1",
            title=title,
            made_on="2015-03-02",
            author="법무부 출입국·외국인관서",
            purpose="원고가 해당 일자에 입국심사를 받은 사실",
            remark="사본",
            pages=2,
            translation=("", "attached", "to_follow")[n % 3],
        )
        for n in range(1, count + 1)
    ]


def party_rows(count: int, *, name: str = "Nguyễn Thị Hường") -> list[PartyRow]:
    return [
        PartyRow(
            number=n,
            name_hangul="응우옌 티 흐엉",
            name=name,
            name_latin="NGUYEN THI HUONG",
            born="1990-04-12",
            nationality_trips=("VNM", "VNM", "USA"),
            nationality_during="VNM",
            nationality_now="VNM",
            address="법무법인 가람, 서울특별시 서초구",
            amount=3_000_000,
            group="가",
        )
        for n in range(1, count + 1)
    ]


def set_party_lists(rows: list[PartyRow]) -> list[tuple[str, bytes]]:
    return list(party_lists(rows, press=sample_press(), head=HEAD, table=COSTS, words=COUNTRIES))


def set_certifications(rows: list[HashRow], *, tool: str = "typst") -> list[tuple[str, bytes]]:
    draft = Certification(
        matter="손해배상(국)",
        day=DAY,
        tools=((tool, "0.15.2"), ("layout.typ", "0123456789abcdef" * 4)),
        lists=(HashRow(label="당사자목록", path="00-lists/party-list.pdf", sha256="cd" * 32),),
    )
    return list(certification_drafts(rows, certification=draft, press=sample_press()))


def hash_rows(count: int, *, label: str = "갑 제1호증의 1") -> list[HashRow]:
    return [HashRow(label=label, path=f"20-exhibits/exhibit-{n:06d}-001.pdf", sha256=f"{n:064x}") for n in range(count)]


def _chronology(name: str) -> bytes:
    rows = (ChronologyRow(date="2021-10", what=name, sources=((name, "https://example.org/a"),)),)
    return chronology(Chronology(project=name, day=DAY, rows=rows, matter=name), press=sample_press())


def _cover(name: str) -> bytes:
    contents = (
        CoverLine(title="당사자목록", path="00-lists/party-list.pdf", pages=3),
        CoverLine(title=name, path="10-statements/", pages=120),
        CoverLine(title="증거설명서", path="00-lists/exhibit-list.pdf"),
    )
    paper = Cover(
        matter=name,
        day=DAY,
        package="court",
        court="서울중앙지방법원",
        counsel="법무법인 가람\n변호사 박변호",
        defendant="대한민국",
        route="state",
        profile="대한민국 법원 (전자소송)",
        number=2,
        parties=1200,
        contents=contents,
    )
    return sample_press().cover(paper)


def _abroad(name: str) -> bytes:
    countries = steps_for_all(("VNM", "CHN", "THA", "PER"), table=read_legalisation(TEMPLATES))
    return abroad(Abroad(matter=name, day=DAY, countries=countries), press=sample_press(), words=COUNTRIES)


COURT_PAPERS: dict[str, Callable[[str], bytes]] = {
    "power": lambda name: set_power(power(name)),
    "selection": lambda name: set_selection(name),
    "demand_letter": lambda name: demand_letter(letter(defendant=name), press=sample_press()),
    "delivery": lambda name: delivery_sheet(delivery(name), press=sample_press()),
    "exhibit_list": lambda name: next(
        pdf for _, pdf in exhibit_lists(exhibit_rows(2, title=name), press=sample_press(), head=HEAD)
    ),
    "exhibit_index": lambda name: next(
        pdf for _, pdf in exhibit_indexes(exhibit_rows(2, title=name), press=sample_press(), head=HEAD)
    ),
    "party_list": lambda name: set_party_lists(party_rows(2, name=name))[0][1],
    "chronology": _chronology,
    "abroad": _abroad,
    "certification": lambda name: set_certifications(hash_rows(2, label=name))[0][1],
    "cover": _cover,
}
"""Each paper by its template, set with one text in a place where others' words stand."""
