"""Chosen answers: one of a few, one of many, a tick, several ticks. "I don't know" is always one of them.

This is where a posted code is compared with the list it must come from.
"""

from collections.abc import Callable, Iterable
from typing import Any

from wtforms import Form
from wtforms.validators import ValidationError

from claims.model.vocabulary import Answer
from claims.web.countries import country_choices, frequent_countries, place_choices
from claims.web.fields.asked import Asked
from claims.web.language import current_language
from claims.web.language import lazy_gettext as _l
from claims.web.ports import port_choices

Choice = tuple[str, object]
DONT_KNOW = _l("I don't know")
DONT_REMEMBER = _l("I don't remember")
NOT_ONE_OF_THESE = _l("Please choose one of the answers in the list.")
MANY = 7


class ChoiceField(Asked):
    """One of `choices`, pairs of code and words (or a callable that gives them). Up to seven show as radio buttons.

    Data: `make(code)` — an enum member when `make` is the enum — or None when unanswered. `unknown` adds, as the last
    radio button or the first line of the list, an answer that stands for None: "I don't remember".
    """

    def __init__(
        self,
        label: object,
        *,
        choices: Iterable[Choice] | Callable[[], Iterable[Choice]],
        make: Callable[[str], object] = str,
        unknown: object = DONT_REMEMBER,
        **asked: Any,
    ) -> None:
        super().__init__(label, **asked)
        self._choices, self._make, self.unknown = choices, make, unknown

    @property
    def choices(self) -> list[tuple[str, object]]:
        """Pairs of code and words, in the order shown."""
        found = self._choices() if callable(self._choices) else self._choices
        return [(str(code), words) for code, words in found]

    @property
    def frequent(self) -> list[tuple[str, object]]:
        """The choices shown once more on top of a long list."""
        return []

    @property
    def look(self) -> str:  # type: ignore[override]  # the markup follows from the length of the list
        """`radios` for a few, `select` for many."""
        return "radios" if len(self.choices) <= MANY else "select"

    @property
    def answered_unknown(self) -> bool:
        """Was the unknown answer chosen on this page (and not merely left alone)?"""
        return bool(self.raw_data) and self.raw_data[0] == ""

    def process_formdata(self, valuelist: list[str]) -> None:
        """A code of the list as a value; None for the unknown answer and for anything else."""
        code = valuelist[0] if valuelist else ""
        self.data = self._make(code) if code in dict(self.choices) else None

    def pre_validate(self, form: Form) -> None:
        """Refuse a code that is not in the list; it stays in the box."""
        code = (
            str(self.raw_data[0]) if self.raw_data else self.typed
        )  # as sent: what cannot be shown is no choice either
        if code and code not in dict(self.choices):
            raise ValidationError(NOT_ONE_OF_THESE)


class YesNoDontKnowField(ChoiceField):
    """A question of fact. Data: an Answer, or None when it was skipped."""

    def __init__(self, label: object, **asked: Any) -> None:
        words = ((Answer.YES, _l("Yes")), (Answer.NO, _l("No")), (Answer.DONT_KNOW, DONT_KNOW))
        super().__init__(label, choices=words, make=Answer, unknown="", **asked)


class CountryField(ChoiceField):
    """A nationality or the country of a passport. Data: ICAO 9303 code (`KOR`, `D`, `XXA`), or None."""

    listed = staticmethod(country_choices)

    def __init__(self, label: object, **asked: Any) -> None:
        super().__init__(label, choices=lambda: self.listed(current_language()), **asked)

    @property
    def frequent(self) -> list[tuple[str, object]]:
        """The countries most people come from, above the whole list."""
        return [*frequent_countries(current_language())]


class PlaceField(CountryField):
    """The country where somebody is: no travel document is a place. Data: ICAO 9303 code (`KOR`, `D`), or None."""

    listed = staticmethod(place_choices)


class PortField(ChoiceField):
    """An airport, sea port or crossing. Data: its code, "other", or None when not remembered."""

    def __init__(self, label: object, **asked: Any) -> None:
        super().__init__(label, choices=lambda: port_choices(current_language()), **asked)


class TickField(Asked):
    """One box to tick. Data: True or False; never ticked beforehand unless it was kept so."""

    look = "tick"

    def process_formdata(self, valuelist: list[str]) -> None:
        """A tick is sent, no tick is not."""
        self.data = bool(valuelist)


class TicksField(ChoiceField):
    """Any number of `choices`. Data: list of `make(code)`, in the order of the list."""

    look = "ticks"

    def __init__(self, label: object, **asked: Any) -> None:
        super().__init__(label, unknown="", **asked)

    @property
    def typed_codes(self) -> list[str]:
        """The codes ticked on the page."""
        kept: Any = self.data or ()
        return list(self.raw_data) if self.raw_data else [str(value) for value in kept]

    def process_formdata(self, valuelist: list[str]) -> None:
        """Those of the list that were ticked."""
        self.data = [self._make(code) for code, _ in self.choices if code in valuelist]

    def pre_validate(self, form: Form) -> None:
        """Refuse codes that are not in the list."""
        if not set(self.typed_codes) <= set(dict(self.choices)):
            raise ValidationError(NOT_ONE_OF_THESE)
