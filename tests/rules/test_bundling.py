"""Who may go into a bundle: each exclusion alone, and what never excludes."""

from datetime import date

import pytest

from claims.model.claim_file import Agreement, ClaimFile, ForLawyers, Representative
from claims.model.vocabulary import AgreementCode, Answer, Status
from claims.rules.bundling import GOES, is_minor, left_out_because
from tests.cast import LINH, agreed

TODAY = date(2026, 11, 22)


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


def test_what_is_to_follow_never_excludes() -> None:
    """No evidence, no translation, no power of attorney, nothing about first knowledge."""
    bare = LINH.model_copy(update={"evidence": (), "for_lawyers": ForLawyers()})

    assert why(bare) == ""
