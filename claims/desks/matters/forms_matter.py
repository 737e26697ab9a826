"""The form of what a matter is about: all of it, with target days and up to ten deadlines. This is where counsel's answers are read."""

import re
from typing import Any

from wtforms import Form
from wtforms.validators import ValidationError

from claims.desks.matters.profiles import profile_choices
from claims.model.matter import MatterDeadline, MatterFacts, Target
from claims.rules.matter_days import MOST_DEADLINES, TARGETS
from claims.web.fields import ChoiceField, LongTextField, PageForm, ShortTextField, TripDateField
from claims.web.house import house
from claims.web.language import lazy_gettext as _l
from claims.web.typing_marks import plain_number
from claims.web.wording import said_here
from claims.web.wording_matters import ROUTES, TARGET_NAMES

WHOLE_DAY = _l("Please give day, month and year, or leave all empty.")
NEEDED_WHOLE = _l("Please give day, month and year.")
_GROUPED = re.compile(r"[\s,.']")
MOST_DIGITS = 15


class WholeDayField(TripDateField):
    """One day of the calendar, or none. Data: ISO text, "" when empty."""

    no_month = _l("Month")

    def pre_validate(self, form: Form) -> None:
        """A month is no deadline."""
        super().pre_validate(form)
        self.data = self.data or ""
        if self.data and len(self.data) != len("2027-01-31"):
            raise ValidationError(NEEDED_WHOLE if self.flags.required else WHOLE_DAY)


class WonField(ShortTextField):
    """A whole amount of money. Data: digits alone, "" when empty; blanks and separators between thousands are taken out."""

    def __init__(self, label: object, **asked: Any) -> None:
        super().__init__(label, longest=30, latin=True, inputmode="numeric", any_number=True, **asked)

    def pre_validate(self, form: Form) -> None:
        """Figures only."""
        super().pre_validate(form)
        plain = plain_number(_GROUPED.sub("", self.data or ""))
        if self.data and not re.fullmatch(rf"[0-9]{{1,{MOST_DIGITS}}}", plain):
            raise ValidationError(_l("Please write the amount in figures, without won and without fractions."))
        self.data = plain

    @property
    def amount(self) -> int | None:
        """The number; None where nothing was given."""
        return int(self.data) if self.data else None


class MatterForm(PageForm):
    """What a matter is about. `edit_form` adds the days."""

    title = ShortTextField(
        _l("Title of the matter"),
        hint=_l(
            "As you would write it on a folder. It lies sealed; a paper for the court bears it only where no proceeding is named."
        ),
        required=_l("Please give the matter a title."),
    )
    route = ChoiceField(
        _l("Route"), choices=tuple(ROUTES.items()), unknown="", required=_l("Please choose which way the matter goes.")
    )
    proceeding = ShortTextField(
        _l("Proceeding"), hint=_l("For example 손해배상(국). It names the case on every paper for the court.")
    )
    court = ShortTextField(_l("Court or body"))
    case_number = ShortTextField(_l("Case number"), hint=_l("Leave it empty until the court has given one."))
    profile = ChoiceField(
        _l("Court profile"),
        hint=_l("How the papers, numbers and files are made. You can choose another one for each bundle."),
        choices=profile_choices,
        unknown="",
        required=_l("Please choose how the papers are made."),
    )
    project = ChoiceField(
        _l("Disclosed project"),
        choices=lambda: [(project.code, said_here(project.title)) for project in house().registry.projects],
        unknown=_l("No particular project"),
    )
    defendant = ShortTextField(_l("Defendant"))
    defendant_address = ShortTextField(_l("Defendant's address"))
    firm = ShortTextField(_l("Law firm"))
    firm_address = ShortTextField(
        _l("Law firm's address"), hint=_l("The address for service of every claimant who has not chosen an own one.")
    )
    lawyer = ShortTextField(_l("Lawyer in charge"))
    lawyer_registration = ShortTextField(_l("Lawyer's registration number"), any_number=True)
    contact = ShortTextField(_l("How the court reaches counsel"), hint=_l("Telephone, fax or e-mail."), any_number=True)
    amount_each = WonField(
        _l("What each claimant claims, in won"),
        hint=_l("It makes the totals of the party list: value of the suit, stamp duty, cost of service."),
    )

    purpose = LongTextField(
        _l("What is claimed, and why"),
        hint=_l("A few sentences in the language of the court. They stand in the letter of demand."),
        longest=2_000,
        rows=4,
    )

    @property
    def facts(self) -> MatterFacts:
        """What was typed, as it will lie sealed."""
        plain = {name: self[name].data or "" for name in MatterFacts.model_fields if name in self and name in _TEXTS}
        days = {name: self[f"target_{name}"].data for name in TARGETS}
        return MatterFacts.model_validate(
            plain
            | {
                "amount_each": self.amount_each.amount,
                "targets": Target.model_validate(days),
                "deadlines": tuple(_deadline(self, n) for n in _numbers() if self[f"deadline_{n}_day"].data),
            }
        )

    @property
    def deadline_rows(self) -> list[tuple[int, tuple[object, object, object]]]:
        """Number and the three fields of each row, for the page."""
        return [
            (n, (self[f"deadline_{n}_day"], self[f"deadline_{n}_what"], self[f"deadline_{n}_source"]))
            for n in _numbers()
        ]

    @property
    def target_fields(self) -> list[object]:
        """The four target days."""
        return [self[f"target_{name}"] for name in TARGETS]

    def box_of(self, field: str) -> Any:
        """The field that a refusal of the deed is about: `targets.court`, `deadlines.2.day`, `title`."""
        if field.startswith("deadlines."):
            # Rows that were left empty are not in the facts, so the refusal counts without them.
            filled = [n for n in _numbers() if self[f"deadline_{n}_day"].data]
            _, number, what = field.split(".")
            return self._fields.get(f"deadline_{filled[int(number) - 1]}_{what}")
        return self._fields.get(field.replace("targets.", "target_"))


_TEXTS = frozenset(MatterFacts.model_fields) - {"format", "amount_each", "targets", "deadlines"}


def edit_form() -> type[MatterForm]:
    """The form with four target days and ten rows of deadlines."""
    fields: dict[str, object] = {f"target_{name}": WholeDayField(TARGET_NAMES[name]) for name in TARGETS}
    for number in _numbers():
        fields |= {
            f"deadline_{number}_day": WholeDayField(_l("Day of deadline %(number)s", number=number)),
            f"deadline_{number}_what": ShortTextField(_l("What must be done by then")),
            f"deadline_{number}_source": ShortTextField(_l("Where the deadline comes from")),
        }
    return type(
        "EditForm", (MatterForm,), fields | {f"validate_deadline_{n}_what": _needs_words(n) for n in _numbers()}
    )


def kept_facts(facts: MatterFacts) -> dict[str, object]:
    """The facts as the form takes them."""
    kept: dict[str, object] = {name: getattr(facts, name) for name in _TEXTS}
    kept["amount_each"] = "" if facts.amount_each is None else str(facts.amount_each)
    kept |= {f"target_{name}": getattr(facts.targets, name) for name in TARGETS}
    for number, deadline in enumerate(facts.deadlines[:MOST_DEADLINES], start=1):
        kept |= {f"deadline_{number}_{name}": getattr(deadline, name) for name in ("day", "what", "source")}
    return kept


def _numbers() -> range:
    return range(1, MOST_DEADLINES + 1)


def _deadline(form: MatterForm, number: int) -> MatterDeadline:
    return MatterDeadline(
        day=form[f"deadline_{number}_day"].data,
        what=form[f"deadline_{number}_what"].data or "",
        source=form[f"deadline_{number}_source"].data or "",
    )


def _needs_words(number: int) -> Any:
    def validate(form: MatterForm, field: ShortTextField) -> None:
        """A day without words is no deadline, and words without a day are none either."""
        day = form[f"deadline_{number}_day"]
        if day.data and not field.data:
            raise ValidationError(_l("Please write what must be done by that day."))
        if not day.data and not day.errors and (field.data or form[f"deadline_{number}_source"].data):
            raise ValidationError(_l("Please give the day too, or take these words out."))

    return validate
