"""What every question has: a hint, a sentence for when it must be answered, numbers that may not be held.

This is where an answer is refused for being absent or forbidden, whatever kind of field it is.
"""

from typing import Any

from wtforms import Form
from wtforms.fields import Field
from wtforms.validators import StopValidation, ValidationError

from claims.rules.forbidden import contains_resident_number
from claims.web.language import lazy_gettext as _l
from claims.web.typing_marks import showable

RESIDENT_NUMBER_WORDS = _l(
    "Please take out the resident registration number (13 digits). The law does not let us keep it. "
    "Everything else stays as you wrote it."
)


class Answered:
    """Refuses an empty answer with the sentence given; later rules then stay silent."""

    field_flags = {"required": True}

    def __init__(self, sentence: object) -> None:
        self.sentence = sentence

    def __call__(self, form: Form, field: Field) -> None:
        """`False` is an answer of a tick, and an absent one here."""
        if not field.data and not field.errors:
            raise StopValidation(self.sentence)


class NoResidentNumber:
    """Refuses text that holds a Korean resident registration number (rules/forbidden.py says what that is)."""

    def __call__(self, form: Form, field: Field) -> None:
        """Says so once, and keeps what was typed for the person to correct; nothing of it is stored."""
        if field.data and contains_resident_number(field.data):
            raise ValidationError(RESIDENT_NUMBER_WORDS)


class Asked(Field):
    """A question. `look` tells parts/forms.html which markup it gets; `hint` stands under the label.

    `validators` run after `required`. Everything after the label is by keyword.
    """

    look = "line"

    def __init__(
        self,
        label: object,
        *,
        hint: object = "",
        required: object = "",
        validators: tuple[Any, ...] = (),
        **given_by_form: Any,
    ) -> None:
        first = (Answered(required),) if required else ()
        super().__init__(label, (*first, *validators), description=hint, **given_by_form)

    @property
    def typed(self) -> str:
        """What stands in the box: what was typed as it was typed, as far as a page can carry it, else the kept value."""
        if getattr(self, "raw_data", None):
            return showable(str(self.raw_data[0]))
        return "" if self.data is None else str(self.data)
