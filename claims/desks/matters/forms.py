"""Forms of the matters desk: open a matter, choose claims. This is where the answers of those who begin one are read."""

from collections.abc import Sequence

from claims.desks.matters.profiles import profile_choices
from claims.model.matter import MatterFacts
from claims.model.staff import Member
from claims.web.fields import ChoiceField, PageForm, ShortTextField, TicksField
from claims.web.house import house
from claims.web.language import lazy_gettext as _l
from claims.web.wording import said_here
from claims.web.wording_matters import ROUTES


class OpenForm(PageForm):
    """What a matter is about. `open_form` adds who may be its counsel."""

    title = ShortTextField(
        _l("Title of the matter"),
        hint=_l("As you would write it on a folder. It lies sealed."),
        required=_l("Please give the matter a title."),
    )
    route = ChoiceField(
        _l("Route"), choices=tuple(ROUTES.items()), unknown="", required=_l("Please choose which way the matter goes.")
    )
    court = ShortTextField(_l("Court or body"), hint=_l("You may add it later in the papers."))
    profile = ChoiceField(
        _l("Court profile"),
        hint=_l("How the papers, numbers and files are made. Counsel can choose another one for each bundle."),
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
    firm = ShortTextField(_l("Law firm"))
    lawyer = ShortTextField(_l("Lawyer in charge"))
    counsel: TicksField

    def ticked(self, members: Sequence[Member]) -> list[Member]:
        """Those of the members who were ticked."""
        codes = self.counsel.typed_codes
        return [member for member in members if member.id in codes]

    def facts(self) -> MatterFacts:
        """What was typed, as it will lie sealed."""
        given = {name: self[name].data or "" for name in MatterFacts.model_fields if name in self}
        return MatterFacts.model_validate(given)


def open_form(members: Sequence[Member]) -> type[OpenForm]:
    """The form offering these members as counsel."""

    class WithCounsel(OpenForm):
        counsel = TicksField(
            _l("Counsel of the matter"),
            hint=_l("Only they will hold its key. Without it nobody, not even you, can make or open its bundles."),
            choices=[(member.id, member.name) for member in members],
            required=_l("Please tick at least one lawyer."),
        )

    return WithCounsel


class ReferencesForm(PageForm):
    """Which claims are meant, by their references."""

    references: TicksField

    @property
    def ticked(self) -> list[str]:
        """The references that were ticked."""
        return self.references.typed_codes


def references_form(offered: Sequence[tuple[str, str]], question: object) -> type[ReferencesForm]:
    """The form offering these claims: pairs of reference and words."""

    class WithReferences(ReferencesForm):
        references = TicksField(question, choices=offered, required=_l("Please tick at least one claim."))

    return WithReferences
