"""One recovery sheet, frozen, as it is set on paper. This is where a share with everything written around it is a noun."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, kw_only=True)
class RecoverySheet:
    """Sheet `number` of `shares`; any `need` of them open the office again. `week` is the ISO week the set was made.

    `words`: the 33 words of the share, in order; `check_words`: the same on all sheets of one set; `dots`: the rows of its QR
    code, a character per dot, `1` where it is dark.
    """

    office: str
    day: date
    week: str
    number: int
    shares: int
    need: int
    check_words: tuple[str, ...]
    words: tuple[str, ...] = field(repr=False)
    dots: tuple[str, ...] = field(repr=False)
    reference: str = ""
