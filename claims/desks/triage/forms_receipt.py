"""The form of a lost receipt: two facts as the person says them, and the document that was seen. This is where they are read."""

from typing import Any

from wtforms import HiddenField
from wtforms.fields import Field
from wtforms.validators import ValidationError

from claims.actions.renew_receipt import DOCUMENTS, WAYS, Checked
from claims.rules.known_facts import KnownFact, SaidFact
from claims.web.fields import BirthDateField, ChoiceField, CountryField, PageForm, ShortTextField, TripDateField
from claims.web.language import lazy_gettext as _l

DOCUMENT_WORDS = {
    "passport": _l("Passport"),
    "registration_card": _l("Registration card or other residence paper"),
    "other_with_photo": _l("Another document with a photo"),
}
WAY_WORDS = {
    "in_person": _l("In person: document and person side by side"),
    "video": _l("By video: document and face in one picture"),
    "post": _l("By post: a copy, with a signed letter"),
}
TWO_FACTS = _l("Please fill in exactly two of the facts, and leave the others empty.")
BOTH_TOGETHER = _l("Name and nationality count as one fact. Please fill in both, or neither.")


class RenewForm(PageForm):
    """Two facts of the five, the document, the way. `generation`: the receipt that this page would replace."""

    generation = HiddenField()
    born = BirthDateField(_l("Date of birth"), hint=_l("The whole date, as the person says it."))
    passport_number = ShortTextField(_l("Passport number"), longest=40, latin=True)
    trip_day = TripDateField(_l("A day on which they entered or left Korea"))
    name = ShortTextField(_l("Name"), hint=_l("In any script that they gave us."))
    nationality = CountryField(_l("Nationality"), unknown="")
    contact = ShortTextField(_l("The phone number or e-mail address that they left with us"), longest=300)
    document = ChoiceField(
        _l("Which document did you see?"),
        choices=tuple((code, DOCUMENT_WORDS[code]) for code in DOCUMENTS),
        unknown="",
        required=_l("Please choose which document you saw."),
    )
    way = ChoiceField(
        _l("How did you see it?"),
        choices=tuple((code, WAY_WORDS[code]) for code in WAYS),
        unknown="",
        required=_l("Please choose how you saw the document."),
    )

    def validate_nationality(self, field: Field) -> None:
        """Half a fact is none."""
        if bool(self.name.data) != bool(field.data):
            raise ValidationError(BOTH_TOGETHER)

    def validate(self, extra_validators: Any = None) -> bool:
        """Besides each field's own rules, exactly two facts."""
        good = bool(super().validate(extra_validators))
        if good and len(self.said()) != 2:
            self.add_problem(TWO_FACTS)
            return False
        return good

    def said(self) -> tuple[SaidFact, ...]:
        """The facts that were filled in."""
        texts = {
            KnownFact.BORN: self.born.data,
            KnownFact.PASSPORT: self.passport_number.data,
            KnownFact.TRIP_DAY: self.trip_day.data,
            KnownFact.NAME_AND_NATIONALITY: self.name.data,
            KnownFact.CONTACT: self.contact.data,
        }
        nationality = str(self.nationality.data or "")
        return tuple(SaidFact(fact, str(text), nationality) for fact, text in texts.items() if text)

    def checked(self) -> Checked:
        """What the deed is given."""
        return Checked(facts=self.said(), document=str(self.document.data), way=str(self.way.data))

    @property
    def after_generation(self) -> int:
        """Which receipt the page replaces; 0 where the page lost it, which fits none."""
        return int(self.generation.data) if str(self.generation.data).isdecimal() else 0
