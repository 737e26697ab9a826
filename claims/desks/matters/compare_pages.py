"""What differs between two bundles of a matter: parties, exhibits, files. This is where counsel sees what a later bundle changes."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from flask import Response, render_template

from claims.actions.bundle_numbers import Base, numbers_of, opened_base
from claims.actions.bundle_record import record_of
from claims.actions.note_reading import note_reading
from claims.desks.matters.finding import FoundMatter, find_counsels_matter
from claims.desks.matters.forms_order import ListField
from claims.model.counsel_paper import ExhibitChange, FileChange, PartyChange
from claims.queries.matter_page import bundles_of
from claims.rules.access import May
from claims.rules.bundle_changes import exhibit_changes, file_changes, party_changes
from claims.web.fields import QuestionForm
from claims.web.guards import acting
from claims.web.house import house
from claims.web.language import lazy_gettext as _l

MOST = 500
SAME = frozenset({"unchanged", "earlier"})
Answer = Response | tuple[str, int]
Change = FileChange | PartyChange | ExhibitChange


class CompareForm(QuestionForm):
    """Which two bundles. `compare_form` adds those that were finished."""

    older: ListField
    newer: ListField


def compare_form(numbers: Sequence[int]) -> type[CompareForm]:
    """The form offering these bundles."""
    choices = [(str(number), _l("Bundle %(number)s", number=number)) for number in numbers]

    class Offering(CompareForm):
        older = ListField(_l("From"), choices=choices, unknown=_l("the one before"))
        newer = ListField(_l("To"), choices=choices, unknown=_l("the latest"))

    return Offering


@dataclass(frozen=True)
class Compared:
    """What differs, each list cut at `MOST`, and how often each state occurs, uncut."""

    parties: tuple[Change, ...]
    exhibits: tuple[Change, ...]
    files: tuple[Change, ...]
    counts: dict[str, dict[str, int]]
    mode: str


def compare(matter_id: str) -> Answer:
    """Two finished bundles side by side; destroyed ones too, for their records outlive them. The ledger line stands before."""
    found = find_counsels_matter(matter_id)
    with house().database.question() as session:
        rows = {row.number: row for row in bundles_of(session, found.row) if row.finished is not None}
    numbers = sorted(rows)
    form = compare_form(numbers).from_page()
    older, newer = _picked(numbers, str(form.older.data or ""), str(form.newer.data or ""))
    compared = None
    if older and newer and older != newer:
        _note(found, [rows[older].id, rows[newer].id])
        bases = [opened_base(rows[number], keyring=found.keyring) for number in (older, newer)]
        compared = _compared(*bases)
    page = render_template(
        "matters/compare.html",
        found=found,
        form=form,
        rows=rows,
        older=older,
        newer=newer,
        compared=compared,
        most=MOST,
    )
    return page, 200


def _picked(numbers: Sequence[int], older: str, newer: str) -> tuple[int, int]:
    """The two bundles by number; where one is not said, the latest and the one before the other. 0 where there is none."""
    last = int(newer) if newer else (numbers[-1] if numbers else 0)
    before = [number for number in numbers if number < last]
    return (int(older) if older else (before[-1] if before else 0)), last


def _note(found: FoundMatter, bundles: Sequence[str]) -> None:
    here = house()
    with here.database.deed() as session:
        actor = acting(May.ORDER_BUNDLE)
        note_reading(session, here.office_id, actor=actor, action="compare_bundles", references=bundles, now=here.now())


def _compared(older: Base, newer: Base) -> Compared:
    vault, mode = house().vault, newer.order.options.mode
    before, after = record_of(older.bundle, older.paper, vault=vault), record_of(newer.bundle, newer.paper, vault=vault)
    was, now = numbers_of(older, vault=vault), numbers_of(newer, vault=vault)
    found: dict[str, list[Change]] = {
        "parties": list(party_changes(before.parties, after.parties, mode=mode)),
        "exhibits": list(
            exhibit_changes(before.parties, after.parties, shared_before=was.shared, shared_after=now.shared, mode=mode)
        ),
        "files": list(file_changes(sorted(before.files), sorted(after.files), mode=mode)),
    }
    counts = {what: _counted(changes) for what, changes in found.items()}
    shown = {what: _different(changes) for what, changes in found.items()}
    return Compared(counts=counts, mode=mode, **shown)


def _counted(changes: Iterable[Change]) -> dict[str, int]:
    states: Iterable[str] = (change.state for change in changes)
    return dict(Counter(states))


def _different(changes: Iterable[Change]) -> tuple[Change, ...]:
    return tuple(islice((change for change in changes if change.state not in SAME), MOST))
