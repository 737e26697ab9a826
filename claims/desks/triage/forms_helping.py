"""The form of a power of attorney on paper: what the person answers, once the texts were read to them.

Nothing is ticked beforehand that binds anybody. This is where it is read.
"""

from collections.abc import Sequence

from wtforms import HiddenField
from wtforms.validators import ValidationError

from claims.model.power_paper import SPECIAL_POWERS
from claims.model.signing import Answers, Helped, Relation, Signer, SigningDraft
from claims.rules.helped_signing import LONGEST_NAME
from claims.rules.signers import named_signer
from claims.web.fields import (
    ChoiceField,
    LongTextField,
    PlaceField,
    ShortTextField,
    TickField,
    TicksField,
    YesNoDontKnowField,
)
from claims.web.language import lazy_gettext as _l
from claims.web.signing_form import LONGEST_ADDRESS, LONGEST_OTHER, WhereAnswers
from claims.web.wording_appoint import POWERS
from claims.web.wording_desks import language_name

YES, NO = "yes", "no"
# What interpreters speak, those of most arrivals and residents first.
SPOKEN = (
    *("ko", "en", "zh-Hans", "vi", "th", "ja", "zh-Hant", "ru", "uz", "id", "fil", "mn", "ne", "km", "my", "ms", "bn"),
    *("si", "ur", "ar", "hi", "kk", "ky", "lo", "ta", "fa", "tr", "uk", "fr", "es", "pt", "de"),
)
ADDRESSES = {
    "counsel": _l("Counsel's office; no letter comes to the person's home"),
    "own": _l("The person's own address; the Ministry of Justice sees it"),
    "protected": _l("The person's own address, hidden from the other side; counsel asks the court for it"),
}
CAPACITIES = {
    "self": _l("The person, for themselves"),
    "parent": _l("Mother or father of the child"),
    "guardian": _l("The guardian"),
    "heir": _l("An heir of the person who died"),
    "mandate": _l("Somebody whom the person asked in writing"),
}


class AnswersForm(WhereAnswers):
    """What the person answers, once the texts were read to them. `answers_form` adds who may sign, and the appointed party where it is offered."""

    number_words = _l(
        "This looks like an alien registration number. We may keep it only if the person said yes to keeping such numbers (C3). "
        "Please take it out; everything else stays as it was typed."
    )
    no_address = _l("Please write the person's address, or choose counsel's office.")
    no_reason = _l("Please write why. The court wants a reason.")
    offer = HiddenField()
    interpreter = ShortTextField(
        _l("Interpreter"),
        hint=_l("The name, if one helps. Needed when you read the texts in a language that is not the person's."),
        longest=LONGEST_NAME,
    )
    interpreter_language = ChoiceField(
        _l("The interpreter speaks with the person in"),
        choices=lambda: [(tag, language_name(tag)) for tag in SPOKEN],
        unknown=_l("No interpreter"),
    )
    court = ChoiceField(
        _l("May counsel file, knowing that the Ministry of Justice then sees who the person is?"),
        hint=_l("The text above, as it was read. Both answers are fine; without a yes there is nothing to sign."),
        choices=((YES, _l("Yes, the person agrees")), (NO, _l("No"))),
        unknown="",
        required=_l("Please ask for a yes or a no to this, and note it."),
    )
    granted = TicksField(
        _l("Special powers"),
        hint=_l("Read each by itself and tick only what the person wants. It is fine to tick none."),
        choices=[(code, POWERS[code]) for code in SPECIAL_POWERS],
    )
    service_address = ChoiceField(
        _l("Address for papers of the court"),
        choices=ADDRESSES.items(),
        unknown="",
        required=_l("Please choose which address the court may use."),
    )
    own_address = LongTextField(
        _l("The person's address"), hint=_l("Only for an address of their own."), rows=3, longest=LONGEST_ADDRESS
    )
    address_reason = LongTextField(
        _l("Why must the other side not see it?"),
        hint=_l("Only for an address that is to be hidden. A sentence; counsel reads it."),
        rows=2,
        longest=LONGEST_ADDRESS,
    )
    country = PlaceField(
        _l("The country in which the person signs"),
        unknown="",
        required=_l("Please choose the country in which the person signs."),
    )
    other = YesNoDontKnowField(
        _l("Is the person a party in another case about this?"),
        required=_l("Please ask whether there is another case. “I don't know” is an answer too."),
    )
    other_what = LongTextField(
        _l("Which case, and who acts there?"), hint=_l("Only if there is one."), rows=2, longest=LONGEST_OTHER
    )
    name = ShortTextField(
        _l("Name of the one who signs"),
        hint=_l("The whole name, as in the passport or identity card."),
        longest=LONGEST_NAME,
        required=_l("Please write the name of the one who signs."),
    )

    def validate_interpreter_language(self, field: ChoiceField) -> None:
        """An interpreter is named with the language they speak."""
        if self.interpreter.data and not field.data:
            raise ValidationError(_l("Please choose the language in which the interpreter speaks with the person."))

    def answers(self) -> Answers:
        """What the person answered."""
        ticked = self.granted.data
        binding = {
            "court": self.court.data == YES,
            "granted": tuple(ticked) if isinstance(ticked, list) else (),
            "selection": "selection" in self and bool(self["selection"].data),
        }
        return Answers.model_validate(binding | self.where())

    def signer(self, kept: Signer | None) -> Signer:
        """Who signs; papers that show it stay with them."""
        said = {name: self[name].data for name in ("name", "relation", "share", "alone") if name in self}
        return named_signer(said, proofs=kept.proofs if kept else ())

    def helped(self, *, member_id: str, name: str) -> Helped:
        """The worker, and the interpreter where there is one."""
        named = self.interpreter.data or ""
        language = str(self.interpreter_language.data or "") if named else ""
        return Helped(member_id=member_id, name=name, interpreter=named, interpreter_language=language)


def answers_form(capacities: Sequence[Relation], *, selection: bool) -> type[AnswersForm]:
    """The form for those who can sign for this claimant today. `selection`: counsel offers an appointed party."""
    fields: dict[str, object] = {
        "relation": ChoiceField(
            _l("Who signs?"),
            choices=[(code, CAPACITIES[code]) for code in capacities],
            unknown="",
            required=_l("Please choose who signs."),
        )
    }
    if "heir" in capacities:
        fields["share"] = ShortTextField(
            _l("The heir's share"),
            hint=_l("As a fraction, such as 1/2 or 1/3. The whole is 1/1."),
            latin=True,
            longest=20,
        )
    if "parent" in capacities:
        fields["alone"] = TickField(
            _l("This parent alone has custody"), hint=_l("Then add a paper that shows it, on the next page.")
        )
    if selection:
        fields["selection"] = TickField(_l("The person chooses the appointed party, and the warning above was read."))
    return type("AnswersForm", (AnswersForm,), fields)


def kept_answers(draft: SigningDraft | None, *, name: str, capacities: Sequence[Relation]) -> dict[str, object]:
    """What the form shows at first: what was kept, else who would sign if there is only one way."""
    if draft is None:
        return {
            "name": name if "self" in capacities else "",
            "relation": capacities[0] if len(capacities) == 1 else None,
        }
    answers, signer, helped = draft.answers, draft.signer, draft.helped
    # What binds is asked anew where the person began it by themselves: no worker hands in a tick that nobody gave them.
    binding: dict[str, object] = {
        "court": YES if answers.court else None,
        "granted": list(answers.granted),
        "selection": answers.selection,
    }
    return (binding if helped else {}) | {
        "interpreter": helped.interpreter if helped else "",
        "interpreter_language": helped.interpreter_language if helped else "",
        **AnswersForm.boxes(answers),
        "name": signer.name,
        "relation": signer.relation,
        "share": signer.share,
        "alone": signer.alone,
    }
