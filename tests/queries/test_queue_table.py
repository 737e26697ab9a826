"""The queue as columns says of random claims and cards exactly what it says row by row: views, filters, orders, searches, rows."""

from collections.abc import Sequence
from datetime import date
from random import Random

from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from claims.model.card import Card, CardShard
from claims.model.disclosure import Deadline, DisclosedProject, Registry
from claims.model.vocabulary import Move, Result, Status
from claims.queries.queue_table import QueueTable, look_at_queue
from claims.queries.triage_queue import SORTS, VIEWS, Asked, QueueRow, counts, narrowed, read_queue
from claims.rules.cards import search_key
from claims.rules.eligibility import RESULT_ORDER
from claims.rules.next_deadline import days_left, next_deadline
from claims.store.card_columns import Seen, ShardColumns, columns_of
from claims.store.claim_columns import ClaimTexts
from claims.store.open_cards import Guest, Look, OpenCards, places_of
from claims.store.seal import context, seal
from tests.cast import HAN, LINH, MINJUN
from tests.make import TODAY, MadeOffice

KEY, OFFICE = bytes(range(32)), "0f" * 16
NAMES = {"m1": "Han", "m2": "Triin"}
DAYS = {"P": "2026-12-31", "Q": "2027-03", "R": "2020-01-01"}
REGISTRY = Registry(
    projects=tuple(
        DisclosedProject(
            code=code,
            title={},
            summary={},
            sources=(),
            windows=(),
            deadlines=(Deadline(code=f"D-{code}", day=day, route="state", computed=False),),
        )
        for code, day in DAYS.items()
    )
)
NAME = st.sampled_from(["Nguyễn Thị Linh", "nguyen", "김민준", "", "!!", "Zoé", '{"claim_id":"x"', "a\nb"])
WORDS = st.sampled_from(["", "nguyen", "linh thi", "!!", "AAAA", "a0 1", "민준", "zoe b", "x" * 9])
LANGUAGE, COUNTRY = st.sampled_from(["vi", "ko", "", "~~"]), st.sampled_from(["VNM", "KOR", ""])


@st.composite
def claims(draw: st.DrawFn) -> list[tuple[dict[str, str], Card | None]]:
    """Claims as they stand in clear, each with its card where somebody has opened it; a withdrawn one may have one still."""
    found = []
    for number in range(draw(st.integers(0, 12))):
        clear = {
            "id": f"{number:032x}",
            "reference": f"{draw(st.sampled_from('AbZ9'))}{number}",
            "status": draw(st.sampled_from([status for status in Status if status is not Status.DRAFT])),
            "unread": draw(st.sampled_from("01")),
            "week": draw(st.sampled_from(["2026-W47", "2026-W05", "2025-W52"])),
            "assignee": draw(st.sampled_from(["", "m1", "m2", "left"])),
        }
        found.append((clear, draw(st.none() | cards(clear["id"], clear["reference"]))))
    return found


@st.composite
def cards(draw: st.DrawFn, claim_id: str, reference: str) -> Card:
    """What an opened claim may have on its card."""
    name = draw(NAME)
    return Card(
        claim_id=claim_id,
        reference=reference,
        name=name,
        search=tuple(key for key in (search_key(name), search_key(reference)) if key),
        language=draw(LANGUAGE),
        nationality=draw(COUNTRY),
        born="1990",
        results=draw(st.dictionaries(st.sampled_from("PQR"), st.sampled_from(list(Result)), max_size=3)),
        missing=draw(st.sampled_from([(), ("evidence",)])),
    )


ASKED = st.builds(
    Asked,
    view=st.sampled_from(sorted(VIEWS)),
    status=st.sampled_from(["", *Status]),
    result=st.sampled_from(["", *Result]),
    language=LANGUAGE,
    nationality=COUNTRY,
    sort=st.sampled_from(sorted(SORTS)),
    words=WORDS,
)


def row_by_row(found: Sequence[tuple[dict[str, str], Card | None]], today: date) -> list[QueueRow]:
    """What the queue means, said of each claim by itself."""
    return [_row(clear, card, today) for clear, card in sorted(found, key=lambda each: each[0]["reference"])]


def _row(clear: dict[str, str], card: Card | None, today: date) -> QueueRow:
    card = None if clear["status"] == Status.WITHDRAWN else card
    results = card.results if card else {}
    deadline = next_deadline(REGISTRY, results, today=today)
    return QueueRow(
        reference=clear["reference"],
        status=Status(clear["status"]),
        week=clear["week"],
        unread=clear["unread"] == "1",
        assignee_id=clear["assignee"],
        assignee=NAMES.get(clear["assignee"], ""),
        card=card,
        result=min(results.values(), key=RESULT_ORDER.__getitem__, default=None),
        deadline=deadline,
        days=days_left(deadline, today=today),
    )


def table_of(
    found: Sequence[tuple[dict[str, str], Card | None]], today: date, *, gone: Sequence[Card] = ()
) -> QueueTable:
    """The same as columns, with the cards in two sealed shards, and the claims in no order."""
    held = [card for _, card in found if card] + list(gone)
    seen, shards = Seen(), {}
    for part in (held[::2], held[1::2]):
        shard = CardShard(office_id=OFFICE, version=3)
        bound = context("cards", OFFICE, shard.id, 3)
        shard.sealed = seal(KEY, TypeAdapter(list[Card]).dump_json(part), context=bound)
        shards[shard.id] = ShardColumns.of(shard, card_key=KEY, seen=seen)
    columns = columns_of(shards, seen=seen)
    shuffled = Random(1).sample(list(found), len(found))
    names = ("id", "reference", "status", "unread", "week", "assignee")
    texts = {name: ",".join(str(clear[name]) for clear, _ in shuffled) for name in names}
    clear = ClaimTexts().columns(texts)
    look = Look(claims=clear, cards=columns, places=places_of(clear, columns), worked_out={})
    return QueueTable(look, names=NAMES, registry=REGISTRY, today=today)


@given(claims(), ASKED, st.sampled_from(["m1", "m2", "", "nobody"]), st.sampled_from([TODAY, date(2027, 1, 5)]))
def test_columns_say_what_rows_say(
    found: list[tuple[dict[str, str], Card | None]], asked: Asked, viewer: str, today: date
) -> None:
    rows, table = row_by_row(found, today), table_of(found, today)

    assert table.rows(range(len(table))) == rows
    assert table.counts(viewer=viewer) == counts(rows, viewer=viewer)
    assert table.rows(table.narrowed(asked, viewer=viewer)) == narrowed(rows, asked, viewer=viewer)
    assert set(table.languages()) == {row.card.language for row in rows if row.card}
    assert set(table.nationalities()) == {row.card.nationality for row in rows if row.card}


@given(
    claims(),
    st.lists(st.integers(100, 105).map(lambda n: f"{n:032x}"), unique=True, max_size=3).flatmap(
        lambda ids: st.tuples(*(cards(each, "GONE") for each in ids))
    ),
)
def test_cards_of_gone_claims_and_claims_without_a_card_are_named(
    found: list[tuple[dict[str, str], Card | None]], gone: Sequence[Card]
) -> None:
    table = table_of(found, TODAY, gone=gone)
    withdrawn = {clear["id"] for clear, card in found if card and clear["status"] == Status.WITHDRAWN}
    new = {clear["id"] for clear, card in found if card is None and clear["status"] != Status.WITHDRAWN}

    assert set(table.cards_of_gone()) == withdrawn | {card.claim_id for card in gone}
    assert set(table.without_card()) == new


def test_in_an_office_the_columns_are_the_rows(module_office: MadeOffice) -> None:
    """On both engines; claims opened, new, moved on and left as drafts."""
    office = module_office
    office.draft(LINH)
    linh, han = office.send(LINH), office.sign_in(HAN)
    office.work(han)
    office.send(MINJUN)
    office.decide(linh, han, Move.CHECK)
    asked = {"card_key": han.keyring.card, "registry": office.registry, "today": TODAY}
    guest = Guest(row_id="r", member_id=han.member.id, epoch=0)
    held = OpenCards(office.database)
    with office.database.question() as session:
        rows = read_queue(session, office.office.id, **asked)
        table = look_at_queue(session, office.office.id, open_cards=held, guest=guest, **asked)
    held.forget()

    assert len(rows) == 2
    assert table.rows(table.narrowed(Asked(sort="reference"), viewer="")) == rows


def test_a_claim_without_a_card_is_found_by_its_reference_alone() -> None:
    """All words together, as somebody types a reference in two halves."""
    clear = {
        "id": "0" * 32,
        "reference": "AB12",
        "status": "received",
        "unread": "0",
        "week": "2026-W47",
        "assignee": "",
    }
    table = table_of([(clear, None)], TODAY)

    found = {words: len(table.narrowed(Asked(words=words), viewer="")) for words in ("ab 12", "12 ab", "b1", "x")}
    assert found == {"ab 12": 1, "12 ab": 0, "b1": 1, "x": 0}
