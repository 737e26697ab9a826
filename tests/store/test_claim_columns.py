"""Columns of clear facts: as the rows stand, in order of reference, on both engines; a row that is none of ours is refused."""

import pytest
from sqlmodel import Session, select

from claims.errors import Damaged
from claims.model.claim import Claim
from claims.model.tables import random_key
from claims.model.vocabulary import Status
from claims.store.claim_columns import STATUSES, ClaimColumns, ClaimTexts, read_texts
from tests.make import MadeOffice

MEMBER = "ab" * 16
TEXTS = {
    "id": "i2,i1",
    "reference": "B,A",
    "status": "received,checked",
    "unread": "1,0",
    "week": "2026-W47,2026-W05",
    "assignee": f",{MEMBER}",
}


def add(session: Session, office_id: str, reference: str, status: str = "received", **more: object) -> Claim:
    """A claim as it stands in clear."""
    row = Claim(
        office_id=office_id,
        reference=reference,
        status=status,
        week="2026-W47",
        retention_week="2031-W47",
        vault_folder=random_key(),
        **more,
    )
    session.add(row)
    return row


def spelled(columns: ClaimColumns) -> list[tuple[str, str, Status, bool, str, str]]:
    """The columns as rows."""
    return [
        (
            columns.ids[row],
            columns.references[row],
            STATUSES[columns.statuses[row]],
            bool(columns.unread[row]),
            columns.week_values[columns.weeks[row]],
            columns.assignee_values[columns.assignees[row]],
        )
        for row in range(len(columns))
    ]


def test_an_office_without_a_claim_has_no_rows(bare_office: MadeOffice) -> None:
    with bare_office.database.question() as session:
        texts = read_texts(session, bare_office.office.id)
    assert spelled(ClaimTexts().columns(texts)) == []


def test_all_sent_claims_of_the_office_and_no_draft(bare_office: MadeOffice) -> None:
    """Read twice with the same memory: what changed between is seen."""
    office_id, memory = bare_office.office.id, ClaimTexts()
    with bare_office.database.deed() as session:
        late = add(session, office_id, "ZZZZ2222", "checked", unread=True, assignee=MEMBER)
        first = add(session, office_id, "AAAA1111")
        add(session, office_id, "DRAFT", "draft")
    with bare_office.database.question() as session:
        assert spelled(memory.columns(read_texts(session, "0" * 32))) == []
        assert spelled(memory.columns(read_texts(session, office_id))) == [
            (first.id, "AAAA1111", Status.RECEIVED, False, "2026-W47", ""),
            (late.id, "ZZZZ2222", Status.CHECKED, True, "2026-W47", MEMBER),
        ]
    with bare_office.database.deed() as session:
        row = session.exec(select(Claim).where(Claim.reference == "ZZZZ2222")).one()
        row.unread, row.week, row.reference = False, "2026-W48", "0000"
        session.delete(session.get_one(Claim, first.id))
        new = add(session, office_id, "MMMM", "filed")
    with bare_office.database.question() as session:
        assert spelled(memory.columns(read_texts(session, office_id))) == [
            (late.id, "0000", Status.CHECKED, False, "2026-W48", MEMBER),
            (new.id, "MMMM", Status.FILED, False, "2026-W47", ""),
        ]


def test_what_is_the_same_is_not_taken_apart_again() -> None:
    """The ids stay the very same list, by which others know that no claim came or went."""
    memory = ClaimTexts()
    first = memory.columns(TEXTS)
    second = memory.columns(TEXTS | {"status": "received,asked"})

    assert first.ids is second.ids
    assert spelled(second)[0] == ("i1", "A", Status.ASKED, False, "2026-W05", MEMBER)
    assert memory.columns(TEXTS | {"id": "i3,i1"}).ids == ["i1", "i3"]


@pytest.mark.parametrize("broken", [{"status": "received,burnt"}, {"week": "a,b,c"}, {"assignee": ""}])
def test_a_row_that_is_none_of_ours_is_refused(broken: dict[str, str]) -> None:
    """Rather than shown beside another claim's facts; and the next reading is whole again."""
    memory = ClaimTexts()
    with pytest.raises(Damaged, match="claim_row"):
        memory.columns(TEXTS | broken)
    assert [row[0] for row in spelled(memory.columns(TEXTS))] == ["i1", "i2"]
