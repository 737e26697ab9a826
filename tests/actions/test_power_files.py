"""The papers of an appointment, really set: what stands on them in three languages, and that none is set of another record, key or hand."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from claims.actions.note_power import note_power
from claims.actions.power_files import PowerFile, copy_of_signing, paper_to_sign, powers_of
from claims.actions.take_back_power import take_back_power
from claims.errors import Damaged, NotValid
from claims.model.appointment import BarStamped, Countersigned, Notarised
from claims.model.signing import Answers, Helped, Signer, TextShown
from claims.model.vocabulary import AgreementCode, Answer, EvidenceKind
from claims.rules.powers import text_print
from claims.settings import ROOT
from claims.store.agreement_texts import load_agreements
from claims.store.seal import new_key
from claims.web.signing_texts import language_names
from tests.cast import LINH, MINJUN
from tests.make import TODAY, MadeOffice, Sent
from tests.make_appointments import TERMS, Firm
from tests.make_bundles import attach, picture
from tests.outside_tools import text_of

ANSWERS = Answers(
    court=True,
    other=Answer.NO,
    country="VNM",
    granted=("appeal",),
    selection=True,
    address="protected",
    own_address="VXQSHELTER",
    address_reason="VXQREASON",
)
HIDDEN = re.compile(f"{ANSWERS.own_address}|{ANSWERS.address_reason}")  # whole: a reference may hold a piece
OFFICE_FACTS = {"office": "한국 단체", "contact": "office@example.org"}


@pytest.fixture(scope="module")
def firm(small_module_office: MadeOffice) -> Firm:
    """An offer with an appointed party, in three languages besides English."""
    terms = TERMS.model_copy(update={"selection": True, "appointed": "佐藤 花子", "appointed_number": 7})
    return Firm(small_module_office, terms=terms, languages=("ar", "en", "ko", "vi"))


def signed_in(firm: Firm, language: str, **facts: object) -> Sent:
    """Somebody who signed with every text in this language before them."""
    sent = firm.invite((MINJUN if language == "ko" else LINH).model_copy(update={"language": language}))
    texts = tuple(
        TextShown(code=text.code, version=firm.offer.number, language=language, sha256=text.sha256)
        for text in firm.offer.texts_in(language)
    )
    firm.sign(sent, **{"answers": ANSWERS, "texts": texts, "language": language, **facts})
    return sent


def papers(firm: Firm, sent: Sent, **changed: object) -> tuple[PowerFile, ...]:
    """The powers of a claim, as the desk asks for them; `changed` says otherwise."""
    office = firm.office
    given: dict[str, object] = {
        "file": firm.file_of(sent),
        "standing": firm.standing(sent),
        "told_key": firm.told_key,
        "party_number": 12,
        "name_hangul": "",
    }
    with office.database.question() as session:
        return powers_of(
            session,
            sent.claim,
            press=office.export.press,
            tables=office.export.tables,
            vault=office.vault,
            **(given | changed),  # type: ignore[arg-type]  # as powers_of names them
        )


@pytest.mark.parametrize("language", ["ko", "vi", "ar"])
def test_a_power_says_what_was_signed(firm: Firm, tmp_path: Path, language: str) -> None:
    sent = signed_in(firm, language)
    (paper,) = papers(firm, sent)
    (signing,) = firm.standing(sent).in_force
    said, choice = text_of(paper.pdf, tmp_path), text_of(paper.selection or b"", tmp_path)

    assert paper.name == "power-000012-1.pdf"
    assert [mark for mark in said if mark in "☐☑"] == ["☐", "☐", "☑", "☐"]
    for words in (
        firm.file_of(sent).claimant.name,
        "박변호",
        "12345",
        "대한민국",
        "서울특별시 서초구 서초대로 1",
        "2026-11-22",
    ):
        assert words in said
    foot = text_print(firm.offer, matter_id=firm.court.matter.id)[:16]
    assert said.count(foot) == choice.count(foot) == 2
    assert signing.signed.id in said
    assert not HIDDEN.search(said + choice)
    assert "佐藤 花子" in choice
    arabic = sum("\u0600" <= sign <= "\ufeff" and not "가" <= sign <= "힣" for sign in said)
    assert ("Kháng cáo lên tòa án cấp trên" in said, arabic > 200) == (language == "vi", language == "ar")


def test_each_parent_has_a_paper_and_a_child_none(firm: Firm, tmp_path: Path) -> None:
    child = LINH.claimant.model_copy(update={"name": "Bé", "born": "2010-01-01", "for_whom": "child"})
    sent = firm.invite(LINH.model_copy(update={"claimant": child}))
    for name, granted in (("Cha", ("appeal",)), ("Mẹ", ())):
        answers = ANSWERS.model_copy(update={"granted": granted, "selection": False})
        firm.sign(sent, signer=Signer(name=name, relation="parent"), answers=answers, how="typed", typed=name)
    first, second = (text_of(each.pdf, tmp_path) for each in papers(firm, sent, party_number=None))

    assert [each.name for each in papers(firm, sent, party_number=None)] == ["power-1.pdf", "power-2.pdf"]
    assert ("Cha" in first, "Mẹ" in first) == (True, False)
    assert ("☑" in first, "☑" in second) == (True, False)
    assert "전자서명: 성명 입력" in first
    assert "법정대리인(친권자)" in second


def test_what_counsel_noted_stands_on_the_power(firm: Firm, tmp_path: Path) -> None:
    sent = signed_in(firm, "vi")
    (signing,) = firm.standing(sent).in_force
    about = {"matter_id": firm.court.matter.id, "signing": signing.signed.id, "by": "m", "at": signing.signed.at}
    for note in (
        Countersigned(name="박변호", **about),
        BarStamped(number="2026-777", **about),
        Notarised(state="apostille", day="2026-11-25", **about),
    ):
        with firm.office.database.deed() as session:
            note_power(session, sent.claim, note=note, actor=firm.court.park.actor, today=TODAY, now=firm.office.now)
    said = text_of(papers(firm, sent)[0].pdf, tmp_path)

    for words in ("위 위임을 수락합니다", "2026-777", "공증과 아포스티유를 받았습니다", "2026-11-25"):
        assert words in said


def test_who_signed_on_paper_has_exactly_the_pages_that_were_scanned(firm: Firm) -> None:
    sent = firm.invite(LINH)
    pages = tuple(
        attach(firm.office, sent.claim, picture(shade=shade), kind=EvidenceKind.OTHER, record_id=None)
        for shade in (50, 90)
    )
    firm.sign(sent, how="paper", scans=pages, answers=ANSWERS)
    (paper,) = papers(firm, sent)

    assert (paper.scanned, paper.selection) == (True, None)
    assert paper.pdf.count(b"/DCTDecode") == 2
    lost = pages[0].model_copy(update={"clean": ()})
    firm.sign(sent, how="paper", scans=(lost,), answers=ANSWERS)
    with pytest.raises(NotValid) as refusal:
        papers(firm, sent)
    assert (refusal.value.reason, refusal.value.facts["scan"]) == ("scan_unreadable", 1)


def test_another_record_another_key_another_claim_make_no_paper(firm: Firm) -> None:
    """The matter's key opens only its own offers; what does not lie in the claim was never signed for it."""
    linh, other = signed_in(firm, "vi"), signed_in(firm, "ko")

    def never_signed() -> tuple[PowerFile, ...]:
        return papers(firm, linh, standing=firm.standing(other))

    def stranger() -> tuple[PowerFile, ...]:
        return papers(firm, linh, file=firm.file_of(other))

    for attempt, what in ((never_signed, "record"), (stranger, "signer")):
        _refused(attempt, what=what, reference=linh.claim.reference)
    with pytest.raises(Damaged):
        papers(firm, linh, told_key=new_key())


def _refused(attempt: Callable[[], object], *, what: str, reference: str) -> None:
    with pytest.raises(NotValid) as refusal:
        attempt()
    assert (refusal.value.reason, refusal.value.facts["what"]) == ("power_not_as_signed", what)
    assert refusal.value.facts["reference"] == reference


def test_a_power_taken_back_has_no_paper_and_an_older_text_stays_as_it_was_signed(firm: Firm, tmp_path: Path) -> None:
    kept, gone = signed_in(firm, "vi"), signed_in(firm, "vi")
    before = firm.offer
    firm.put(firm.terms, change={"fee": " More."})
    with firm.office.database.deed() as session:
        take_back_power(session, gone.claim, matter_id=firm.court.matter.id, now=firm.office.now)
    said = text_of(papers(firm, kept)[0].pdf, tmp_path)

    assert papers(firm, gone) == ()
    assert text_print(before, matter_id=firm.court.matter.id)[:16] in said
    assert text_print(firm.offer, matter_id=firm.court.matter.id)[:16] not in said


def test_the_paper_to_print_is_ticked_and_not_signed(firm: Firm, tmp_path: Path) -> None:
    """Pages are counted through both papers; helper and interpreter have a line."""
    helped = Helped(member_id="m", name="한도움", interpreter="Trần Văn A", interpreter_language="vi")
    pdf = paper_to_sign(
        file=LINH,
        offer=firm.offer,
        matter_id=firm.court.matter.id,
        answers=ANSWERS,
        signer=Signer(name="Nguyễn Thị Linh"),
        language="vi",
        helped=helped,
        press=firm.office.export.press,
        tables=firm.office.export.tables,
        reference="7K3M9Q4T",
        today=TODAY,
    )
    said = text_of(pdf, tmp_path)
    pages = said.count("7K3M9Q4T")

    assert [mark for mark in said if mark in "☐☑"] == ["☐", "☐", "☑", "☐"]
    for words in ("한도움", "Trần Văn A", "베트남어로 읽어 드렸고", "당사자 선정서", f"{pages} / {pages} 쪽"):
        assert words in said
    assert said.count("(서명 또는 날인)") == 4
    assert not HIDDEN.search(said)


def copy_for(firm: Firm, sent: Sent, folder: Path, **facts: str) -> str:
    """What stands on the copy that the claimant keeps of their signature; `facts` say otherwise of the office."""
    standing, export = firm.standing(sent), firm.office.export
    with firm.office.database.question() as session:
        pdf = copy_of_signing(
            session,
            sent.claim,
            file=firm.file_of(sent),
            standing=standing,
            signing=standing.signings[0],
            office="한국 단체",
            agreements=load_agreements(ROOT / "templates" / "agreements"),
            office_facts=OFFICE_FACTS | facts,
            language_names=language_names(standing.signings[0].signed, file=firm.file_of(sent)),
            press=export.press,
            tables=export.tables,
        )
    return " ".join(text_of(pdf, folder).split())


def test_who_was_read_korean_at_a_desk_keeps_a_copy_in_their_own_language_too(firm: Firm, tmp_path: Path) -> None:
    agreements = load_agreements(ROOT / "templates" / "agreements")
    court = agreements.get(AgreementCode.C8, "ko").filled(OFFICE_FACTS)
    shown = TextShown(code="C8", version=court.version, language="ko", sha256=court.shown_sha256)
    helped = Helped(member_id="m", name="한도움", interpreter="Lê An", interpreter_language="vi")
    read = firm.offer.texts_in("ko")
    texts = tuple(TextShown(code=text.code, version=1, language="ko", sha256=text.sha256) for text in read)
    sent = firm.invite(LINH)
    firm.sign(sent, answers=ANSWERS, language="ko", texts=(*texts, shown), helped=helped)

    said = copy_for(firm, sent, tmp_path)

    theirs = agreements.get(AgreementCode.C8, "vi").filled(OFFICE_FACTS)
    for words in ("Những gì bạn đã ký", "Tiếng Hàn 한국어", theirs.question, court.question):
        assert words in said
    both = zip(firm.offer.texts_in("vi"), read, strict=True)
    assert all(one.title in said and other.title in said for one, other in both)


def test_the_copy_says_both_what_was_given_and_what_was_not(firm: Firm, tmp_path: Path) -> None:
    """In two languages, with the record; C8 in the words that were shown, and in none that were not."""
    agreements = load_agreements(ROOT / "templates" / "agreements")
    court = agreements.get(AgreementCode.C8, "vi").filled(OFFICE_FACTS)
    shown = TextShown(code="C8", version=court.version, language="vi", sha256=court.shown_sha256)
    texts = tuple(
        TextShown(code=text.code, version=1, language="vi", sha256=text.sha256) for text in firm.offer.texts_in("vi")
    )
    sent = firm.invite(LINH)
    helped = Helped(member_id="m", name="한도움", interpreter="王小明", interpreter_language="zh-Hans")
    firm.sign(sent, answers=ANSWERS, language="vi", texts=(*texts, shown), helped=helped)

    said = copy_for(firm, sent, tmp_path)
    assert (said.count("☑"), said.count("☐")) == (2, 3)
    for words in (court.question, "이 권한을 주지 않으셨습니다", sent.claim.reference, shown.sha256[:8]):
        assert words in said
    assert not HIDDEN.search(said)
    for words in ("Tiếng Việt 베트남어", "Tiếng Trung (Giản thể) 중국어 (간체)", f"Ngày ký 서명한 날 {TODAY} Vụ việc"):
        assert words in said, "a language is named in both languages, a day is the day of the office"
    assert not {"zh-Hans", "vi", "success_fee", "loser_pays"} & set(said.split()), "no code is left"
    assert court.question in said
    assert court.plain not in copy_for(firm, sent, tmp_path, office="Somebody Else")


def test_a_sign_that_no_font_draws_names_the_claim_it_is_in(firm: Firm) -> None:
    sent = firm.invite(MINJUN)
    name = firm.file_of(sent).claimant.name
    answers = ANSWERS.model_copy(update={"address": "own", "own_address": "\U00012000"})
    firm.sign(sent, answers=answers, how="typed", typed=name)
    with pytest.raises(NotValid, match="missing_glyph") as refusal:
        papers(firm, sent)
    assert refusal.value.facts["reference"] == sent.claim.reference
