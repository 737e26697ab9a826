"""The task list: what has been answered, in words. This is where the whole journey is one page."""

from dataclasses import dataclass
from typing import Literal

from claims.desks.intake.results import answers_of
from claims.errors import NotValid
from claims.model.claim_file import ClaimFile
from claims.model.vocabulary import AgreementCode, Result
from claims.rules.agreements import ASKED, latest, latest_answer
from claims.web.language import gettext as _
from claims.web.language import ngettext

Mark = Literal["done", "begun", "open"]
INSIDE = (Result.INSIDE, Result.INSIDE_FLAGGED)


@dataclass(frozen=True)
class Step:
    """One line of the list: the page, its words, how far it is, and what is in it so far."""

    page: str
    words: str
    mark: Mark
    so_far: str


def steps_of(file: ClaimFile) -> list[Step]:
    """The seven pages of a claim in the order in which they are offered; every one may be taken first."""
    return [
        Step("agreements", _("What we may do with your information"), _agreements_mark(file), _agreements(file)),
        Step("person", _("Who you are"), _person_mark(file), file.claimant.name or file.claimant.name_latin),
        Step("trips", _("Your trips"), "done" if file.records else "open", _trips(file)),
        Step("account", _("What you were told and asked then"), _seen(file, "account"), ""),
        Step("lawyers", _("For your lawyers only"), _seen(file, "lawyers"), ""),
        Step("evidence", _("Files (if you have any)"), "done" if file.evidence else "open", _files(file)),
        Step("contact", _("How we may reach you (if you want)"), _seen(file, "contact"), ""),
    ]


def _seen(file: ClaimFile, page: str) -> Mark:
    return "done" if page in file.visited else "open"


def _agreements_mark(file: ClaimFile) -> Mark:
    if not file.agreements:
        return "open"
    return (
        "done"
        if latest_answer(file.agreements, AgreementCode.C1) and len(latest(file.agreements)) == len(ASKED)
        else "begun"
    )


def _agreements(file: ClaimFile) -> str:
    answered = latest(file.agreements)
    yes = sum(1 for each in answered.values() if each.yes)
    return _("%(yes)s of %(all)s answered yes", yes=yes, all=len(ASKED)) if answered else ""


def _person_mark(file: ClaimFile) -> Mark:
    if "person" not in file.visited:
        return "open"
    return "done" if file.claimant.name or file.claimant.name_latin else "begun"


def _trips(file: ClaimFile) -> str:
    if not file.records:
        return ""
    count = ngettext("%(num)s trip", "%(num)s trips", len(file.records))
    if not file.results_shown:
        return count
    try:
        inside = {answer.number for answer in answers_of(file) if answer.result in INSIDE}
    except NotValid:
        return count
    found = ngettext("%(num)s inside a range", "%(num)s inside a range", len(inside))
    return _("%(first)s, %(last)s", first=count, last=found)


def _files(file: ClaimFile) -> str:
    return ngettext("%(num)s file", "%(num)s files", len(file.evidence)) if file.evidence else ""
