"""Offices to measure in: on SQLite in a temporary folder, or on a PostgreSQL server of their own; and very many claims in them.

This is where what is measured gets its hundred thousand claims: their clear facts, wraps, cards and trips, sealed as the service
seals them. Their files are left away, which neither the queue nor a search reads.
"""

import random
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from sqlmodel import insert

from claims.actions.match_claims import judge_file
from claims.actions.open_office import NewMember
from claims.model.card import Card
from claims.model.claim import Claim, ClaimWrap
from claims.model.tables import random_key
from claims.model.trip_shard import MatchedClaim
from claims.model.vocabulary import Recipient, Result, Status
from claims.rules.answers import TRIP_COLUMNS, matched_by
from claims.rules.cards import search_key
from claims.store.cards import put_cards
from claims.store.database import upgrade
from claims.store.trip_shards import put_trips, trips_key
from tests.cast import LINH
from tests.databases import postgres_database
from tests.make import MadeOffice, make_office
from tests.postgres import running_postgres

FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "王", "李", "張", "Kim", "Иванов", "Smith", "García", "Tamm", "佐藤", "Silva")
GIVEN = ("Linh", "Minh", "伟", "芳", "Joon", "Ольга", "Anna", "José", "Kristjan", "さくら", "Thị Hồng", "Văn", "Mai")
SPOKEN = ("ko", "vi", "zh", "en", "ja", "ru", "uz", "th", "ne", "id", "es", "et")
PASSPORTS = ("VNM", "CHN", "USA", "JPN", "PHL", "THA", "UZB", "NPL", "IDN", "RUS", "MNG", "EST", "ESP", "KOR")
STATUSES = tuple(status for status in Status if status is not Status.DRAFT)
MISSING = ((), (), ("evidence",), ("evidence", "translation"), ("agreement_counsel",))


@contextmanager
def office_on(engine: str, folder: Path, *, members: tuple[NewMember, ...]) -> Iterator[MadeOffice]:
    """An office on `sqlite` or `postgresql`; the server ends with the block."""
    folder.mkdir(parents=True, exist_ok=True)
    if engine == "sqlite":
        yield from _made(f"sqlite:///{folder}/office.sqlite", folder, members=members)
        return
    with running_postgres() as server, postgres_database(server) as url:
        yield from _made(url, folder, members=members)


def _made(url: str, folder: Path, *, members: tuple[NewMember, ...]) -> Iterator[MadeOffice]:
    upgrade(url)
    office = make_office(url, folder, members=members)
    try:
        yield office
    finally:
        office.close()


def person(chance: random.Random, number: int) -> tuple[str, tuple[str, ...]]:
    """A name, and what is searched of them: the name as written, Latin, Hangul, passport number, reference."""
    name = f"{chance.choice(FAMILY)} {chance.choice(GIVEN)} Person{number}"
    keys = (name, f"person {number}", f"응우옌 {number}", f"M{number:08d}", f"{number:08d}")
    return name, tuple(search_key(key) for key in keys)


def card(chance: random.Random, *, claim_id: str, number: int, projects: list[str]) -> Card:
    """Somebody's card."""
    name, search = person(chance, number)
    return Card(
        claim_id=claim_id,
        reference=f"{number:08d}",
        name=name,
        search=search,
        language=chance.choice(SPOKEN),
        nationality=chance.choice(PASSPORTS),
        born=(date(1940, 1, 1) + timedelta(days=chance.randrange(365 * 60))).isoformat(),
        results={project: chance.choice(tuple(Result)) for project in projects},
        missing=chance.choice(MISSING),
        trips=1 + number % 3,
    )


def fill(office: MadeOffice, *, card_key: bytes, claims: int) -> list[Card]:
    """So many sent claims that were opened once, at all steps, some with a member, some unread. Returns their cards."""
    chance, office_id = random.Random(5), office.office.id
    judged = judge_file(LINH, registry=office.registry, now=office.now)
    projects = [verdict.project for verdict in judged.verdicts]
    ids = [random_key() for _ in range(claims)]
    cards = [card(chance, claim_id=each, number=number, projects=projects) for number, each in enumerate(ids)]
    assignees = ["", "", *(random_key() for _ in range(6))]
    rows = [
        {
            "id": each.claim_id,
            "office_id": office_id,
            "reference": each.reference,
            "status": STATUSES[chance.choice((0, 0, 1, 2, 2, 3, 4, 5)) % len(STATUSES)],
            "week": f"2026-W{chance.randrange(1, 48):02d}",
            "retention_week": "2031-W10",
            "assignee": chance.choice(assignees),
            "unread": chance.random() < 0.1,
            "vault_folder": random_key(),
        }
        for each in cards
    ]
    wraps = [
        {
            "claim_id": each,
            "recipient": recipient,
            "recipient_id": office_id,
            "generation": 1,
            "office_id": office_id,
            "wrapped": secrets.token_bytes(112),
        }
        for each in ids
        for recipient in (Recipient.OFFICE, Recipient.READING)
    ]
    mark = matched_by(office.registry)
    trip = tuple("2019-05-01" if column == "entered" else None for column in TRIP_COLUMNS)
    with office.database.deed() as session:
        session.execute(insert(Claim), rows)
        session.execute(insert(ClaimWrap), wraps)
        put_cards(
            session, office_id, card_key=card_key, cards=[c for c, r in zip(cards, rows, strict=True) if _has_card(r)]
        )
        trips = [MatchedClaim(each.claim_id, each.reference, mark, (trip,), ((),)) for each in cards]
        put_trips(session, office_id, key=trips_key(card_key), claims=trips)
    return cards


def _has_card(row: dict[str, object]) -> bool:
    return row["status"] is not Status.WITHDRAWN
