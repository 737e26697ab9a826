"""Forms of one trip and of one file. This is where what was shown, when, where and how is read."""

from dataclasses import replace

from claims.desks.intake.choices import CAPACITY_CHOICES, CHANNEL_CHOICES, EVIDENCE_CHOICES
from claims.desks.intake.forms_claim import ClaimForm
from claims.desks.intake.forms_open import DATE_HINT, NO_ENTRY, NO_EXIT
from claims.model.vocabulary import Capacity, Channel, EvidenceKind
from claims.web.fields import (
    ChoiceField,
    CountryField,
    LongTextField,
    PageForm,
    PortField,
    ShortTextField,
    TripDateField,
    YesNoDontKnowField,
)
from claims.web.forms import Problem
from claims.web.language import lazy_gettext as _l

FACTS = (
    *("passport", "entered", "exited", "port_in", "port_out", "channel_in", "channel_out"),
    *("capacity", "registered", "gate_registered"),
)


class TripForm(ClaimForm):
    """One journey through Korea's border, as far as it is remembered."""

    passport = CountryField(
        _l("Which passport or travel document did you show on this trip?"),
        hint=_l("The passport you showed decides, not your nationality today."),
    )
    entered = TripDateField(_l("When did you enter Korea?"), hint=DATE_HINT, may_not_happen=NO_ENTRY)
    exited = TripDateField(_l("When did you leave Korea?"), hint=DATE_HINT, may_not_happen=NO_EXIT)
    what_helped = ShortTextField(
        _l("If you changed a date: what helped you remember?"),
        hint=_l("For your lawyers. For example a photo, a ticket, a person. You may skip this."),
    )
    channel_in = ChoiceField(
        _l("How did you pass the border control when you entered?"), choices=CHANNEL_CHOICES, make=Channel
    )
    channel_out = ChoiceField(
        _l("How did you pass the border control when you left?"), choices=CHANNEL_CHOICES, make=Channel
    )
    port_in = PortField(_l("Where did you enter?"))
    port_out = PortField(_l("Where did you leave?"))
    capacity = ChoiceField(_l("How did you travel?"), choices=CAPACITY_CHOICES, make=Capacity)
    registered = YesNoDontKnowField(
        _l("Were you registered in Korea as a foreign resident then?"),
        hint=_l("With a residence card. It makes a difference for the years 2010 and 2011. You may skip this."),
    )
    gate_registered = YesNoDontKnowField(
        _l("Had you registered for the automatic gates before this trip?"), hint=_l("You may skip this.")
    )


class EvidenceForm(PageForm):
    """What a file is said to be. The file itself is read as a stream, beside this form (claims/web/uploads.py)."""

    kind = ChoiceField(
        _l("What is it?"),
        choices=EVIDENCE_CHOICES,
        make=EvidenceKind,
        unknown="",
        required=_l("Please choose what the file shows. “Something else” is fine."),
    )
    note = LongTextField(_l("Anything we should know about it"), hint=_l("You may skip this."), rows=2, longest=1000)

    @property
    def problems(self) -> list[Problem]:
        """What is wrong with the page as a whole is wrong with the file: its line leads to the box of the file."""
        question = str(_l("Photo or PDF"))
        return [each if each.box else replace(each, box="file", question=question) for each in super().problems]


def evidence_form(trips: list[tuple[str, str]]) -> type[EvidenceForm]:
    """The form offering these trips: pairs of record id and words."""

    class WithTrips(EvidenceForm):
        record_id = ChoiceField(_l("Which trip does it show?"), choices=trips, unknown=_l("Several, or I don't know"))

    return WithTrips
