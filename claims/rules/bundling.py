"""Who may go into a bundle, and why somebody may not. This is where a lawyer's exclusions are ruled.

"Nobody goes to court without having agreed that the Ministry will see it; nobody is sued for twice; a child goes with a representative.
Missing translation or notarisation never excludes: it is to follow."
"""

from datetime import date

from claims.errors import NotValid
from claims.model.claim_file import ClaimFile
from claims.model.vocabulary import Answer, Status
from claims.rules.agreements import may_go_to_counsel, may_go_to_court
from claims.rules.dates import read_date

ADULT = 19
GOES = frozenset({Status.CHECKED, Status.SIGNED, Status.FILED})


def left_out_because(file: ClaimFile, *, status: Status, today: date) -> str:
    """The reason code for which this claim stays out of a bundle made today, or "" when it may go.

    >>> left_out_because(ClaimFile(language="ko"), status=Status.CHECKED, today=date(2026, 11, 22))
    'no_counsel_agreement'
    """
    if status is Status.WITHDRAWN:
        return "withdrawn"
    if status not in GOES:
        return "not_checked"
    if not may_go_to_counsel(file.agreements):
        return "no_counsel_agreement"
    if not may_go_to_court(file.agreements):
        return "no_court_agreement"
    if file.for_lawyers.other_proceedings is Answer.YES:
        return "other_proceedings"
    if is_minor(file, today=today) and not file.claimant.representative.name:
        return "minor_without_representative"
    return ""


def is_minor(file: ClaimFile, *, today: date) -> bool:
    """Under nineteen today by every birthday that is possible; an unknown one makes nobody a minor here, counsel sees that it is unknown.

    Born "2015" is a child whatever the day; born "2007" may be either, and is none.
    """
    try:
        born = date.fromisoformat(read_date(file.claimant.born).earliest_text)
    except (NotValid, ValueError):
        return False
    return (today.year - born.year) - ((today.month, today.day) < (born.month, born.day)) < ADULT
