"""Forms of an offer: its figures, a language to add, the texts of one language. This is where counsel's words and figures are read."""

import re
from collections.abc import Sequence
from typing import Any

from wtforms import Form, HiddenField
from wtforms.validators import ValidationError

from claims.desks.matters.forms_matter import WonField
from claims.desks.matters.offer_standing import TextStanding
from claims.errors import NotValid
from claims.model.offer import OfferTerms
from claims.rules.offers import LONGEST_TEXT, check_text, words_hash
from claims.web.fields import ChoiceField, LongTextField, PageForm, ShortTextField, TickField
from claims.web.language import lazy_gettext as _l
from claims.web.typing_marks import plain_number
from claims.web.wording import said
from claims.web.wording_desks import desk_said, language_name

MOST_PARTIES = 100_000


class PercentField(ShortTextField):
    """A share in per cent. Data: figures with at most two decimals after a point, "" when empty."""

    def __init__(self, label: object, **asked: Any) -> None:
        super().__init__(label, longest=12, latin=True, inputmode="decimal", any_number=True, **asked)

    def pre_validate(self, form: Form) -> None:
        """Between nothing and all."""
        super().pre_validate(form)
        plain = plain_number((self.data or "").replace("%", "").replace("％", "")).replace(",", ".")
        if plain and (not re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,2})?", plain) or float(plain) > 100):
            raise ValidationError(said("success_fee_unreadable", among="offer_refusals"))
        self.data = plain


class PartyNumberField(ShortTextField):
    """A number in the party list. Data: digits alone, "" when empty."""

    def __init__(self, label: object, **asked: Any) -> None:
        super().__init__(label, longest=12, latin=True, inputmode="numeric", any_number=True, **asked)

    def pre_validate(self, form: Form) -> None:
        """Figures only, from 1."""
        super().pre_validate(form)
        plain = plain_number(self.data or "")
        if plain and (not re.fullmatch(r"[0-9]{1,6}", plain) or not 1 <= int(plain) <= MOST_PARTIES):
            raise ValidationError(_l("Please write the number as it stands in the party list, or leave it empty."))
        self.data = plain


class FiguresForm(PageForm):
    """What each claimant pays, whether an appointed party is offered, and whether earlier signers are asked again."""

    fee = WonField(
        _l("What each claimant pays the firm, in won"),
        hint=_l("Write 0 where they pay nothing. Left empty, the texts that speak of it keep a gap."),
    )
    success_fee = PercentField(
        _l("Success fee, in per cent of money that came in"), hint=_l("For example 10 or 12.5; 0 where there is none.")
    )
    costs = WonField(
        _l("What each claimant pays towards court costs, in won"),
        hint=_l("Stamp duty, service, translations. Write 0 where they pay nothing."),
    )
    selection = TickField(
        _l("An appointed party (선정당사자) is offered"),
        hint=_l("Claimants read a warning first and may say no. One more text must then be signed off."),
    )
    appointed = ShortTextField(
        _l("Name of the proposed appointed party"), hint=_l("As claimants shall read it. It fills {appointed}.")
    )
    appointed_number = PartyNumberField(
        _l("Number of that person in the party list"), hint=_l("If a party list was made already.")
    )
    again = TickField(
        _l("Who signed an earlier offer is asked again"),
        hint=_l("What they signed stays in force until they sign the new one."),
    )

    def validate_appointed(self, field: ShortTextField) -> None:
        """Who offers an appointed party says whom."""
        if self.selection.data and not field.data:
            raise ValidationError(said("appointed_needed", among="offer_refusals"))

    @property
    def terms(self) -> OfferTerms:
        """What was typed."""
        return OfferTerms(
            fee=self.fee.amount,
            success_fee=self.success_fee.data or "",
            costs=self.costs.amount,
            selection=bool(self.selection.data),
            appointed=self.appointed.data or "",
            appointed_number=int(self.appointed_number.data) if self.appointed_number.data else None,
            again=bool(self.again.data),
        )


def kept_figures(terms: OfferTerms) -> dict[str, object]:
    """The figures as the form takes them."""
    plain = {name: getattr(terms, name) for name in ("success_fee", "selection", "appointed", "again")}
    numbers = {name: getattr(terms, name) for name in ("fee", "costs", "appointed_number")}
    return plain | {name: "" if number is None else str(number) for name, number in numbers.items()}


def language_form(tags: Sequence[str]) -> type[PageForm]:
    """Which language to add, of those with a draft."""
    field = ChoiceField(
        _l("Language to add"),
        choices=[(tag, language_name(tag)) for tag in tags],
        unknown="",
        required=_l("Please choose a language."),
    )
    return type("LanguageForm", (PageForm,), {"tag": field})


class TextsForm(PageForm):
    """The texts of one language. `texts_form` adds five fields for each: title, text, what was there, what was read, the tick."""

    def written(self, code: str) -> tuple[str, str]:
        """Title and text as typed."""
        return self[f"title_{code}"].data or "", self[f"text_{code}"].data or ""

    @property
    def codes(self) -> list[str]:
        """The texts that it asks for."""
        return [name.removeprefix("was_") for name in self._fields if name.startswith("was_")]

    def edited(self) -> list[str]:
        """Codes of the texts that read otherwise than when the page was opened. One that was not on the page was not edited."""
        was = {code: self[f"was_{code}"].data for code in self.codes}
        return [code for code in self.codes if was[code] and was[code] != words_hash(*self.written(code))]

    def overtaken(self, standings: Sequence[TextStanding]) -> list[str]:
        """Codes of edited texts of which somebody else kept other words since the page was opened."""
        now = {each.code: each.written_hash for each in standings}
        return [code for code in self.edited() if self[f"was_{code}"].data != now.get(code)]

    def ticked(self) -> dict[str, str]:
        """The hash of the words that stood on the page, by code, of texts that counsel stands by."""
        return {code: str(self[f"read_{code}"].data or "") for code in self.codes if self[f"stand_{code}"].data}


def texts_form(standings: Sequence[TextStanding]) -> type[TextsForm]:
    """The form of the texts of one language."""
    fields: dict[str, object] = {}
    for each in standings:
        name = desk_said(each.code, "offer_texts")
        fields |= {
            f"title_{each.code}": ShortTextField(_l("Heading: %(text)s", text=name)),
            f"text_{each.code}": LongTextField(_l("Text: %(text)s", text=name), longest=LONGEST_TEXT, rows=9),
            f"was_{each.code}": HiddenField(),
            f"read_{each.code}": HiddenField(),
            f"stand_{each.code}": TickField(_l("I have read this and stand by it: %(text)s", text=name)),
            f"validate_title_{each.code}": _known_placeholders,
            f"validate_text_{each.code}": _known_placeholders,
        }
    return type("LanguageTextsForm", (TextsForm,), fields)


def kept_texts(standings: Sequence[TextStanding]) -> dict[str, object]:
    """The texts as the form takes them."""
    kept: dict[str, object] = {}
    for each in standings:
        kept |= {f"title_{each.code}": each.written.title, f"text_{each.code}": each.written.text}
    return kept


def _known_placeholders(form: TextsForm, field: ShortTextField | LongTextField) -> None:
    """A word in braces that nothing can fill would stay before every claimant."""
    try:
        check_text(field.data or "")
    except NotValid as refusal:
        if refusal.reason != "unknown_placeholder":
            raise ValidationError(said(refusal.reason, among="offer_refusals")) from None
        sentence = _l(
            "“{%(name)s}” is not one of the words that can be filled in. The list on this page shows them.",
            name=refusal.facts["name"],
        )
        raise ValidationError(sentence) from None
