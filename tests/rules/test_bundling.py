"""Who may go into a bundle: each exclusion alone, and what never excludes."""

from datetime import date

import pytest

from claims.model.appointment import AppointmentEvent, Elsewhere, Invited, LeaveAsked, Left
from claims.model.claim_file import Agreement, ClaimFile, ForLawyers, Representative
from claims.model.signing import Signer
from claims.model.vocabulary import AgreementCode, Answer, Status
from claims.rules.bundling import GOES, agreed_to_firm, left_out_because
from claims.rules.capacity import is_minor
from claims.rules.power_standing import standing_for
from tests.cast import LINH, agreed
from tests.rules.test_signers import signed

TODAY = date(2026, 11, 22)
SHOWN = next(answer.text_sha256 for answer in LINH.agreements if answer.code is AgreementCode.C4)


def why(file: ClaimFile = LINH, status: Status = Status.CHECKED) -> str:
    """The reason today."""
    return left_out_because(file, status=status, today=TODAY)


def born(text: str, *, representative: str = "") -> ClaimFile:
    """Linh's claim as that of somebody of that birthday."""
    person = LINH.claimant.model_copy(update={"born": text, "representative": Representative(name=representative)})
    return LINH.model_copy(update={"claimant": person})


@pytest.mark.parametrize("status", list(Status))
def test_only_what_was_checked_goes(status: Status) -> None:
    """Checked, signed or filed; a withdrawn one says so."""
    expected = {Status.WITHDRAWN: "withdrawn"}.get(status, "" if status in GOES else "not_checked")

    assert why(status=status) == expected
    assert {Status.CHECKED, Status.SIGNED, Status.FILED} == GOES


@pytest.mark.parametrize(
    ("code", "reason"), [(AgreementCode.C4, "no_counsel_agreement"), (AgreementCode.C8, "no_court_agreement")]
)
def test_nobody_goes_without_having_agreed(code: AgreementCode, reason: str) -> None:
    """Refused, never asked, or taken back later: three ways of not having agreed."""
    refused = LINH.model_copy(update={"agreements": agreed(code)})
    unasked = LINH.model_copy(update={"agreements": tuple(a for a in LINH.agreements if a.code is not code)})
    later = Agreement(code=code, version=1, language="vi", text_sha256="0" * 64, yes=False, at=2)
    taken_back = LINH.model_copy(update={"agreements": (*LINH.agreements, later)})

    assert [why(file) for file in (refused, unasked, taken_back)] == [reason] * 3


@pytest.mark.parametrize("code", sorted(set(AgreementCode) - {AgreementCode.C1, AgreementCode.C4, AgreementCode.C8}))
def test_no_other_agreement_keeps_anybody_out(code: AgreementCode) -> None:
    """But the first, without which nothing may be done at all, none of the others is about the court."""
    assert why(LINH.model_copy(update={"agreements": agreed(code)})) == ""


def test_nobody_is_sued_for_twice() -> None:
    """Another proceeding keeps out; not knowing does not."""
    answers = {
        answer: why(LINH.model_copy(update={"for_lawyers": ForLawyers(other_proceedings=answer)}))
        for answer in (*Answer, None)
    }

    assert {answer for answer, reason in answers.items() if reason} == {Answer.YES}
    assert answers[Answer.YES] == "other_proceedings"


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("2007-11-22", False),
        ("2007-11-23", True),
        ("2008-02-29", True),
        ("2015", True),
        ("2015-05", True),
        ("2008?", True),
        ("2007", False),
        ("2007-11", False),
        ("1990-05-01", False),
        ("", False),
        ("none", False),
        ("sometime", False),
        ("../2015", False),
    ],
)
def test_a_child_is_under_nineteen_by_every_birthday_that_is_possible(text: str, minor: bool) -> None:
    """Nineteen on the birthday itself; a year alone tells when no day of it would do."""
    assert is_minor(born(text), today=TODAY) is minor
    assert why(born(text)) == ("minor_without_representative" if minor else "")
    assert why(born(text, representative="어머니")) == ""


def test_born_on_a_leap_day() -> None:
    """Nineteen on the first of March of a common year."""
    child = born("2008-02-29")

    assert [is_minor(child, today=date(2027, *day)) for day in ((2, 28), (3, 1))] == [True, False]


BY = {"matter_id": "m", "by": "park", "at": 9}
INVITED = Invited(matter_id="m", told_key="00", at=0)
SAYS_YES = LINH.model_copy(update={"for_lawyers": ForLawyers(other_proceedings=Answer.YES)})
MA, PA = (signed(Signer(name=name, relation="parent")) for name in ("Ma", "Pa"))


@pytest.mark.parametrize(
    ("file", "events", "reason"),
    [
        (LINH, (Left(day="2027-01-02", **BY),), "left_suit"),
        (LINH, (LeaveAsked(matter_id="m", at=9),), ""),
        (SAYS_YES, (), "other_proceedings"),
        (SAYS_YES, (Elsewhere(clear=True, **BY),), ""),
        (LINH, (Elsewhere(clear=False, **BY),), "other_proceedings"),
        (born("2015"), (MA,), "minor_without_representative"),
        (born("2015"), (MA, PA), ""),
    ],
)
def test_what_the_power_says_counts(file: ClaimFile, events: tuple[AppointmentEvent, ...], reason: str) -> None:
    """Who left stays out; what counsel cleared up about a suit elsewhere; a child whose parents both signed goes."""
    standing = standing_for((INVITED, *events), "m")

    assert left_out_because(file, status=Status.CHECKED, today=TODAY, standing=standing) == reason


def test_what_is_to_follow_never_excludes() -> None:
    """No evidence, no translation, no power of attorney, nothing about first knowledge."""
    bare = LINH.model_copy(update={"evidence": (), "for_lawyers": ForLawyers()})

    assert why(bare) == ""


@pytest.mark.parametrize(
    ("firm", "listed", "named"),
    [
        ("Firm One", "Firm One, Seoul", True),
        ("Firm One", "Firm Two; Firm One", True),
        ("firm  one", "Firm Two and FIRM ONE", True),
        ("Firm One", "Firm Two\nFirm One", True),
        ("법무법인 가람", "법무법인 나무 및 법무법인 가람 (서울)", True),
        ("Kim, Lee & Park", "Choi; Kim, Lee & Park", True),
        ("Firm One", "Firm One Hundred", False),
        ("Firm", "Firm One", False),
        ("One", "Firm One", False),
        (".*", "Firm One", False),
        ("", "Firm One", False),
        ("Firm One", "", False),
    ],
)
def test_a_firm_is_named_whole(firm: str, listed: str, named: bool) -> None:
    """PIPA art. 17(2)1: the recipient itself is told. A part of another firm's name is no name."""
    assert agreed_to_firm(LINH.agreements, firm=firm, firms_named={SHOWN: listed}) is named


def test_nobody_goes_to_a_firm_that_was_not_named_to_them() -> None:
    """Not known words name nobody; the last yes counts; where firms are not asked about nothing changes."""

    def why_for(file: ClaimFile, firms_named: dict[str, str] | None) -> str:
        return left_out_because(file, status=Status.CHECKED, today=TODAY, firm="Firm One", firms_named=firms_named)

    again = Agreement(code=AgreementCode.C4, version=1, language="vi", text_sha256="1" * 64, yes=True, at=2)
    twice = LINH.model_copy(update={"agreements": (*LINH.agreements, again)})

    assert why_for(LINH, {SHOWN: "Firm One"}) == ""
    assert why_for(LINH, {SHOWN: "Firm Two"}) == "no_agreement_for_firm"
    assert why_for(LINH, {}) == "no_agreement_for_firm"
    assert why_for(LINH, None) == ""
    assert why_for(twice, {SHOWN: "Firm One"}) == "no_agreement_for_firm"
    assert why_for(twice, {SHOWN: "Firm Two", "1" * 64: "Firm One"}) == ""
    assert why_for(LINH.model_copy(update={"agreements": agreed(AgreementCode.C4)}), {}) == "no_counsel_agreement"


def test_a_duplicate_and_whoever_is_kept_back_stay_out() -> None:
    """What the claim itself lacks is said first: that is what can be mended."""

    def out(file: ClaimFile = LINH, *, duplicate_of: str = "", kept_back: str = "") -> str:
        return left_out_because(
            file, status=Status.CHECKED, today=TODAY, duplicate_of=duplicate_of, kept_back=kept_back
        )

    assert out(duplicate_of="7K3M9Q4T") == "duplicate"
    assert out(kept_back="speak to her first") == "kept_back"
    assert out(duplicate_of="7K3M9Q4T", kept_back="why") == "duplicate"
    refused = LINH.model_copy(update={"agreements": agreed(AgreementCode.C8)})
    assert out(refused, duplicate_of="7K3M9Q4T", kept_back="why") == "no_court_agreement"
