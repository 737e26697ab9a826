"""Forms about keeping and destroying one claim. This is where counsel's reason and day are read."""

from datetime import date

from wtforms import HiddenField

from claims.desks.matters.forms_matter import WholeDayField
from claims.rules.retention import week_of_day
from claims.web.fields import LongTextField, PageForm, TickField
from claims.web.language import lazy_gettext as _l


class HoldForm(PageForm):
    """Why a claim may not be destroyed yet, and until when."""

    reason = LongTextField(
        _l("Why must this claim be kept?"),
        hint=_l(
            "For example: the suit is pending, or a law orders it. The reason lies sealed, here and in the ledger."
        ),
        rows=3,
        longest=2000,
        required=_l("Please write why this claim must be kept."),
    )
    until = WholeDayField(
        _l("Until which day?"),
        hint=_l("The hold ends with the week of that day, at most five years from now. You can set another one then."),
        required=_l("Please give the day until which the claim must be kept."),
    )

    @property
    def week(self) -> str:
        """The ISO week in which the hold ends."""
        return week_of_day(date.fromisoformat(str(self.until.data)))


class EndHoldForm(PageForm):
    """Which hold is over, counted from 1."""

    number = HiddenField()

    @property
    def which(self) -> int:
        """0 where the page does not say, which is no hold."""
        text = str(self.number.data)
        return int(text) if text.isdecimal() and len(text) < 4 else 0


class EraseForm(PageForm):
    """Counsel's decision that a withdrawn claim is destroyed."""

    decided = TickField(
        _l("I have decided that nothing forbids destroying this claim"),
        required=_l("Please tick that you have decided it. Nobody can bring the claim back."),
    )
