"""The queue's rows: what stands in clear beside the cards, on both engines; views, filters and order on made-up rows."""

from dataclasses import replace

import pytest

from claims.model.card import Card
from claims.model.disclosure import Deadline
from claims.model.vocabulary import Move, Result, Status
from claims.queries.triage_queue import SORTS, VIEWS, Asked, QueueRow, counts, narrowed, read_queue
from tests.cast import HAN, LINH, MINJUN
from tests.make import TODAY, MadeOffice

CARD = Card(
    claim_id="1",
    reference="AAAA1111",
    name="Nguyễn Thị Linh",
    search=("nguyenthilinh", "aaaa1111"),
    language="vi",
    nationality="VNM",
    born="1990",
    results={"P": Result.INSIDE, "Q": Result.OUTSIDE},
    missing=("evidence",),
)
ROW = QueueRow(
    reference="AAAA1111",
    status=Status.RECEIVED,
    week="2026-W47",
    unread=False,
    assignee_id="",
    assignee="",
    card=CARD,
    result=Result.INSIDE,
    deadline=Deadline(code="D", day="2026-12-31", route="state", computed=True),
    days=39,
)
NEW = replace(ROW, reference="BBBB2222", card=None, result=None, deadline=None, days=None, unread=True)
GONE = replace(NEW, reference="CCCC3333", status=Status.WITHDRAWN)
LATE = replace(ROW, reference="DDDD4444", status=Status.CHECKED, assignee_id="me", days=3, result=Result.CANNOT_TELL)
ROWS = (ROW, NEW, GONE, LATE)


def references(rows: list[QueueRow]) -> str:
    """The first letters, in order."""
    return "".join(row.reference[0] for row in rows)


def test_drafts_are_left_out_and_cards_joined(module_office: MadeOffice) -> None:
    office = module_office
    office.draft(LINH)
    linh = office.send(LINH)
    han = office.sign_in(HAN)
    office.work(han)
    minjun = office.send(MINJUN)
    office.decide(linh, han, Move.CHECK)

    with office.database.question() as session:
        rows = read_queue(session, office.office.id, card_key=han.keyring.card, registry=office.registry, today=TODAY)

    found = {row.reference: row for row in rows}
    assert [row.reference for row in rows] == sorted((linh.claim.reference, minjun.claim.reference))
    first, second = found[linh.claim.reference], found[minjun.claim.reference]
    assert first.card is not None
    assert (first.card.name, first.result, first.status) == ("Nguyễn Thị Linh", Result.INSIDE, Status.CHECKED)
    assert (first.deadline.code if first.deadline else "", first.days) == ("STATE-5Y-PROJECT-END", 39)
    assert (second.card, second.result, second.days, second.unread) == (None, None, None, True)


@pytest.mark.parametrize(
    ("view", "shown"),
    [
        ("all", "ABD"),
        ("mine", "D"),
        ("new", "AB"),
        ("unread", "BC"),
        ("not_opened", "B"),
        ("inside", "A"),
        ("cannot_tell", "D"),
        ("missing", "AD"),
        ("checked", "D"),
        ("withdrawn", "C"),
        ("filed", ""),
    ],
)
def test_each_view_shows_its_rows_and_counts_them(view: str, shown: str) -> None:
    assert references(narrowed(ROWS, Asked(view=view, sort="reference"), viewer="me")) == shown
    assert counts(ROWS, viewer="me")[view] == len(shown)


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        (Asked(status="checked"), "D"),
        (Asked(result="inside"), "A"),
        (Asked(language="vi"), "DA"),
        (Asked(language="ko"), ""),
        (Asked(nationality="VNM"), "DA"),
        (Asked(words="thị LINH"), "DA"),
        (Asked(words="bbbb-2222"), "B"),
        (Asked(words="nobody"), ""),
    ],
)
def test_filters_and_words_narrow(asked: Asked, shown: str) -> None:
    assert references(narrowed(ROWS, asked, viewer="me")) == shown


def test_rows_are_put_in_order_and_equal_ones_stay_by_reference() -> None:
    assert references(narrowed(ROWS, Asked(), viewer="")) == "DAB"
    assert references(narrowed(ROWS, Asked(sort="result"), viewer="")) == "ADB"
    assert references(narrowed(ROWS, Asked(sort="name"), viewer="")) == "ADB"
    assert references(narrowed(reversed(ROWS), Asked(sort="week"), viewer="")) == "ABD"
    assert set(SORTS) <= {"deadline", "week", "name", "reference", "status", "result", "language"}
    assert "all" in VIEWS
