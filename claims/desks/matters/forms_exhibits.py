"""Forms about exhibits: one that all claimants share, how a claim's own pieces are used, a claim kept back. This is where they are read."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal, cast

from wtforms.validators import ValidationError

from claims.errors import NotValid
from claims.model.claim_file import EvidenceFacts
from claims.model.matter import ExhibitUse
from claims.rules.dates import read_date
from claims.rules.exhibit_uses import uses_of
from claims.web.fields import ChoiceField, LongTextField, PageForm, ShortTextField
from claims.web.forms import Problem
from claims.web.language import lazy_gettext as _l
from claims.web.wording import said
from claims.web.wording_matters import EXHIBIT_USES

THE_FILE = _l("The file")


class SharedForm(PageForm):
    """What an exhibit of all claimants is: title, author, day, what it proves. The file comes beside it."""

    title = ShortTextField(
        _l("Title"),
        hint=_l("As it stands in the list of evidence, in the court's language."),
        required=_l("Please give the exhibit a title."),
    )
    author = ShortTextField(_l("Author"), hint=_l("Who made it: a ministry, a court, a newspaper."))
    made_on = ShortTextField(
        _l("Day it was made"),
        hint=_l("For example 2021-12-20, 2021-12 or 2021. Leave it empty if nobody knows."),
        latin=True,
        longest=40,
    )
    purpose = ShortTextField(
        _l("What it proves"), hint=_l("One sentence; it stands in the list of evidence."), longest=500
    )

    file_problem: object = ""

    def add_file_problem(self, sentence: object) -> None:
        """A refusal of the file, which is no field of this form: its line leads to the file's box all the same."""
        self.file_problem = sentence
        self.add_problem(sentence)

    @property
    def problems(self) -> list[Problem]:
        """As they stand on the page: the file last."""
        found = [
            replace(each, box="file", question=str(THE_FILE)) if each.sentence == str(self.file_problem) else each
            for each in super().problems
        ]
        return sorted(found, key=lambda each: each.box == "file")

    def validate_made_on(self, field: ShortTextField) -> None:
        """A day, a month, a year, or what else EDTF can say."""
        if not field.data:
            return
        try:
            read_date(field.data)
        except NotValid:
            raise ValidationError(
                _l("Please write the day as 2021-12-20, or only the month or the year, or leave it empty.")
            ) from None


class UsesForm(PageForm):
    """How each piece of evidence of one claim goes into bundles. `uses_form` makes one question for each."""

    def uses(self, pieces: Sequence[EvidenceFacts]) -> dict[str, ExhibitUse]:
        """What was chosen, by the piece's id."""
        return {piece.id: cast(ExhibitUse, self[f"use-{piece.id}"].data) for piece in pieces}


def uses_form(pieces: Sequence[EvidenceFacts], uses: Mapping[str, ExhibitUse]) -> type[UsesForm]:
    """The form of these pieces, each as it is used now."""
    fields: dict[str, object] = {}
    for number, piece in enumerate(pieces, start=1):
        label = _l("%(number)s. %(kind)s", number=number, kind=said(piece.kind))
        fields[f"use-{piece.id}"] = ChoiceField(
            label,
            choices=[(use, EXHIBIT_USES[use]) for use in uses_of(piece)],
            unknown="",
            required=_l("Please choose how this piece is used."),
            default=uses.get(piece.id, _DEFAULT),
        )
    return type("PiecesForm", (UsesForm,), fields)


_DEFAULT: Literal["clean"] = "clean"


class KeepBackForm(PageForm):
    """Why a claim stays out of bundles for now."""

    why = LongTextField(
        _l("Why does this claim stay out of bundles for now?"),
        hint=_l("Counsel of the matter read it; so does whoever opens the counsel package. It never goes to court."),
        rows=2,
        longest=1000,
        required=_l("Please write why the claim is kept back."),
    )
