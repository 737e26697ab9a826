"""Forms about the ledger: which month, what a review found, what is exported and why. This is where they are read."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date

from claims.web.fields import ChoiceField, LongTextField, PageForm, QuestionForm
from claims.web.language import lazy_gettext as _l
from claims.web.reasons import ReasonForm


class ListField(ChoiceField):
    """A choice that is always shown as a list: a ledger has many months."""

    look = "select"


class MonthForm(QuestionForm):
    """Which month is looked at."""

    month: ListField


def month_form(months: Sequence[str]) -> type[MonthForm]:
    """The form offering these months."""

    class Offering(MonthForm):
        month = ListField(_l("Month"), choices=[(month, month) for month in months])

    return Offering


class ReviewForm(PageForm):
    """What was found. It goes into the ledger, sealed; that the month was looked at stands there in clear."""

    findings = LongTextField(
        _l("What you found"),
        hint=_l(
            "Leave it empty if nothing stood out. It goes into the ledger, sealed to those who hold the office's key."
        ),
        rows=8,
        longest=4000,
    )


class ExportForm(ReasonForm):
    """Which lines leave, and why."""

    month: ListField

    @property
    def days(self) -> tuple[date | None, date | None]:
        """The first and the last day of the chosen month; (None, None) for all lines."""
        if not self.month.data:
            return None, None
        first = date.fromisoformat(f"{self.month.data}-01")
        return first, first.replace(day=monthrange(first.year, first.month)[1])


def export_form(months: Sequence[str]) -> type[ExportForm]:
    """The form offering these months."""

    class Offering(ExportForm):
        month = ListField(_l("Which lines"), choices=[(month, month) for month in months], unknown=_l("All lines"))

    return Offering
