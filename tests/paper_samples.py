"""Papers to try things on: one press for the whole run, and a claimant who writes in ten languages. This is where sample papers are."""

import atexit
import shutil
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from types import MappingProxyType

import pytest

from claims.model.court_paper import ExhibitRow, FilingHead, PartyRow
from claims.model.match_paper import MatchExplanation, MatchTrip, MatchWindow
from claims.model.paper import (
    AgreementAnswer,
    Proof,
    ReceivedFile,
    Statement,
    StatementAnswer,
    StatementTrip,
    Translation,
)
from claims.settings import ROOT
from claims.store.exhibit_lists import exhibit_lists
from claims.store.fonts import FontSet, FontsMissing, gather_fonts
from claims.store.papers import Press
from claims.store.party_lists import party_lists
from claims.web.paper_words import match_words, proof_words, statement_words

DAY = date(2026, 11, 22)
LIST_HEAD = FilingHead(matter="손해배상(국)", day=DAY)
TEMPLATES = ROOT / "templates" / "papers"
# Tag: name, account. The Chinese and Japanese lines hold characters whose shape differs between the two and Korean.
WRITERS = {
    "ko": ("김민지", "저는 2018년 5월에 자동출입국심사대를 통과했습니다."),
    "en": ("Ann O’Neil", "I was told nothing. I entered with passport M1234567."),
    "ar": ("محمد عبد الله", "وصلت إلى مطار إنتشون بجواز السفر M1234567 ولم يخبرني أحد بأي شيء."),
    "th": ("สมชาย ใจดี", "ฉันผ่านด่านตรวจคนเข้าเมือง ไม่มีใครบอกฉันว่ารูปถ่ายของฉันจะถูกนำไปใช้ทำอะไร"),
    "km": ("សុខ សុភា", "ខ្ញុំបានឆ្លងកាត់ការត្រួតពិនិត្យលិខិតឆ្លងដែន។"),
    "my": ("အောင်ဆန်း", "ကျွန်တော် အင်ချွန်လေဆိပ်ကို ရောက်တဲ့အခါ ဘယ်သူမှ မပြောပါဘူး။"),
    "zh-Hans": ("王小明", "我从仁川机场入境。没有人告诉我。直骨门角"),
    "ja": ("佐藤 花子", "私は仁川空港から入国しました。直骨門角"),
    "vi": ("Nguyễn Thị Hường", "Không ai nói với tôi rằng ảnh sẽ được dùng để huấn luyện."),
    "mn": ("Баатар Өлзий", "Би 2015 оны 3-р сард Инчоны нисэх буудлаар орсон."),
    "ne": ("राम बहादुर", "मलाई कसैले केही भनेन।"),
    "bn": ("রহিম উদ্দিন", "আমাকে কেউ কিছু বলেনি।"),
    "si": ("සුනිල් පෙරේරා", "කවුරුත් මට කිසිවක් කීවේ නැත."),
    "ru": ("Иван Петров", "Мне никто ничего не сказал."),
}


@cache
def sample_fonts() -> FontSet:
    """The fixed font folder, made once; skips the test where the system lacks the fonts."""
    folder = Path(mkdtemp(prefix="paper-fonts-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    try:
        return gather_fonts(folder)
    except FontsMissing as missing:
        pytest.skip(str(missing))


@cache
def sample_press() -> Press:
    """One press for all tests."""
    return Press(sample_fonts(), templates=TEMPLATES)


def as_written(message: str) -> str:
    """English as it stands in the source."""
    return message


def sample_proof() -> Proof:
    return Proof(
        reference="7K3M-9Q4T",
        day=DAY,
        office="Redress Law Clinic",
        trips=2,
        account="given",
        files=(ReceivedFile(kind="stamp", size=2_312_345, sha256="ab12cd34" * 8),),
        agreements=tuple(
            AgreementAnswer(code=f"C{n}", version=1, answer="yes" if n < 8 else "no") for n in range(1, 9)
        ),
        fingerprint="9f" * 32,
    )


def sample_statement(language: str = "vi", **changes: object) -> Statement:
    name, account = WRITERS[language]
    facts: dict[str, object] = {
        "reference": "7K3M-9Q4T",
        "day": DAY,
        "sent": date(2026, 11, 20),
        "language": language,
        "name": name,
        "name_latin": "NGUYEN THI HUONG",
        "name_hangul": "응우옌 티 흐엉",
        "born": "1990-04-12",
        "nationality": "VNM",
        "nationality_during": "VNM",
        "passport_number": "M1234567",
        "address": "법무법인 가람, 서울특별시 서초구",
        "trips": (
            StatementTrip(
                number=1,
                passport="VNM",
                entered="2015-03-02",
                exited="2018-10~",
                port_in="ICN",
                channel_in="desk",
                capacity="ordinary",
                exhibits=("갑 제1호증의 1",),
            ),
            StatementTrip(number=2, entered="2010"),
        ),
        "answers": (
            StatementAnswer(question="told_of_ai", answer="no"),
            StatementAnswer(question="could_refuse", answer=None),
        ),
        "account": account,
        "exhibits": ("갑 제1호증의 1",),
    }
    return Statement(**(facts | changes))  # type: ignore[arg-type]  # the changes are named by the tests


def sample_translation() -> Translation:
    return Translation(account="아무도 말하지 않았습니다.", harm="", translator="박번역", reviewer="이검토", day=DAY)


def sample_match(**changes: object) -> MatchExplanation:
    window = MatchWindow(
        code="MOJ-FN-FOI",
        first_day="2010-08-23",
        last_day="2021-10-20",
        result="inside",
        decides=True,
        source="Ministry of Justice, answer of 2021-12-20",
        source_address="https://example.org/answer",
        segments=("F3",),
        flags=("under_17",),
    )
    trip = MatchTrip(
        number=1,
        result="inside_flagged",
        passport="VNM",
        entered="2015-03-02",
        earliest="2015-03-02",
        latest="2015-03-02",
        strength="medium",
        reasons=("entry_inside",),
        windows=(window,),
    )
    facts: dict[str, object] = {
        "reference": "7K3M-9Q4T",
        "day": DAY,
        "name": "Nguyễn Thị Hường",
        "project": "Immigration AI project",
        "verdict": "inside_flagged",
        "registry_revision": "ab" * 32,
        "trips": (trip, MatchTrip(number=2, result="cannot_tell", entered="2010", missing=("entered + passport",))),
    }
    return MatchExplanation(**(facts | changes))  # type: ignore[arg-type]  # as above


def sample_parties(*names: str) -> tuple[PartyRow, ...]:
    return tuple(
        PartyRow(
            number=n,
            name_hangul="응우옌",
            name=name,
            name_latin="NGUYEN",
            born="1990-04-12",
            nationality_trips=("VNM", "VNM", "USA"),
            nationality_now="VNM",
            address="서울특별시 서초구",
            amount=3_000_000,
        )
        for n, name in enumerate(names, start=1)
    )


def set_party_list(press: Press, *names: str, words: Mapping[str, str] = MappingProxyType({})) -> bytes:
    """당사자목록 of people of these names, in one file; no costs. `words` name countries."""
    [(_, pdf)] = party_lists(sample_parties(*names), press=press, head=LIST_HEAD, table=None, words=words)
    return pdf


def set_exhibit_list(press: Press, *rows: ExhibitRow) -> bytes:
    """증거설명서 of these, in one file."""
    [(_, pdf)] = exhibit_lists(rows, press=press, head=LIST_HEAD)
    return pdf


def set_proof() -> bytes:
    """The sample proof as PDF."""
    return sample_press().proof(sample_proof(), words=proof_words(as_written), language="en")


def set_statement(statement: Statement) -> bytes:
    """A statement as PDF, with words as written in the source and the real court terms."""
    return sample_press().statement(
        statement,
        words=statement_words(as_written, language="en"),
        korean=statement_words(as_written, language="ko"),
    )


def set_match(explanation: MatchExplanation) -> bytes:
    """A match explanation as PDF."""
    return sample_press().match_explanation(explanation, words=match_words(as_written), language="en")
