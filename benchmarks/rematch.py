"""How fast sealed claims that were opened once are matched again when the registry changed, measured on this machine.

PYTHONPATH=. .venv/bin/python benchmarks/rematch.py --claims 100000 --trips 3

The shards are made by the sealing of the service, on a SQLite office in a temporary folder, and matched again by the same
deed as the worker's: every shard opened, every trip answered and compared, the shard sealed again and committed by itself.

Two registries are tried: one with another title, which changes no claim, so that nothing but the matching is measured; and
one with an edge moved by a year, whose changed claims are found and counted as a preview does, without opening them.
"""

import argparse
import platform
import random
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import perf_counter

from claims.actions.preview_revision import preview_revision
from claims.actions.rematch_claims import always, rematch
from claims.model.disclosure import Registry
from claims.model.revision_preview import RevisionPreview
from claims.model.tables import random_key
from claims.model.trip_shard import MatchedClaim, Row
from claims.rules.answers import TRIP_COLUMNS, columns_of, matched_by
from claims.rules.class_answering import ClassAnswering
from claims.store.database import upgrade
from claims.store.revision_content import content_of
from claims.store.revision_previews import seal_proposal
from claims.store.seal import new_key
from claims.store.trip_shards import put_trips, trips_key
from tests.make import MadeOffice, make_office

FIRST, DAYS = date(2003, 1, 1), 365 * 23
PASSPORTS = ("VNM", "CHN", "USA", "JPN", "PHL", "THA", "UZB", "NPL", "IDN", "KOR", "RUS", "MNG")
BATCH = 25_600
MOVED = "MOJ-FN-FOI"


def day(chance: random.Random, *, first: date = FIRST, days: int = DAYS) -> str:
    """A day as people give it: nine times out of ten exact, else the month or the year."""
    exact = (first + timedelta(days=chance.randrange(days))).isoformat()
    return exact if chance.random() < 0.9 else exact[: chance.choice((4, 7))]


def trip(chance: random.Random, *, born: str, passport: str) -> Row:
    """One trip: a stay of some weeks, with what a claimant is asked for filled in or not."""
    entered = FIRST + timedelta(days=chance.randrange(DAYS))
    told = {
        "passport": passport,
        "entered": day(chance, first=entered, days=1),
        "exited": day(chance, first=entered, days=200) if chance.random() < 0.7 else None,
        "port_in": chance.choice(("ICN", "GMP", "PUS", "CJU", None)),
        "channel_in": chance.choice(("desk", "gate", None)),
        "channel_out": chance.choice(("desk", "gate", None)),
        "born": born,
        "capacity": chance.choice((None, "ordinary", "ordinary", "crew")),
        "registered": chance.choice((None, "yes", "no")),
    }
    return tuple(told.get(column) for column in TRIP_COLUMNS)


def people(registry: Registry, *, claims: int, trips: int) -> Iterator[list[MatchedClaim]]:
    """Claims with their trips and the answers of a registry, in batches."""
    chance, answering, mark = random.Random(11), ClassAnswering(registry), matched_by(registry)
    for start in range(0, claims, BATCH):
        rows: list[Row] = []
        for _ in range(size := min(BATCH, claims - start)):
            born, passport = day(chance, first=date(1940, 1, 1), days=365 * 62), chance.choice(PASSPORTS)
            rows += (trip(chance, born=born, passport=passport) for _ in range(trips))
        answers = [answer or () for answer in answering.answers(columns_of(rows))]
        spans = (slice(trips * place, trips * (place + 1)) for place in range(size))
        yield [
            MatchedClaim(random_key(), f"{chance.randrange(10**8):08d}", mark, tuple(rows[span]), tuple(answers[span]))
            for span in spans
        ]


def changed(registry: Registry, *, moved: bool) -> Registry:
    """The registry with another title, or besides with the first edge of one window a year later."""
    projects = []
    for project in registry.projects:
        windows = tuple(
            replace(window, from_=f"{int(window.from_[:4]) + 1}{window.from_[4:]}")
            if moved and window.id == MOVED
            else window
            for window in project.windows
        )
        projects.append(replace(project, windows=windows, title={**project.title, "en": "Another title"}))
    return Registry(projects=tuple(projects))


def moment() -> datetime:
    """Now."""
    return datetime.now(UTC)


def rematched(office: MadeOffice, *, card_key: bytes, claims: int) -> float:
    """Seconds for a whole run that changes nothing."""
    keys = {"card": card_key.hex(), "reading": new_key().hex()}
    registry = changed(office.registry, moved=False)
    start = perf_counter()
    run = rematch(
        office.database,
        office.office.id,
        keys=keys,
        registry=registry,
        now=lambda: datetime.now(UTC),
        still_lent=always,
    )
    assert (run.looked, run.opened) == (claims, 0)
    return perf_counter() - start


def previewed(office: MadeOffice, *, card_key: bytes, claims: int) -> tuple[float, int]:
    """Seconds for a preview of a moved edge, and how many claims it would change."""
    key, proposal = trips_key(card_key), changed(office.registry, moved=True)
    with office.database.deed() as session:
        preview = RevisionPreview(office_id=office.office.id, week="2026-W47", proposal=b"", outcome=b"")
        preview.proposal = seal_proposal(preview, base="", content=content_of(proposal), key=key)
        session.add(preview)
    start = perf_counter()
    outcome = preview_revision(
        office.database,
        office.office.id,
        preview_id=preview.id,
        keys={"trips": key.hex()},
        now=moment,
        still_lent=always,
    )
    took = perf_counter() - start
    assert outcome is not None
    assert outcome.claims == claims
    return took, claims - min(changes.same for changes in outcome.projects.values())


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--claims", type=int, default=100_000, help="how many claims lie in shards")
    asked.add_argument("--trips", type=int, default=3, help="how many trips each claim has")
    given = asked.parse_args()
    print(f"{platform.machine()}, Python {platform.python_version()}")
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/office.sqlite"
        upgrade(url)
        office = make_office(url, Path(folder), members=())
        card_key = new_key()
        try:
            for batch in people(office.registry, claims=given.claims, trips=given.trips):
                with office.database.deed() as session:
                    put_trips(session, office.office.id, key=trips_key(card_key), claims=batch)
            took = rematched(office, card_key=card_key, claims=given.claims)
            print(f"{'match again and keep, claims per second':<58}{given.claims / took:>12,.0f}")
            took, moved = previewed(office, card_key=card_key, claims=given.claims)
            print(f"{'preview a moved edge, claims per second':<58}{given.claims / took:>12,.0f}")
            print(f"{'of them found to change':<58}{moved:>12,}")
        finally:
            office.close()


if __name__ == "__main__":
    main()
