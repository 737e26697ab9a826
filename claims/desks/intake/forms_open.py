"""Forms of the pages before and around a claim: check, begin, receipt, come back, leave nothing behind.

This is where a stranger's answers are read; nothing of them is kept by a form.
"""

from wtforms import HiddenField
from wtforms.validators import ValidationError

from claims.desks.intake.choices import CAPACITY_CHOICES, CHANNEL_CHOICES
from claims.errors import NotValid
from claims.model.vocabulary import Capacity, Channel
from claims.rules.references import CODE_LENGTH, REFERENCE_LENGTH, check_text
from claims.web.fields import (
    BirthDateField,
    ChoiceField,
    CountryField,
    PageForm,
    ReceiptCodeField,
    TripDateField,
    YesNoDontKnowField,
)
from claims.web.language import lazy_gettext as _l
from claims.web.wording import said

NO_ENTRY = _l("I did not enter Korea on this trip")
NO_EXIT = _l("I have not left Korea since")
DATE_HINT = _l("As much as you remember. A year alone is enough.")


class CheckForm(PageForm):
    """One trip of somebody who says nothing else."""

    passport = CountryField(
        _l("Which passport or travel document did you show on this trip?"),
        hint=_l("The passport you showed decides, not your nationality today."),
    )
    entered = TripDateField(_l("When did you enter Korea?"), hint=DATE_HINT, may_not_happen=NO_ENTRY)
    exited = TripDateField(_l("When did you leave Korea?"), hint=DATE_HINT, may_not_happen=NO_EXIT)
    born = BirthDateField(
        _l("When were you born?"),
        hint=_l("You may skip this. The law had another rule for people under 17, so it can matter."),
    )
    channel_in = ChoiceField(
        _l("How did you pass the border control when you entered?"),
        hint=_l("You may skip this."),
        choices=CHANNEL_CHOICES,
        make=Channel,
    )
    channel_out = ChoiceField(
        _l("How did you pass the border control when you left?"),
        hint=_l("You may skip this."),
        choices=CHANNEL_CHOICES,
        make=Channel,
    )
    capacity = ChoiceField(
        _l("How did you travel?"), hint=_l("You may skip this."), choices=CAPACITY_CHOICES, make=Capacity
    )
    holds_korean = YesNoDontKnowField(
        _l("Do you hold Korean nationality, also beside another one?"), hint=_l("You may skip this.")
    )


class BeginForm(PageForm):
    """Only the token: a person wants to begin."""


class ReceiptForm(PageForm):
    """The receipt is shown once more with each refusal, so the page itself carries its code; no address or log does."""

    code = HiddenField()
    last_four = ReceiptCodeField(
        _l("Type the last four characters of the code"),
        hint=_l("From your paper or wherever you keep it, to be sure that it was copied well."),
        required=_l("Please look at your copy of the code and type its last four characters."),
    )

    def validate_last_four(self, field: ReceiptCodeField) -> None:
        """They must be those of the code."""
        if field.data != (self.code.data or "")[-4:]:
            raise ValidationError(
                _l(
                    "These are not the last four characters of the code. Please compare your copy with it, group by group."
                )
            )


class NoteForm(PageForm):
    """The receipt's code once more, to be saved as a text file."""

    code = HiddenField()


class ComeBackForm(PageForm):
    """Reference and code of a receipt."""

    reference = ReceiptCodeField(
        _l("Reference"), hint=_l("8 letters and digits"), required=_l("Please type the reference from your receipt.")
    )
    code = ReceiptCodeField(
        _l("Secret code"), hint=_l("24 letters and digits"), required=_l("Please type the code from your receipt.")
    )

    def validate_reference(self, field: ReceiptCodeField) -> None:
        """A slip of the pen is told before anything is looked up."""
        _check_signs(field.data, length=REFERENCE_LENGTH)

    def validate_code(self, field: ReceiptCodeField) -> None:
        """As the reference."""
        _check_signs(field.data, length=CODE_LENGTH)


def _check_signs(text: str, *, length: int) -> None:
    try:
        check_text(text, length=length)
    except NotValid as refusal:
        raise ValidationError(said(refusal.reason, among="refusals")) from None
