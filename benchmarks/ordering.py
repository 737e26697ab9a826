"""How long counsel waits for the checklist of a bundle, and for the order itself, when very many are chosen for the matter.

PYTHONPATH=. .venv/bin/python benchmarks/ordering.py --claimants 10000

Claims in six languages are sent and chosen by the deeds of the service. Then the page is opened and the order is given, each a whole request
through guards, ledger lines, database, every claim opened, template.
"""

import argparse
import os
import platform
import re
import resource
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, process_time

from benchmarks.bundle_office import MEMBERS, claimant
from benchmarks.offices import office_on
from claims.store.clock import now, seconds
from claims.store.errands import WorkerKeys
from tests.cast import PARK
from tests.client import Page
from tests.desks.at_work import AtWork
from tests.make_bundles import Court

ORDER = {"purpose": "Complaint of December 2026", "recipient": "Seoul Central District Court"}


def timed(what: str, asked: Callable[[], Page]) -> Page:
    """The page that is asked for, and what it took."""
    start, worked = perf_counter(), process_time()
    page = asked()
    print(f"{what}: {perf_counter() - start:.1f} s, {process_time() - worked:.1f} s of work")
    return page


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--claimants", type=int, default=10_000)
    asked.add_argument("--engine", choices=("sqlite", "postgresql"), default="sqlite")
    given = asked.parse_args()
    print(f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores, {given.engine}")
    with tempfile.TemporaryDirectory() as place, office_on(given.engine, Path(place) / "o", members=MEMBERS) as office:
        start = perf_counter()
        court = Court(office)
        court.choose(*(office.send(claimant(number)) for number in range(1, given.claimants + 1)))
        print(f"{given.claimants} claims sent and chosen: {perf_counter() - start:.1f} s")
        with office.database.deed() as session:
            WorkerKeys(session, office.office.id, host_key=office.host_key, now=seconds(now()))
        park = AtWork(office).inside(PARK)
        address = f"/en/office/matters/{court.matter.id}/order"
        page = timed("the checklist", lambda: park.open(address))
        print(*re.findall(r"[0-9,]+ go, [0-9,]+ stay out", page.text))
        page = timed("the checklist again", lambda: park.open(address))
        timed("the order", lambda: page.fill(ORDER).press("Order the bundle"))
        print(f"most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


if __name__ == "__main__":
    main()
