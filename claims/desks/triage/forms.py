"""Forms of the triage desk: filter and search of the queue, translation, note, masking. This is where a worker's answers are read."""

from collections.abc import Iterable

from claims.model.vocabulary import Result, Status
from claims.store.masking import Region
from claims.web.countries import country_name
from claims.web.fields import ChoiceField, LongTextField, PageForm, QuestionForm, ShortTextField, TicksField
from claims.web.language import lazy_gettext as _l
from claims.web.wording import said
from claims.web.wording_desks import language_name

COLUMNS, ROWS = 8, 12
ANY = _l("Any")


class ListField(ChoiceField):
    """A choice that is always shown as a list, however short: filters stand in one line."""

    look = "select"


class FilterForm(QuestionForm):
    """What of the queue is shown. `filter_form` adds the languages and nationalities that are in it."""

    state = ListField(
        _l("Status"),
        choices=lambda: [(s.value, said(s, among="office_statuses")) for s in Status if s is not Status.DRAFT],
        unknown=ANY,
    )
    result = ListField(_l("Result"), choices=lambda: [(r.value, said(r)) for r in Result], unknown=ANY)
    spoken: ListField
    nationality: ListField


def filter_form(*, languages: Iterable[str], nationalities: Iterable[str]) -> type[FilterForm]:
    """The filter with the languages and nationalities that occur."""
    spoken_ones, countries = _named(languages, language_name), _named(nationalities, country_name)

    class Offering(FilterForm):
        spoken = ListField(_l("Language"), choices=spoken_ones, unknown=ANY)
        nationality = ListField(_l("Nationality"), choices=countries, unknown=ANY)

    return Offering


def _named(codes: Iterable[str], name: object) -> list[tuple[str, object]]:
    assert callable(name)
    return sorted(((code, name(code)) for code in codes if code), key=lambda pair: str(pair[1]))


class SearchForm(PageForm):
    """Words to look for in names, passport numbers and references. Posted, so that no name stands in an address."""

    words = ShortTextField(
        _l("Search"),
        hint=_l("A name in any script, a passport number or a reference. Your words go into the ledger, sealed."),
        longest=120,
        required=_l("Please type what to look for."),
    )


class TranslationForm(PageForm):
    """The Korean beside the original, and who answers for it."""

    translation = LongTextField(_l("The account in Korean"), rows=8)
    translation_harm = LongTextField(_l("What it did to them, in Korean"), rows=4)
    translator = ShortTextField(_l("Translated by"), hint=_l("A name. A machine is named too."))
    reviewer = ShortTextField(_l("Reviewed by"), hint=_l("A person who reads both languages."))
    name_hangul = ShortTextField(_l("Name in Hangul for court papers"))


class NoteForm(PageForm):
    """A note for colleagues."""

    note = LongTextField(
        _l("Note for colleagues"),
        hint=_l("The claimant does not see it. Counsel of the matter does."),
        rows=3,
        longest=4000,
        required=_l("Please write the note before keeping it."),
    )


class MaskForm(PageForm):
    """Which squares of the page are painted over; a square is `row-column`, both from 0."""

    squares = TicksField(
        _l("Squares to paint over"),
        choices=[(f"{row}-{column}", f"{row + 1}, {column + 1}") for row in range(ROWS) for column in range(COLUMNS)],
        required=_l("Please tick at least one square."),
    )

    def regions(self, page: int) -> list[Region]:
        """The ticked squares as parts of page `page`, neighbours in a row joined so that no hair of light stays between them."""
        chosen: list[str] = list(self.squares.typed_codes)
        ticked = {tuple(map(int, code.split("-"))) for code in chosen}
        starts = sorted(square for square in ticked if (square[0], square[1] - 1) not in ticked)
        return [_region(page, row, column, ticked) for row, column in starts]


def _region(page: int, row: int, column: int, ticked: set[tuple[int, ...]]) -> Region:
    end = column
    while (row, end) in ticked:
        end += 1
    return Region(page=page, x=column / COLUMNS, y=row / ROWS, width=(end - column) / COLUMNS, height=1 / ROWS)
