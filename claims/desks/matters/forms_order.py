"""Forms of the order page: which part of the claims goes, and how the bundle is made. This is where an order's answers are read."""

from collections.abc import Iterable, Mapping

from wtforms import Field
from wtforms.validators import ValidationError

from claims.desks.matters.profiles import court_profiles, profile_choices
from claims.errors import NotValid
from claims.model.bundle import BundleOptions
from claims.model.vocabulary import Grade, Status
from claims.rules.bundle_filter import NO_DEADLINE, Part
from claims.rules.bundling import GOES
from claims.store.age_wrap import read_recipient
from claims.web.countries import country_name
from claims.web.dates import format_edtf
from claims.web.fields import ChoiceField, PageForm, QuestionForm, ShortTextField, TickField
from claims.web.language import gettext as _
from claims.web.language import lazy_gettext as _l
from claims.web.wording import listed, said
from claims.web.wording_matters import IN_KOREA, RECIPROCITY

ANY = _l("Any")
AGE_WRONG = _l("This is no age public key. It begins with “age1” and has 62 letters and figures; please copy it whole.")


class ListField(ChoiceField):
    """A choice that is always shown as a list, however short: filters stand in one line."""

    look = "select"


class PartForm(QuestionForm):
    """Which part of those who could go is asked for. `part_form` adds what occurs."""

    nationality: ListField
    reciprocity: ListField
    grade: ListField
    deadline: ListField
    in_korea = ListField(_l("Address in Korea"), choices=tuple(IN_KOREA.items()), unknown=ANY)
    state = ListField(
        _l("Status"),
        choices=lambda: [(each.value, said(each, among="office_statuses")) for each in Status if each in GOES],
        unknown=ANY,
    )

    @property
    def part(self) -> Part:
        """What is asked for; an answer that is not in a list asks for nothing."""
        return Part(**{name: str(self[name].data or "") for name in Part.__dataclass_fields__})


def part_form(values: Mapping[str, Iterable[str]]) -> type[PartForm]:
    """The form offering the values of each facet that occur."""
    countries = [(codes, countries_said(codes)) for codes in values["nationality"]]
    days = [(day, deadline_said(day)) for day in values["deadline"]]

    class Offering(PartForm):
        nationality = ListField(_l("Nationality at the time"), choices=countries, unknown=ANY)
        reciprocity = ListField(
            _l("Reciprocity"), choices=[(code, RECIPROCITY[code]) for code in values["reciprocity"]], unknown=ANY
        )
        grade = ListField(
            _l("Best evidence"), choices=[(code, said(Grade(code))) for code in values["grade"]], unknown=ANY
        )
        deadline = ListField(_l("Nearest time limit"), choices=days, unknown=ANY)

    return Offering


def countries_said(codes: str) -> str:
    """The names of nationalities with a blank between their codes."""
    return listed(country_name(code) for code in codes.split()) if codes else _("not given")


def deadline_said(day: str) -> str:
    """A day, or that there is none."""
    return _("none ahead") if day in ("", NO_DEADLINE) else format_edtf(day)


FILE_NAMES = (
    ("ascii", _l("ASCII: exhibit-000001.pdf, safe everywhere")),
    ("hangul", _l("Hangul: as the court's own practice names files, where it takes them")),
)
MODES = (
    ("whole", _l("Everybody who goes: a whole bundle")),
    ("supplement", _l("Only what the bundle before did not hold: a supplement")),
)


def mode_field(modes: Iterable[tuple[str, object]]) -> ChoiceField:
    """Everybody or what is new."""
    return ChoiceField(
        _l("What goes in"),
        hint=_l("Numbers given before stay as they are, whichever you choose."),
        choices=modes,
        unknown="",
        required=_l("Please choose what goes in."),
    )


class OrderForm(PageForm):
    """For whom a bundle is made, why and how. Its questions stand in the order of the page."""

    purpose = ShortTextField(
        _l("What is the bundle for?"),
        hint=_l("For example: complaint of December 2026. It goes into the ledger, sealed."),
        required=_l("Please write what the bundle is for."),
    )
    recipient = ShortTextField(
        _l("Who receives it?"), hint=_l("A person or a body."), required=_l("Please write who receives the bundle.")
    )
    mode = mode_field(MODES)
    profile = ChoiceField(
        _l("Court profile"),
        hint=_l("Paper, margins, exhibit numbers, file names and limits."),
        choices=profile_choices,
        unknown="",
        required=_l("Please choose how the papers are made."),
    )
    names = ChoiceField(
        _l("File names"), choices=FILE_NAMES, unknown="", required=_l("Please choose how files are named.")
    )
    volumes = TickField(
        _l("Make merged volumes too"),
        hint=_l("All papers of the court package once more in one run of pages, with index and bookmarks."),
    )
    letters = TickField(
        _l("Give co-plaintiff groups letters"),
        hint=_l(
            "One letter for each nationality, as 갑가 and 갑나. Only where the court knows letters; whoever was numbered in a bundle "
            "before keeps that number, with or without a letter."
        ),
    )
    match_in_court = TickField(
        _l("Put the match explanation into the court package too"),
        hint=_l(
            "Without strength and flags. Unless you tick this, the explanation is in the counsel package only, which is "
            "never filed."
        ),
    )
    age_recipient = ShortTextField(
        _l("Age public key of the recipient"),
        hint=_l("If you have one: the bundle can then also be collected wrapped, so that only its owner opens it."),
        longest=120,
        latin=True,
    )

    def validate_names(self, field: Field) -> None:
        """Only names that the court takes."""
        profile = court_profiles().get(str(self.profile.data))
        if profile is not None and field.data and field.data not in profile.offered_names:
            raise ValidationError(_l("This court takes only ASCII file names. Please choose those."))

    def validate_letters(self, field: Field) -> None:
        """Only where the court knows them."""
        profile = court_profiles().get(str(self.profile.data))
        if profile is not None and field.data and not profile.exhibits.letters:
            raise ValidationError(_l("This court knows no letters for groups. Please take the tick away."))

    def validate_age_recipient(self, field: Field) -> None:
        """A key that age itself takes."""
        if not field.data:
            return
        try:
            read_recipient(field.data)
        except NotValid:
            raise ValidationError(AGE_WRONG) from None

    @property
    def options(self) -> BundleOptions:
        """How the bundle is made."""
        return BundleOptions.model_validate(
            {
                "profile": str(self.profile.data),
                "names": str(self.names.data),
                "mode": str(self.mode.data or "whole"),
                "match_in_court": bool(self.match_in_court.data),
                "volumes": bool(self.volumes.data),
                "letters": bool(self.letters.data),
                "age_recipient": (self.age_recipient.data or "").strip(),
            }
        )

    @property
    def group_letters(self) -> tuple[str, ...]:
        """The court's marks of groups, in order."""
        profile = court_profiles().get(str(self.profile.data))
        return profile.exhibits.letters if profile and self.letters.data else ()


class WholeForm(OrderForm):
    """The first order of a matter: there is nothing yet that a supplement could follow."""

    mode = mode_field(MODES[:1])


def order_form(*, follows: str) -> type[OrderForm]:
    """The form; a supplement is offered only where a finished bundle is there to follow (`follows`: its number as text, or "")."""
    return OrderForm if follows else WholeForm
