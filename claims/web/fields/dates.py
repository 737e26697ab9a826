"""Dates as people remember them: a day, a month, a year, each of which may be forgotten.

Data is EDTF text: `2015-03-02`, `2015-03`, `2015`. Whatever was typed stays in the boxes, sense or nonsense.
This is where three boxes become one date.
"""

import re
from datetime import UTC, date, datetime
from typing import Any

from wtforms import Form
from wtforms.utils import unset_value
from wtforms.validators import ValidationError

from claims.web.dates import box_order, month_names
from claims.web.fields.asked import Asked
from claims.web.language import current_language
from claims.web.language import lazy_gettext as _l
from claims.web.typing_marks import plain_number, showable

YEARS = range(1900, 2101)
DID_NOT_HAPPEN = "none"
BOXES = ("day", "month", "year")
_SHOWABLE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d\d))?)?[?~%]?")

_ONLY_FIGURES = _l("Please write day and year in figures, for example 2 and 2015. Leave empty what you don't remember.")
_NO_SUCH_YEAR = _l("Please write the year of the international calendar with four digits, for example 2015.")
_NO_SUCH_MONTH = _l("Please choose the month from the list, or leave it if you don't remember.")
_NO_SUCH_DAY = _l("There is no such day in that month. Please look at the day again, or leave it empty.")
_YEAR_MISSING = _l("Please add the year, even if you are only fairly sure. If you don't remember it, leave all empty.")
_MONTH_MISSING = _l("Please choose the month too, or leave the day empty.")
_BOTH = _l("You gave a date and also ticked that this did not happen. Please keep one of the two.")
_NOT_YET = _l("This day has not come yet. Please look at the year again.")


def _number(text: str, *, otherwise: object) -> int:
    plain = plain_number(text)
    if not re.fullmatch(r"[0-9]{1,4}", plain):
        raise ValidationError(otherwise)
    return int(plain)


def edtf_of_boxes(day: str, month: str, year: str) -> str | None:
    """EDTF text of three typed boxes, None when all are empty. ValidationError with a sentence when it is no date."""
    if not (day or month or year):
        return None
    if not year:
        raise ValidationError(_YEAR_MISSING)
    years = _number(year, otherwise=_ONLY_FIGURES)
    if years not in YEARS:
        raise ValidationError(_NO_SUCH_YEAR)
    if not month:
        if day:
            raise ValidationError(_MONTH_MISSING)
        return f"{years:04}"
    months = _number(month, otherwise=_NO_SUCH_MONTH)
    if not 1 <= months <= 12:
        raise ValidationError(_NO_SUCH_MONTH)
    if not day:
        return f"{years:04}-{months:02}"
    try:
        return date(years, months, _number(day, otherwise=_ONLY_FIGURES)).isoformat()
    except ValueError as error:
        if isinstance(error, ValidationError):
            raise
        raise ValidationError(_NO_SUCH_DAY) from None


class TripDateField(Asked):
    """The day of an entry or exit. Data: EDTF text, None when nothing is remembered, "none" when it did not happen.

    Boxes are `<name>-day`, `<name>-month`, `<name>-year`; with `may_not_happen=<the words>` also the tick
    `<name>-none`. A kept date that boxes cannot show (a season, an interval) is not lost while the boxes stay empty.
    """

    look = "date"

    def __init__(self, label: object, *, may_not_happen: object = "", **asked: Any) -> None:
        super().__init__(label, **asked)
        self.may_not_happen = may_not_happen
        self.boxes = dict.fromkeys(BOXES, "")
        self.ticked_none = False

    @property
    def first_box(self) -> str:
        """The id the error summary links to."""
        return f"{self.id}-{self.box_order[0]}"

    @property
    def box_order(self) -> tuple[str, ...]:
        """The three boxes in the order of the page's language."""
        return box_order(current_language())

    @property
    def months(self) -> list[tuple[str, str]]:
        """Number and name of each month in the page's language, and whatever else was posted as a month."""
        known = [(str(number), name) for number, name in month_names(current_language())]
        typed = self.boxes["month"]
        return known if not typed or typed in dict(known) else [*known, (typed, typed)]

    def process_data(self, value: str | None) -> None:
        """Show a kept date in the boxes."""
        self.data = value or None
        self.ticked_none = value == DID_NOT_HAPPEN
        found = _SHOWABLE.fullmatch(value or "")
        year, month, day = found.groups(default="") if found else ("", "", "")
        self.boxes = {"day": day.lstrip("0"), "month": month.lstrip("0"), "year": year}

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        """Read the boxes; the date itself is made in pre_validate, where a refusal is a sentence under the question."""
        super().process(None, data, extra_filters)
        if formdata is not None:
            self.raw_data: list[str] = []
            self._kept = None if any(self.boxes.values()) or self.ticked_none else self.data
            self.boxes = {box: showable(formdata.get(f"{self.name}-{box}") or "").strip() for box in BOXES}
            month = plain_number(self.boxes["month"]).lstrip("0")
            self.boxes["month"] = month if month in dict(self.months) else self.boxes["month"]
            self.ticked_none = bool(self.may_not_happen) and f"{self.name}-none" in formdata
            self.data = None

    def pre_validate(self, form: Form) -> None:
        """Make the date, or say what to do."""
        if self.ticked_none:
            if any(self.boxes.values()):
                raise ValidationError(_BOTH)
            self.data = DID_NOT_HAPPEN
        else:
            self.data = edtf_of_boxes(**self._plain_boxes()) or self._kept

    def _plain_boxes(self) -> dict[str, str]:
        return {box: plain_number(typed) or typed for box, typed in self.boxes.items()}


class BirthDateField(TripDateField):
    """A birthday, or as much of it as is known. Data: EDTF text, "" when nothing is known. Never after today."""

    def process_data(self, value: str | None) -> None:
        """As a trip's date, but blank is "" as in claim_file.Claimant.born."""
        super().process_data(value)
        self.data = value or ""

    def pre_validate(self, form: Form) -> None:
        """A birthday cannot lie ahead."""
        super().pre_validate(form)
        self.data = self.data or ""
        if self.data > datetime.now(UTC).date().isoformat():
            raise ValidationError(_NOT_YET)
