"""How fast new mail is opened, and how long others wait meanwhile.

PYTHONPATH=. .venv/bin/python benchmarks/mail.py --claims 1000 --there 0 --engine sqlite

Claims are sent by the deeds of the service, then opened as the worker opens them: read, opened, looked at under the registry in
force, wrapped anew, a ledger line, a card and a place among the trips for each, kept. `--there`: how many claims the office has
opened before. The processor's seconds stand beside those of the clock, for a machine that has other work.
"""

import argparse
import platform
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter, process_time

from sqlmodel import Session

from benchmarks.offices import fill, office_on
from claims.actions import open_mail as mailing
from claims.actions.open_mail import open_mail
from claims.store.database import Database
from claims.store.seal import new_key
from tests.cast import LINH
from tests.make import MadeOffice


class Watched(Database):
    """A database that remembers how long each deed held its locks, in milliseconds."""

    def __init__(self, database: Database) -> None:
        super().__init__(database.engine)
        self.held: list[float] = []

    @contextmanager
    def deed(self) -> Iterator[Session]:
        """One transaction, timed."""
        start = perf_counter()
        with super().deed() as session:
            yield session
        self.held.append((perf_counter() - start) * 1000)


def measured(office: MadeOffice, *, claims: int, there: int) -> dict[str, str]:
    """The figures of one run."""
    card_key, reading = new_key(), new_key()
    if there:
        fill(office, card_key=card_key, claims=there)
    start = perf_counter()
    sent = [office.send(LINH) for _ in range(claims)]
    between = perf_counter()
    keys = {each.claim.id: each.claim.key.hex() for each in sent}
    keys |= {"card": card_key.hex(), "reading": reading.hex(), "generation": "1"}
    database, ids = Watched(office.database), [each.claim.id for each in sent]
    lent = {name: keys[name] for name in mailing.NO_CLAIM}
    begun, worked, opened = perf_counter(), process_time(), 0
    for at in range(0, claims, mailing.AT_ONCE):
        given = {each: keys[each] for each in ids[at : at + mailing.AT_ONCE]} | lent
        opened += open_mail(database, office.office.id, keys=given, registry=office.registry, now=lambda: office.now)
    worked, took = process_time() - worked, perf_counter() - begun
    assert opened == claims
    held = sorted(database.held)
    return {
        "draft, judge and send claims, per second": f"{claims / (between - start):,.0f}",
        "open new mail, claims per second": f"{claims / took:,.0f}",
        "the same by the processor's clock": f"{claims / worked:,.0f}",
        f"a handful of {mailing.HANDFUL} is locked for, middle, ms": f"{held[len(held) // 2]:,.0f}",
        "and at most, ms": f"{held[-1]:,.0f}",
    }


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--claims", type=int, default=1000, help="how many claims are sent and opened")
    asked.add_argument("--there", type=int, default=0, help="how many claims were opened before")
    asked.add_argument("--engine", choices=("sqlite", "postgresql"), default="sqlite")
    given = asked.parse_args()
    print(
        f"{platform.machine()}, Python {platform.python_version()}, {given.engine}, {given.there:,} claims there before"
    )
    with (
        tempfile.TemporaryDirectory() as folder,
        office_on(given.engine, Path(folder), members=()) as office,
    ):
        for name, figure in measured(office, claims=given.claims, there=given.there).items():
            print(f"{name:<58}{figure:>12}")


if __name__ == "__main__":
    main()
