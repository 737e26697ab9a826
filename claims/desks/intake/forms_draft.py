"""Forms of the claim itself, one per page: who you are, your account, for your lawyers, how we may reach you.

No free text is compulsory and "I don't know" is always an answer. This is where a claimant's words are read.
"""

from wtforms.validators import ValidationError

from claims.desks.intake.choices import (
    CONTACT_CHANNELS,
    FOR_WHOM,
    RELATIONS,
    SERVICE_ADDRESSES,
    written_languages,
)
from claims.desks.intake.forms_claim import ClaimForm
from claims.web.fields import (
    BirthDateField,
    ChoiceField,
    CountryField,
    LongTextField,
    ShortTextField,
    TickField,
    TripDateField,
    YesNoDontKnowField,
)
from claims.web.language import lazy_gettext as _l

SKIP = _l("You may skip this.")


class PersonForm(ClaimForm):
    """Who claims, and who acts for them."""

    for_whom = ChoiceField(_l("For whom is this claim?"), choices=FOR_WHOM, unknown="")
    name = ShortTextField(
        _l("Name"), hint=_l("As you write it yourself, in any script. The lawyers need it to name you.")
    )
    name_latin = ShortTextField(
        _l("Name in the passport"), hint=_l("In Latin letters, as printed. You may skip this."), latin=True
    )
    name_hangul = ShortTextField(
        _l("Name in Korean letters"), hint=_l("Courts in Korea need it. If you don't know it, leave it to us.")
    )
    born = BirthDateField(_l("Date of birth"), hint=_l("It tells apart people of the same name. As much as you know."))
    nationality = CountryField(_l("Nationality today"), hint=_l("The court needs it. You may skip this."), unknown="")
    nationality_during = CountryField(
        _l("Nationality between 2019 and 2021, if it was another"),
        hint=_l("The photos were used in those years."),
        unknown="",
    )
    holds_korean = YesNoDontKnowField(
        _l("Do you hold Korean nationality, also beside another one?"), hint=_l("Other dates count for Koreans.")
    )
    in_korea = YesNoDontKnowField(
        _l("Do you live in Korea now?"), hint=_l("It decides how papers can be signed. You may skip this.")
    )
    passport_number = ShortTextField(
        _l("Passport number"),
        hint=_l("It helps to find your record. You may skip this."),
        longest=40,
        latin=True,
    )
    representative_name = ShortTextField(_l("Your own name"), hint=_l("If you claim for someone else."))
    representative_relation = ChoiceField(
        _l("What are you to that person?"), choices=RELATIONS, unknown=_l("Something else")
    )
    representative_contact = ShortTextField(
        _l("How can we reach you?"),
        hint=_l("Only used for questions about this claim. You may skip this."),
        longest=300,
    )


class AccountForm(ClaimForm):
    """What the claimant was told and asked then, in their own words or not at all."""

    notice_seen = YesNoDontKnowField(
        _l("Did you see a notice about what would be done with your face photo?"), hint=SKIP
    )
    told_of_ai = YesNoDontKnowField(_l("Were you told that it would be used for artificial intelligence?"), hint=SKIP)
    asked_to_agree = YesNoDontKnowField(_l("Were you asked whether you agree?"), hint=SKIP)
    could_refuse = YesNoDontKnowField(_l("Could you have refused and still have passed?"), hint=SKIP)
    gate_registration = YesNoDontKnowField(_l("Had you registered for the automatic gates?"), hint=SKIP)
    account = LongTextField(
        _l("What were you told and asked then?"),
        hint=_l("In your own words and any language. We keep it exactly as you write it. You may leave it empty."),
        rows=10,
    )
    harm = LongTextField(
        _l("What has it done to you?"), hint=_l("If you want to say it. You may leave it empty."), rows=5
    )
    language = ChoiceField(
        _l("Which language did you write in?"), choices=written_languages, unknown=_l("Another language")
    )
    helped_by = ShortTextField(
        _l("Did someone help you to write? Who?"), hint=_l("A name or an organisation. You may skip this.")
    )
    in_person = TickField(_l("I would rather tell a person than write"))


class LawyersForm(ClaimForm):
    """First knowledge and other proceedings; never in a court package."""

    learned_when = TripDateField(
        _l("When did you first hear that the photos had been given to companies?"),
        hint=_l("A guess is fine. A year alone is enough. You may skip this."),
    )
    learned_how = LongTextField(_l("How did you hear of it?"), hint=SKIP, rows=3, longest=2000)
    other_proceedings = YesNoDontKnowField(
        _l("Have you asked someone else to act about this, a court, an office or another lawyer?"), hint=SKIP
    )
    other_proceedings_what = LongTextField(_l("With whom, and what came of it?"), hint=SKIP, rows=3, longest=2000)
    access_request = YesNoDontKnowField(_l("Have you asked the Ministry of Justice to show you your data?"), hint=SKIP)
    access_request_reply = LongTextField(_l("When, and what did they answer?"), hint=SKIP, rows=3, longest=2000)


class ContactForm(ClaimForm):
    """How we may reach the claimant, if they want."""

    channel = ChoiceField(
        _l("How may we tell you that there is something to read here?"), choices=CONTACT_CHANNELS, unknown=""
    )
    address = ShortTextField(
        _l("E-mail address, phone number, or the organisation and a name there"),
        hint=_l("Leave it empty if we should not contact you."),
        longest=300,
    )
    service_address = ChoiceField(
        _l("If lawyers file for you: which address may the court use?"), choices=SERVICE_ADDRESSES, unknown=""
    )
    own_address = LongTextField(_l("Your address"), hint=_l("Only if you chose your own address."), rows=3, longest=500)

    def validate_address(self, field: ShortTextField) -> None:
        """A way without an address reaches nobody."""
        if self.channel.data in ("email", "phone", "organisation") and not field.data:
            raise ValidationError(_l("Please write where to, or choose that we should not contact you."))
        if self.channel.data == "email" and field.data and "@" not in field.data:
            raise ValidationError(_l("Please look at the e-mail address again: there is no @ in it."))

    def validate_own_address(self, field: LongTextField) -> None:
        """Their own address was chosen, so it must be there."""
        if self.service_address.data == "own" and not (field.data or "").strip():
            raise ValidationError(_l("Please write your address, or choose the lawyers' office."))
