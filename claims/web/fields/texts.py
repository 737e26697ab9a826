"""Typed text: one line, many lines, a receipt's code, a passphrase.

This is where a line is trimmed and a long account is left exactly as it was written.
"""

import unicodedata
from typing import Any

from wtforms import Form
from wtforms.validators import StopValidation, ValidationError

from claims.rules.references import cleaned
from claims.web.fields.asked import Asked, NoResidentNumber
from claims.web.language import lazy_gettext as _l
from claims.web.typing_marks import has_bidi_override, has_control

LONGEST_LINE = 200
LONGEST_ACCOUNT = 20_000
# Composing joins at most four signs into one. What is longer than that is refused as too long anyway, and is not touched
# before: composing a long row of marks takes time that grows with the square of its length.
MOST_SIGNS_EACH = 4
STRANGE_SIGNS = _l("There are signs in this answer that cannot be shown. Please type it by hand instead of pasting it.")
TURNING_SIGNS = _l(
    "There is an invisible sign in this answer that turns the order of letters around. "
    "Please type it by hand instead of pasting it."
)


class ShortTextField(Asked):
    """One line. Data: text in NFC without blanks at its ends, "" when empty; at most `longest` characters.

    Control characters and bidi overrides are refused with a sentence; resident numbers too, unless `any_number=True`.
    `latin=True` keeps the box left to right inside right-to-left pages (passport letters, numbers, addresses).
    """

    def __init__(
        self,
        label: object,
        *,
        longest: int = LONGEST_LINE,
        any_number: bool = False,
        latin: bool = False,
        autocomplete: str = "off",
        inputmode: str = "",
        validators: tuple[Any, ...] = (),
        **asked: Any,
    ) -> None:
        rules = validators if any_number else (NoResidentNumber(), *validators)
        super().__init__(label, validators=rules, **asked)
        self.longest, self.latin = longest, latin
        self.autocomplete, self.inputmode = autocomplete, inputmode

    def process_formdata(self, valuelist: list[str]) -> None:
        """Trim and compose; no letter is changed."""
        typed = valuelist[0].strip() if valuelist else ""
        self.data = typed if self.is_far_too_long(typed) else self.composed(typed)

    def composed(self, typed: str) -> str:
        """What was typed, in the form in which it is kept."""
        return unicodedata.normalize("NFC", typed)

    def is_far_too_long(self, typed: str) -> bool:
        """Is it so long that no composing makes it fit?"""
        return len(typed) > MOST_SIGNS_EACH * self.longest

    def pre_validate(self, form: Form) -> None:
        """Refuse what is too long (and then look no further) or cannot be shown."""
        text = self.data or ""
        if len(text) > self.longest:
            raise StopValidation(
                _l("Please make this answer shorter: at most %(most)d characters fit here.", most=self.longest)
            )
        if has_control(text):
            raise ValidationError(STRANGE_SIGNS)
        if has_bidi_override(text):
            raise ValidationError(TURNING_SIGNS)


class LongTextField(Asked):
    """Many lines, verbatim: only line ends become `\\n`. Data: text, "" when empty; at most `longest` characters.

    What a person writes here may be read in court, so nothing is trimmed, composed or corrected.
    """

    look = "area"

    def __init__(
        self,
        label: object,
        *,
        longest: int = LONGEST_ACCOUNT,
        rows: int = 8,
        validators: tuple[Any, ...] = (),
        **asked: Any,
    ) -> None:
        super().__init__(label, validators=(NoResidentNumber(), *validators), **asked)
        self.longest, self.rows = longest, rows

    def process_formdata(self, valuelist: list[str]) -> None:
        """Line ends only."""
        self.data = valuelist[0].replace("\r\n", "\n").replace("\r", "\n") if valuelist else ""

    def pre_validate(self, form: Form) -> None:
        """Refuse what is too long, by how much (and then look no further), or cannot be printed."""
        text = self.data or ""
        if len(text) > self.longest:
            raise StopValidation(
                _l(
                    "This text has %(has)d characters; %(most)d fit here. Please shorten it, or add the rest as a file.",
                    has=len(text),
                    most=self.longest,
                )
            )
        if has_control(text, allowed="\n\t"):
            raise ValidationError(STRANGE_SIGNS)


class ReceiptCodeField(ShortTextField):
    """A reference or code copied from a receipt, in any script's digits, with or without hyphens and blanks.

    Data: capitals and digits only, O read as 0, I and L as 1. Whether it is right is for rules/references.py.
    """

    def __init__(self, label: object, *, longest: int = 100, **asked: Any) -> None:
        super().__init__(label, longest=longest, any_number=True, latin=True, **asked)

    def composed(self, typed: str) -> str:
        """As it was printed."""
        return cleaned(typed)


class PassphraseField(ShortTextField):
    """A member's passphrase: never shown again, not even after a refusal; blanks between words are made one."""

    look = "secret"

    def __init__(self, label: object, **asked: Any) -> None:
        super().__init__(label, any_number=True, autocomplete="current-password", **asked)

    def composed(self, typed: str) -> str:
        """Words, each one blank apart."""
        return " ".join(super().composed(typed).split())
