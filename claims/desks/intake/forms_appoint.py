"""Forms of appointing a lawyer, one per page of the way. Nothing is chosen beforehand that binds anybody.

This is where the answers before a signature are read.
"""

from claims.desks.intake.choices import NO, YES
from claims.desks.intake.forms_claim import ClaimForm
from claims.model.power_paper import SPECIAL_POWERS
from claims.model.signing import Relation
from claims.web.fields import (
    ChoiceField,
    LongTextField,
    PageForm,
    PlaceField,
    ShortTextField,
    TickField,
    YesNoDontKnowField,
)
from claims.web.language import lazy_gettext as _l
from claims.web.signing_form import LONGEST_ADDRESS, LONGEST_OTHER, WhereAnswers
from claims.web.wording_appoint import ADDRESSES, CAPACITIES_TO_SIGN, POWERS

LONGEST_PICTURE = 300_000


class ReadForm(PageForm):
    """The offer was read: which one, in which language, stands hidden on the page."""

    offer = ShortTextField("", any_number=True)
    tongue = ShortTextField("", any_number=True)


class CourtForm(PageForm):
    """C8 once more, none answered beforehand."""

    court = ChoiceField(
        "",
        choices=((YES, _l("Yes, I agree")), (NO, _l("No"))),
        unknown="",
        required=_l("Please answer yes or no. Both are fine."),
    )


class PowersForm(PageForm):
    """The four powers of art. 90(2), each by itself, and the appointed party where it is offered."""

    counterclaim = TickField(POWERS["counterclaim"])
    withdrawal = TickField(POWERS["withdrawal"])
    appeal = TickField(POWERS["appeal"])
    sub_agent = TickField(POWERS["sub_agent"])
    selection = TickField(_l("I choose this person to be the claimant for me. I have read the warning."))

    def granted(self) -> tuple[str, ...]:
        """The codes of the powers that were ticked, in the order of the law."""
        return tuple(code for code in SPECIAL_POWERS if self[code].data)


class WhereForm(WhereAnswers, ClaimForm):
    """Which address the court may use, where the signer is, and whether there is another case."""

    no_address = _l("Please write your address, or choose the lawyers' office.")
    no_reason = _l("Please write why. The court asks for a reason.")
    service_address = ChoiceField(
        _l("Which address may the court use?"),
        hint=_l("Papers of the court go there."),
        choices=ADDRESSES.items(),
        unknown="",
        required=_l("Please choose one of the answers in the list."),
    )
    own_address = LongTextField(
        _l("Your address"), hint=_l("Only if you chose your own address."), rows=3, longest=LONGEST_ADDRESS
    )
    address_reason = LongTextField(
        _l("Why should the other side not see it?"),
        hint=_l(
            "Only if your address should be protected. A sentence is enough. The lawyers need it to ask the court."
        ),
        rows=3,
        longest=LONGEST_ADDRESS,
    )
    country = PlaceField(
        _l("In which country are you now?"),
        hint=_l("It decides whether a step with a notary or an authority may follow later."),
        unknown="",
        required=_l("Please choose the country where you are now."),
    )
    other = YesNoDontKnowField(
        _l("Are you a party in another case about the same thing?"),
        hint=_l(
            "Nobody can sue twice about the same thing. If there is another case, the lawyers speak with you first."
        ),
        required=_l("Please answer. “I don't know” is an answer too."),
    )
    other_what = LongTextField(
        _l("Which case, and who acts for you there?"),
        hint=_l("Only if there is one. As much as you know."),
        rows=3,
        longest=LONGEST_OTHER,
    )


class SignerForm(ClaimForm):
    """Who signs; `signer_form` gives it the capacities that fit the claim."""

    relation: ChoiceField
    name = ShortTextField(
        _l("Name of the person who signs"), hint=_l("The whole name, as in the passport or identity card."), longest=120
    )
    share = ShortTextField(
        _l("Your share of the inheritance"),
        hint=_l("Only for heirs. As a fraction, for example 1/2 or 1. The lawyers help if you do not know it."),
        longest=20,
        latin=True,
    )
    alone = TickField(_l("I alone have custody of the child"), hint=_l("Then please add a paper that shows it."))


def signer_form(capacities: tuple[Relation, ...]) -> type[SignerForm]:
    """The form with the capacities in which this claimant's power can be signed today."""

    class WithCapacities(SignerForm):
        relation = ChoiceField(
            _l("Who signs?"),
            choices=[(code, CAPACITIES_TO_SIGN[code]) for code in capacities],
            unknown="",
            required=_l("Please say who signs."),
        )

    return WithCapacities


class SignForm(PageForm):
    """One of three ways to sign; the button says which."""

    how = ChoiceField(
        "",
        choices=[("drawn", ""), ("typed", ""), ("scanned", "")],
        unknown="",
        required=_l("Please sign in one of the three ways."),
    )
    typed = ShortTextField(_l("Your name, as written above"), longest=120)
    # Letters and figures of a picture: some of them may look like a number that we may not hold.
    image = ShortTextField("", longest=LONGEST_PICTURE, any_number=True)


class PagesForm(PageForm):
    """One page of a signed paper; the file comes as a stream beside it."""


class TakeBackForm(PageForm):
    """Only the token: the page says what follows."""
