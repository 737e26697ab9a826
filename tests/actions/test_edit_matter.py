"""Editing a matter: office and counsel read the new facts, one line says so, wrong days are refused by their field."""

import pytest
from sqlmodel import select

from claims.actions.edit_matter import edit_matter
from claims.actions.open_matter import read_matter
from claims.errors import NotFound, NotValid
from claims.model.ledger import LedgerLine
from claims.model.matter import Matter, MatterDeadline, MatterFacts, Target
from tests.make import NOW, MadeOffice
from tests.make_bundles import FACTS, Court

NEW = FACTS.model_copy(
    update={
        "title": "국가배상 Q-new",
        "case_number": "2026가합123",
        "amount_each": 1_000_000,
        "targets": Target(claims="2026-12-01"),
        "deadlines": (MatterDeadline(day="2027-01-02", what="답변서"),),
    }
)


def edited(court: Court, facts: MatterFacts, *, matter_id: str = "") -> Matter:
    """Park edits the matter."""
    with court.office.database.deed() as session:
        return edit_matter(session, matter_id or court.matter.id, facts=facts, actor=court.park.actor, now=NOW)


def test_office_and_counsel_read_what_was_edited(module_office: MadeOffice) -> None:
    court = Court(module_office)
    before = len(court.matter.for_office), len(court.matter.for_counsel)

    row = edited(court, NEW)

    assert [read_matter(row, keyring=who.keyring) for who in (court.park, court.han)] == [NEW, NEW]
    assert (len(row.for_office), len(row.for_counsel)) == before
    assert b"Q-new" not in row.for_office + row.for_counsel
    with module_office.database.question() as session:
        line = session.exec(
            select(LedgerLine).where(LedgerLine.action == "edit_matter", LedgerLine.reference == row.id)
        ).one()
    assert (line.actor, line.role, line.reference) == (court.park.actor.id, "counsel", court.matter.id)


@pytest.mark.parametrize(
    ("change", "reason", "field"),
    [
        ({"title": "  "}, "title_needed", "title"),
        ({"amount_each": -1}, "amount_negative", "amount_each"),
        ({"targets": Target(court="2026-12")}, "not_a_day", "targets.court"),
        ({"deadlines": (MatterDeadline(day="x", what="y"),)}, "not_a_day", "deadlines.1.day"),
    ],
)
def test_what_is_wrong_is_refused_by_its_field(
    small_module_office: MadeOffice, change: dict[str, object], reason: str, field: str
) -> None:
    court = Court(small_module_office)

    with pytest.raises(NotValid) as refusal:
        edited(court, NEW.model_copy(update=change))

    assert (refusal.value.reason, refusal.value.facts["field"]) == (reason, field)
    with small_module_office.database.question() as session:
        kept = session.get_one(Matter, court.matter.id)
    assert read_matter(kept, keyring=court.park.keyring) == FACTS


def test_a_matter_that_is_not_there_is_not_found(small_module_office: MadeOffice) -> None:
    with pytest.raises(NotFound):
        edited(Court(small_module_office), NEW, matter_id="0" * 32)
