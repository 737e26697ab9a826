"""The named people every test knows. This is where they are introduced.

Linh claims: she came from Vietnam to work and entered on 2 March 2015. Minjun claims too: a Korean who used the gate.
Han leads and triages, Triin only triages, Park is counsel, Lee is counsel of another firm, Ada administers, Aud audits, Rea researches.
"""

from datetime import date, timedelta
from functools import cache

from claims.actions.open_office import NewMember
from claims.model.claim_file import Agreement, Claimant, ClaimFile, ConsentStatement, EntryRecord, ForLawyers
from claims.model.vocabulary import AgreementCode, Answer, Channel, Role
from claims.settings import ROOT
from claims.store.agreement_texts import load_agreements
from claims.store.office_texts import load_office_texts

HAN = NewMember(name="Han", sign_in_name="han", roles=(Role.LEAD, Role.TRIAGE), language="en")
TRIIN = NewMember(name="Triin", sign_in_name="triin", roles=(Role.TRIAGE,), language="en")
PARK = NewMember(name="Park", sign_in_name="park", roles=(Role.COUNSEL,), language="en")
LEE = NewMember(name="Lee", sign_in_name="lee", roles=(Role.COUNSEL,), language="en")
ADA = NewMember(name="Ada", sign_in_name="ada", roles=(Role.ADMINISTRATOR,), language="en")
AUD = NewMember(name="Aud", sign_in_name="aud", roles=(Role.AUDITOR,), language="en")
REA = NewMember(name="Rea", sign_in_name="rea", roles=(Role.RESEARCHER,), language="en")
STAFF = (HAN, TRIIN, PARK, LEE, ADA, AUD, REA)

OFFICE = {"office": "Test office", "contact": "office@example.org", "firms": "Firm One, Seoul"}


def agreed(*refused: AgreementCode, language: str = "en") -> tuple[Agreement, ...]:
    """All eight agreements answered yes, but for those refused."""
    shown = {AgreementCode.C4: _words_of_c4(language)}
    return tuple(
        Agreement(
            code=code,
            version=1,
            language=language,
            text_sha256=shown.get(code, "0" * 64),
            yes=code not in refused,
            at=1,
        )
        for code in AgreementCode
    )


@cache
def _words_of_c4(language: str) -> str:
    """The fingerprint of C4 as the office of tests/make.py shows it, which names its firm: nobody goes to a firm that is not in it."""
    texts = load_agreements(ROOT / "templates" / "agreements")
    offices = load_office_texts(ROOT / "templates" / "office")
    text = texts.texts.get((AgreementCode.C4, 1, language))
    if text is None:
        return "0" * 64
    return text.filled(offices.facts(language, **OFFICE)).shown_sha256


LINH = ClaimFile(
    language="vi",
    claimant=Claimant(
        name="Nguyễn Thị Linh",
        name_latin="NGUYEN THI LINH",
        name_hangul="응우옌티린",
        born="1990-05-01",
        nationality="VNM",
    ),
    records=(EntryRecord(id="trip-one", passport="VNM", entered="2015-03-02"),),
    statement=ConsentStatement(
        told_of_ai=Answer.NO, asked_to_agree=Answer.NO, account="Không ai nói gì với tôi về ảnh của tôi.", language="vi"
    ),
    for_lawyers=ForLawyers(learned_when="2026-11", learned_how="một người bạn kể"),
    agreements=agreed(language="vi"),
)

MINJUN = ClaimFile(
    language="ko",
    claimant=Claimant(
        name="김민준", name_latin="KIM MINJUN", name_hangul="김민준", born="1985-01-20", nationality="KOR"
    ),
    records=(
        EntryRecord(
            id="trip-one",
            passport="KOR",
            exited="2018-05-04",
            entered="2018-05-11",
            channel_in=Channel.GATE,
            channel_out=Channel.GATE,
        ),
    ),
    statement=ConsentStatement(told_of_ai=Answer.NO, account="아무런 안내도 받지 못했습니다.", language="ko"),
    agreements=agreed(language="ko"),
)


def another(file: ClaimFile, number: int) -> ClaimFile:
    """Somebody else of the same name: born on another day, so that nobody takes the two claims for one person's."""
    born = date(1970, 1, 1) + timedelta(days=number)
    return file.model_copy(update={"claimant": file.claimant.model_copy(update={"born": born.isoformat()})})
