"""Stamp sheet: which letters a court's stamps are made of, and the sheet of stamps without its page of letters.

Every run embeds only the letters it uses. Were they those of the labels alone, one exhibit would have other bytes in another bundle.
This is where the letters are gathered.
"""

import io
from string import Formatter

from pikepdf import Pdf

from claims.model.court_profile import ExhibitNumbers

_DIGITS = "0123456789"
# What a press sets that was not told of a court.
KOREAN_NUMBERS = ExhibitNumbers(shared="갑 제{main}호증", own="갑 제{main}호증의 {branch}")


def stamp_letters(numbers: ExhibitNumbers) -> str:
    """Every character that a stamp of this court can hold, each once, in order.

    >>> stamp_letters(ExhibitNumbers(shared="Ex. {main}", own="Ex. {main}-{branch}"))
    '-.0123456789Ex'
    """
    patterns = (numbers.shared, numbers.own, numbers.lettered_shared, numbers.lettered_own)
    fixed = "".join(text for pattern in patterns for text, *_ in Formatter().parse(pattern))
    return "".join(sorted({*fixed, *_DIGITS, *"".join(numbers.letters)} - {" "}))


def without_first_page(sheet: bytes) -> bytes:
    """The stamps without the page of letters before them; the same bytes for the same sheet."""
    with Pdf.open(io.BytesIO(sheet)) as pdf:
        del pdf.pages[0]
        target = io.BytesIO()
        pdf.save(target, deterministic_id=True)
        return target.getvalue()
