"""Fields of the registry's forms: lists of short names, whole numbers, long words. This is where a box becomes a key of a file."""

import re
from typing import Any

from wtforms import Form
from wtforms.validators import ValidationError

from claims.web.fields import ChoiceField, LongTextField, ShortTextField
from claims.web.language import lazy_gettext as _l
from claims.web.typing_marks import plain_number, showable

LONGEST_TEXT = 4000
_BETWEEN = re.compile(r"[,;\s、，]+")


class TextField(ShortTextField):
    """One line of the registry: it is public and holds no claimant's words, so any number may stand in it."""

    def __init__(self, label: object, *, longest: int = 400, **asked: Any) -> None:
        super().__init__(label, longest=longest, any_number=True, **asked)


class CodeField(TextField):
    """A short name, a date as EDTF, an address: left to right on every page."""

    def __init__(self, label: object, *, longest: int = 400, **asked: Any) -> None:
        super().__init__(label, longest=longest, latin=True, **asked)


class NamesField(CodeField):
    """Several short names in one box, commas between them. Value: list of texts."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Split at commas and blanks, whichever the keyboard has."""
        typed = valuelist[0].strip() if valuelist else ""
        self.data: Any = [name for name in _BETWEEN.split(typed) if name]

    def pre_validate(self, form: Form) -> None:
        """As every line, looked at as it was typed."""
        names, self.data = self.data, " ".join(self.data or ())
        try:
            super().pre_validate(form)
        finally:
            self.data = names

    @property
    def typed(self) -> str:
        """As it was typed, else the kept names with commas."""
        if self.raw_data:
            return showable(str(self.raw_data[0]))
        return ", ".join(self.data or ())


class WholeField(CodeField):
    """A whole number, or nothing."""

    def __init__(self, label: object, **asked: Any) -> None:
        super().__init__(label, longest=12, inputmode="numeric", **asked)

    def process_formdata(self, valuelist: list[str]) -> None:
        """The figure, in whichever script's digits; what is none is refused in pre_validate."""
        typed = plain_number(valuelist[0]) if valuelist else ""
        self.data: Any = int(typed) if re.fullmatch(r"[0-9]{1,9}", typed) else typed or None

    def pre_validate(self, form: Form) -> None:
        """Refuse what is no figure."""
        if isinstance(self.data, str):
            raise ValidationError(_l("Please write a whole number in figures, or leave it empty."))


class WordsField(LongTextField):
    """Some sentences of the registry in one language. Blanks at the ends are dropped."""

    def __init__(self, label: object, *, rows: int = 3, **asked: Any) -> None:
        super().__init__(label, longest=LONGEST_TEXT, rows=rows, **asked)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Line ends only, and no blanks around."""
        super().process_formdata(valuelist)
        self.data = (self.data or "").strip()


class OneOfField(ChoiceField):
    """One of a list, where nothing chosen is an answer of its own and stands chosen at first."""

    @property
    def answered_unknown(self) -> bool:
        """Nothing else was chosen."""
        return not self.typed
