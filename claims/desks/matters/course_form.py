"""The form of one thing that happened in the case. This is where counsel's entry is read."""

from collections.abc import Sequence
from typing import Any, cast

from wtforms.validators import ValidationError

from claims.actions.tell_course import LONGEST_WORDS
from claims.desks.matters.forms_matter import WholeDayField, WonField
from claims.model.offer import CourseCode, CourseEntry
from claims.model.tables import random_key
from claims.web.fields import ChoiceField, LongTextField, PageForm, ShortTextField, TickField
from claims.web.language import lazy_gettext as _l
from claims.web.wording_desks import language_name
from claims.web.wording_offers import COURSE

DAY_NEEDED = _l("Please give day, month and year.")
UNTIL_NEEDED = _l("Please give the last day on which an appeal can be filed.")
UNTIL_BEFORE = _l("This day lies before the day it begins with. Please look at both again.")
AMOUNT_NEEDED = _l("Please write what each claimant is paid, in won.")
WORDS_NEEDED = _l("Please write in at least one language what claimants shall read.")


class CourseForm(PageForm):
    """What happened, when, and what of it claimants are told. `course_form` adds the words, one box for each language."""

    code = ChoiceField(
        _l("What happened"),
        choices=tuple(COURSE.items()),
        unknown="",
        required=_l("Please choose what happened."),
    )
    day = WholeDayField(
        _l("Date"),
        hint=_l("Of a hearing the day it is held, of a time for an appeal the day it begins."),
        required=DAY_NEEDED,
    )
    until = WholeDayField(
        _l("Last day"), hint=_l("For a time for an appeal: the last day on which it can be filed. Else leave it empty.")
    )
    place = ShortTextField(_l("Court and place"), hint=_l("As the court writes them, with the room of a hearing."))
    number = ShortTextField(
        _l("Case number or number of the document"), hint=_l("As the court writes it, for example 2027가합12345.")
    )
    to_matter = TickField(
        _l("Write this case number into what the matter is about"),
        hint=_l("Only when the suit was filed. From then on it stands on covers and lists."),
    )
    remind = TickField(
        _l("Tell the claimants that there is a message"),
        hint=_l(
            "Everybody who has signed finds a message on their page. Who chose mail gets one neutral sentence; "
            "you get a list of the others, to tell by hand."
        ),
    )
    amount = WonField(_l("Amount for each claimant, in won"), hint=_l("For a payment, or what a judgment awards."))

    def validate_until(self, field: WholeDayField) -> None:
        """A time for an appeal has an end, and an end comes after its beginning."""
        if field.errors:
            return
        if self.code.data == "appeal_until" and not field.data:
            raise ValidationError(UNTIL_NEEDED)
        if field.data and self.day.data and field.data < self.day.data:
            raise ValidationError(UNTIL_BEFORE)

    def validate_amount(self, field: WonField) -> None:
        """A payment without its amount tells nobody anything."""
        if self.code.data == "payment" and not field.data and not field.errors:
            raise ValidationError(AMOUNT_NEEDED)

    def validate_number(self, field: ShortTextField) -> None:
        """There must be a number where one is to be written elsewhere."""
        if self.numbers_matter and not field.data:
            raise ValidationError(_l("Please write the case number, or take the tick off below."))

    @property
    def numbers_matter(self) -> bool:
        """Whether the matter shall have this case number."""
        return self.code.data == "filed" and bool(self.to_matter.data)

    @property
    def word_fields(self) -> list[Any]:
        """The boxes for counsel's own words."""
        return [field for name, field in self._fields.items() if name.startswith("words_")]

    def entry(self, *, replaces: str, at: int) -> CourseEntry:
        """What was typed, as it will lie sealed."""
        words = {field.short_name.removeprefix("words_"): (field.data or "").strip() for field in self.word_fields}
        return CourseEntry(
            id=random_key(),
            code=cast(CourseCode, self.code.data),
            day=self.day.data or "",
            until=self.until.data or "",
            place=self.place.data or "",
            number=self.number.data or "",
            amount=self.amount.amount,
            words={tag: text for tag, text in words.items() if text},
            replaces=replaces,
            at=at,
        )


def course_form(tags: Sequence[str]) -> type[CourseForm]:
    """The form with a box for each of these languages."""
    fields = {
        f"words_{tag}": LongTextField(
            _l("Your words in %(language)s", language=language_name(tag)), longest=LONGEST_WORDS, rows=3
        )
        for tag in tags
    }
    first = next(iter(fields), "")
    return type("WordsForm", (CourseForm,), {**fields, f"validate_{first}": _needs_words})


def kept_entry(entry: CourseEntry) -> dict[str, object]:
    """An entry as the form takes it, to be replaced."""
    kept: dict[str, object] = {name: getattr(entry, name) for name in ("code", "day", "until", "place", "number")}
    kept["amount"] = "" if entry.amount is None else str(entry.amount)
    return kept | {f"words_{tag}": text for tag, text in entry.words.items()}


def _needs_words(form: CourseForm, field: LongTextField) -> None:
    if form.code.data == "note" and not any((each.data or "").strip() for each in form.word_fields):
        raise ValidationError(WORDS_NEEDED)
