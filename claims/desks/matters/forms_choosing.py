"""The filter of the claims that may be chosen for a matter. This is where triage says among which it looks."""

from collections.abc import Callable, Iterable

from claims.desks.matters.forms_order import ANY, ListField
from claims.model.vocabulary import Result, Status
from claims.rules.bundling import GOES
from claims.web.countries import country_name
from claims.web.fields import QuestionForm
from claims.web.language import lazy_gettext as _l
from claims.web.wording import said
from claims.web.wording_desks import language_name


class AmongForm(QuestionForm):
    """Which claims are looked at. `among_form` adds the languages and nationalities that occur."""

    result = ListField(_l("Result"), choices=lambda: [(each.value, said(each)) for each in Result], unknown=ANY)
    state = ListField(
        _l("Status"),
        choices=lambda: [(each.value, said(each, among="office_statuses")) for each in Status if each in GOES],
        unknown=ANY,
    )
    spoken: ListField
    nationality: ListField

    @property
    def typed(self) -> dict[str, str]:
        """What is asked for by the names of `claims_to_choose.Among`; an answer that is not in its list asks for nothing."""
        return {name: str(self[name].data or "") for name in ("result", "state", "spoken", "nationality")}


def among_form(*, languages: Iterable[str], nationalities: Iterable[str]) -> type[AmongForm]:
    """The form with the languages and nationalities that occur."""
    spoken_ones, countries = _named(languages, language_name), _named(nationalities, country_name)

    class Offering(AmongForm):
        spoken = ListField(_l("Language"), choices=spoken_ones, unknown=ANY)
        nationality = ListField(_l("Nationality"), choices=countries, unknown=ANY)

    return Offering


def _named(codes: Iterable[str], name: Callable[[str], str]) -> list[tuple[str, object]]:
    return sorted(((code, name(code)) for code in codes if code), key=lambda pair: str(pair[1]))
