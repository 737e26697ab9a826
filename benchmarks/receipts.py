"""Whether time tells a known reference from an unknown one: the middle of many tries of each, in turns, so that the machine's mood is shared.

PYTHONPATH=. .venv/bin/python benchmarks/receipts.py --times 2000

By the deed that the door uses, on a SQLite office in a temporary folder with some hundred claims.
"""

import argparse
import tempfile
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter_ns

from claims.actions.draft_claim import open_by_receipt
from claims.errors import NotValid
from claims.store.database import upgrade
from claims.store.receipts import new_code, new_reference
from tests.cast import LINH
from tests.make import MadeOffice, make_office


def tried(office: MadeOffice, reference: str, code: str) -> int:
    """Nanoseconds of one try with a wrong receipt."""
    with office.database.question() as session:
        start = perf_counter_ns()
        try:
            opened = open_by_receipt(session, office.office.id, reference=reference, code=code)
        except NotValid:
            opened = None
        spent = perf_counter_ns() - start
    assert opened is None
    return spent


def measured(office: MadeOffice, *, times: int) -> dict[str, list[int]]:
    """Nanoseconds per kind of wrong receipt; every try with a receipt of its own."""
    known = [office.draft(LINH)[0].reference for _ in range(200)]
    spent: dict[str, list[int]] = {"unknown reference": [], "known reference, wrong code": [], "mistyped code": []}
    for at in range(times):
        code = new_code()
        spent["unknown reference"].append(tried(office, new_reference(), code))
        spent["known reference, wrong code"].append(tried(office, known[at % len(known)], code))
        spent["mistyped code"].append(tried(office, new_reference(), code[:-1] + ("0" if code[-1] != "0" else "1")))
    return spent


def main() -> None:
    """Print the table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--times", type=int, default=2000)
    times = asked.parse_args().times
    with tempfile.TemporaryDirectory() as place:
        url = f"sqlite:///{place}/office.sqlite"
        upgrade(url)
        office = make_office(url, Path(place), members=())
        try:
            spent = measured(office, times=times)
        finally:
            office.close()
    for kind, nanoseconds in spent.items():
        quarter, _, three_quarters = quantiles(nanoseconds, n=4)
        print(
            f"{kind}: {median(nanoseconds) / 1000:.0f} µs, half of all {quarter / 1000:.0f} to {three_quarters / 1000:.0f}"
        )


if __name__ == "__main__":
    main()
