"""Who is a minor, judged today. This is where an age is a matter of law (Civil Act art. 4: of age at nineteen)."""

from datetime import date

from claims.errors import NotValid
from claims.model.claim_file import ClaimFile
from claims.rules.dates import read_date

ADULT = 19


def is_minor(file: ClaimFile, *, today: date) -> bool:
    """Under nineteen today by every birthday that is possible; an unknown one makes nobody a minor here, counsel sees that it is unknown.

    Born "2015" is a child whatever the day; born "2007" may be either, and is none.
    """
    try:
        born = date.fromisoformat(read_date(file.claimant.born).earliest_text)
    except (NotValid, ValueError):
        return False
    return (today.year - born.year) - ((today.month, today.day) < (born.month, born.day)) < ADULT
