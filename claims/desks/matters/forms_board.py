"""Forms of the board and of what counsel notes on a power. This is where counsel's answers about appointments are read."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from wtforms import HiddenField

from claims.desks.matters.forms_matter import WholeDayField
from claims.desks.matters.forms_order import ANY, ListField
from claims.rules.board import STAGES, Shown
from claims.web.countries import country_name
from claims.web.fields import ChoiceField, LongTextField, PageForm, QuestionForm, ShortTextField
from claims.web.language import lazy_gettext as _l
from claims.web.wording_board import COURT_STEPS, MISSING, NOTARISATIONS, REFUSED_BECAUSE
from claims.web.wording_board import STAGES as STAGE_WORDS
from claims.web.wording_desks import language_name

ONLY = _l("Only these")
EVERYBODY = _l("Everybody")
SILENT_DAYS = (3, 7, 14, 30)
CHOOSE = _l("Please choose one.")


class BoardForm(QuestionForm):
    """Which claims of the board are looked at. `board_form` adds the languages and countries that occur."""

    stage = ListField(_l("Stage"), choices=[(stage, STAGE_WORDS[stage]) for stage in STAGES], unknown=ANY)
    missing = ListField(_l("Missing"), choices=tuple(MISSING.items()), unknown=ANY)
    spoken: ListField
    country: ListField
    older = ListField(_l("Signed an earlier offer"), choices=(("yes", ONLY),), unknown=EVERYBODY)
    elsewhere = ListField(_l("Party elsewhere"), choices=(("yes", ONLY),), unknown=EVERYBODY)
    orders = ListField(_l("A court's order is open"), choices=(("yes", ONLY),), unknown=EVERYBODY)
    silent = ListField(
        _l("Not reminded for"),
        choices=[(str(days), _l("%(count)s days or more", count=days)) for days in SILENT_DAYS],
        unknown=ANY,
    )

    @property
    def asked(self) -> dict[str, str]:
        """What is asked for, by the fields' names; an answer that is not in its list asks for nothing."""
        return {field.name: str(field.data) for field in self if field.data}

    @property
    def shown(self) -> Shown:
        """The same as the rule takes it."""
        asked = self.asked
        return Shown(
            stage=asked.get("stage", ""),
            language=asked.get("spoken", ""),
            country=asked.get("country", ""),
            missing=asked.get("missing", ""),
            older="older" in asked,
            elsewhere="elsewhere" in asked,
            orders="orders" in asked,
            silent=int(asked.get("silent", "0")),
        )


def board_form(*, languages: Iterable[str], countries: Iterable[str]) -> type[BoardForm]:
    """The form with the languages and countries that occur."""
    spoken_ones, lands = _named(languages, language_name), _named(countries, country_name)

    class Offering(BoardForm):
        spoken = ListField(_l("Language"), choices=spoken_ones, unknown=ANY)
        country = ListField(_l("Where they are"), choices=lands, unknown=ANY)

    return Offering


def _named(codes: Iterable[str], name: Callable[[str], str]) -> list[tuple[str, object]]:
    return sorted(((code, name(code)) for code in set(codes) if code), key=lambda pair: str(pair[1]))


class SigningForm(PageForm):
    """A note on one signature, named by a hidden field."""

    signing = HiddenField()


class StampForm(SigningForm):
    """The bar association's number on a power."""

    number = ShortTextField(
        _l("Number of the bar association's stamp"), longest=40, required=_l("Please write the number of the stamp.")
    )


class NotariseForm(SigningForm):
    """How it stands with the notary of a power."""

    state = ChoiceField(
        _l("Notary, apostille or consulate"), choices=tuple(NOTARISATIONS.items()), unknown="", required=CHOOSE
    )
    done_on = WholeDayField(_l("Done on"), hint=_l("Leave empty what is not known."))


class RefuseForm(SigningForm):
    """Why a signature cannot be used."""

    why = ChoiceField(
        _l("Why can it not be used?"),
        hint=_l("The claimant is told in their language and asked to sign again. What was signed is kept and marked."),
        choices=tuple(REFUSED_BECAUSE.items()),
        unknown="",
        required=CHOOSE,
    )


class OrderedForm(PageForm):
    """A correction order or a withdrawal that concerns this claimant."""

    what = ChoiceField(_l("What did the court order?"), choices=tuple(COURT_STEPS.items()), unknown="", required=CHOOSE)
    due = WholeDayField(_l("By which day?"), required=_l("Please give the day by which it must be answered."))
    words = LongTextField(
        _l("In your words"), hint=_l("For colleagues on this matter; it lies sealed."), rows=2, longest=2000
    )


class AnsweredForm(PageForm):
    """An order was answered; which one is hidden."""

    step = HiddenField()
    answered_on = WholeDayField(_l("Answered on"), required=_l("Please give the day on which it was answered."))


class ElsewhereForm(PageForm):
    """Whether the claimant is a party elsewhere."""

    clear = ChoiceField(
        _l("Is this claimant a party in another case about this?"),
        choices=(("yes", _l("No, or it does not bar filing here")), ("no", _l("Yes, and it bars filing here"))),
        unknown="",
        required=CHOOSE,
    )
    elsewhere_words = LongTextField(
        _l("In your words"), hint=_l("Which court, which case, what was cleared."), rows=2, longest=2000
    )


class LeftForm(PageForm):
    """The day on which the claimant left the suit."""

    left_on = WholeDayField(
        _l("Out of the suit since"),
        hint=_l("The day that the court's papers say."),
        required=_l("Please give the day on which the claimant left the suit."),
    )


class NumbersForm(PageForm):
    """Stamp numbers of many powers at once. `numbers_form` makes one line for each."""

    def changed(self, kept: Mapping[str, str]) -> dict[str, str]:
        """What was typed and differs from what is kept, by the signature's id."""
        typed = {signing: str(self[f"number-{signing}"].data or "").strip() for signing in kept}
        return {signing: number for signing, number in typed.items() if number and number != kept[signing]}


def numbers_form(lines: Sequence[tuple[str, str, str]]) -> type[NumbersForm]:
    """The form of these powers: the signature's id, what the line is called, the number kept so far."""
    fields: dict[str, Any] = {
        f"number-{signing}": ShortTextField(label, longest=40, default=kept) for signing, label, kept in lines
    }
    return type("ManyNumbersForm", (NumbersForm,), fields)
