"""How long a member waits for the queue and for a search, page by page through the whole service.

PYTHONPATH=. .venv/bin/python benchmarks/open_queue.py --cards 100000 --engine sqlite

One signed-in member; each request goes through guards, ledger line, database, columns, template. First the look that opens all
shards; then, for each kind of request, the middle and the 95th percentile of many, and beside them what of it the processor
worked for this process, for a machine that has other work.
"""

import argparse
import platform
import random
import resource
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import quantiles
from time import perf_counter, process_time

from benchmarks.offices import FAMILY, GIVEN, PASSPORTS, SPOKEN, fill, office_on
from claims.model.card import Card
from claims.queries.triage_queue import SORTS, VIEWS
from claims.store.cards import put_cards
from tests.cast import HAN
from tests.client import Visitor
from tests.desks.at_work import AtWork
from tests.make import MadeOffice

QUEUE, SEARCH = "/en/office/claims", "/en/office/search"


def looks(chance: random.Random, *, cards: int) -> Iterator[tuple[str, str]]:
    """Kinds of looks at the queue with an address each, without end."""
    while True:
        yield "queue, as it opens", QUEUE
        yield "queue, a view", f"{QUEUE}?view={chance.choice(tuple(VIEWS))}"
        yield (
            "queue, filtered and sorted",
            (
                f"{QUEUE}?view=all&sort={chance.choice(tuple(SORTS))}&spoken={chance.choice(SPOKEN)}"
                f"&nationality={chance.choice(PASSPORTS)}"
            ),
        )
        yield "queue, sorted by name, some page", f"{QUEUE}?sort=name&page={chance.randrange(1, cards // 60 + 2)}"


def words(chance: random.Random, *, cards: int) -> Iterator[tuple[str, str]]:
    """Kinds of searches with words each, without end."""
    while True:
        number = chance.randrange(cards)
        yield "search, one word that many have", chance.choice(("a", "n", "person", "M0", "1"))
        yield "search, a whole name", f"{chance.choice(FAMILY)} {chance.choice(GIVEN)} person{number}"
        yield "search, several words", f"{chance.choice(FAMILY)} {chance.choice(GIVEN)} {number % 100} m0"
        yield "search, a reference", f"{number:08d}"


Taken = tuple[float, float]


def taken(deed: Callable[[], object]) -> Taken:
    """Milliseconds by the clock on the wall and by the processor's."""
    start, worked = perf_counter(), process_time()
    deed()
    return (perf_counter() - start) * 1000, (process_time() - worked) * 1000


def look(browser: Visitor, address: str) -> None:
    """One look at the queue."""
    answer = browser.fetch(address)
    assert answer.status_code == 200, answer.status
    assert b'class="queue"' in answer.data or b"Nothing waits here" in answer.data


def search(browser: Visitor, token: str, text: str) -> None:
    """One search."""
    answer = browser.fetch(SEARCH, method="POST", data={"csrf_token": token, "words": text})
    assert answer.status_code == 200, answer.status


def change(office: MadeOffice, card_key: bytes, card: Card, *, trips: int) -> None:
    """A colleague's process changes one card."""
    with office.database.deed() as session:
        fresh = card.model_copy(update={"trips": trips})
        put_cards(session, office.office.id, card_key=card_key, cards=[fresh])


def measured(office: MadeOffice, *, cards: int, times: int) -> Iterator[tuple[str, list[Taken]]]:
    """Kinds of requests with the milliseconds each took."""
    work, chance = AtWork(office), random.Random(3)
    card_key = work.holding(HAN).keyring.card
    made = fill(office, card_key=card_key, claims=cards)
    browser = work.inside(HAN)
    yield "the first look, which opens all shards", [taken(lambda: look(browser, QUEUE))]
    found: dict[str, list[Taken]] = {}
    addresses = looks(chance, cards=cards)
    for _ in range(4 * times):
        kind, address = next(addresses)
        found.setdefault(kind, []).append(taken(lambda address=address: look(browser, address)))
    token = browser.open(QUEUE).form(button="Search the cards").form.values("csrf_token")[0]
    texts = words(chance, cards=cards)
    for _ in range(4 * times):
        kind, text = next(texts)
        found.setdefault(kind, []).append(taken(lambda text=text: search(browser, token, text)))
    for number in range(times):
        change(office, card_key, chance.choice(made), trips=number)
        found.setdefault("queue, after a card was changed elsewhere", []).append(taken(lambda: look(browser, QUEUE)))
    yield from found.items()
    for whole in ("queue", "search"):
        yield (
            f"{whole}, all of these",
            [each for kind, times in found.items() if kind.startswith(whole) for each in times],
        )


def of(times: Sequence[float]) -> tuple[float, float, float]:
    """The middle, the 95th percentile, the most."""
    cut = quantiles(times, n=20, method="inclusive") if len(times) > 1 else list(times) * 19
    return cut[9], cut[18], max(times)


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--cards", type=int, default=100_000, help="how many claims with cards there are")
    asked.add_argument("--times", type=int, default=100, help="how many requests of each kind")
    asked.add_argument("--engine", choices=("sqlite", "postgresql"), default="sqlite")
    given = asked.parse_args()
    print(
        f"{platform.machine()}, Python {platform.python_version()}, {given.engine}, {given.cards:,} cards; milliseconds"
    )
    print(f"{'':<46}{'middle':>9}{'p95':>9}{'most':>9}{'worked: middle':>17}{'p95':>9}")
    with (
        tempfile.TemporaryDirectory() as folder,
        office_on(given.engine, Path(folder), members=(HAN,)) as office,
    ):
        for kind, times in measured(office, cards=given.cards, times=given.times):
            (middle, p95, most), (worked, worked_p95, _) = (of(each) for each in zip(*times, strict=True))
            print(f"{kind:<46}{middle:>9,.0f}{p95:>9,.0f}{most:>9,.0f}{worked:>17,.0f}{worked_p95:>9,.0f}", flush=True)
    print(
        f"largest this process became, with the test's own cards: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10:,} MiB"
    )


if __name__ == "__main__":
    main()
