"""How fast a bundle is made, beside what the engine that sets its papers needs for the same papers by itself.

PYTHONPATH=. .venv/bin/python benchmarks/bundles.py --claimants 1000 --workers 1

Claims with three exhibits each (a photo, a paper of two pages, a photo) are sent and chosen by the deeds of the service; then a bundle is
ordered and made by so many workers, each a process of its own. The settings of the claimants' papers are written down and done once
more by the engine alone, in one process and in the same run. `--volumes`: merged volumes too; `--to-sign`: powers and selections too.
"""

import argparse
import multiprocessing
import os
import pickle
import platform
import signal
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Lock
from time import perf_counter, sleep

import typst
from sqlmodel import func, select

from benchmarks.bundle_office import MEMBERS, court_with
from benchmarks.offices import office_on
from claims.actions.run_errands import run_errands
from claims.model.bundle import Bundle
from claims.model.bundle_share import BundleShare
from claims.model.session import Worker
from claims.model.vocabulary import BundleStatus, ShareStatus
from claims.store.clock import now, seconds
from claims.store.errands import WorkerKeys
from claims.store.papers import Press
from tests.make_bundles import Court

CLAIMANTS_PAPERS = frozenset({"statement", "match", "power", "selection"})
EMPTY = "blank"
Setting = tuple[str, dict[str, str], list[str]]


def work(court: Court, notes: Path) -> None:
    """One worker, until it is told to stop; every setting of a claimant's paper is noted."""
    court.office.database.engine.dispose(close=False)
    real, taking_turns = Press._compiled, Lock()

    def compiled(self: Press, name: str, inputs: dict[str, str], **how: object) -> bytes:
        if name != EMPTY:
            with taking_turns, notes.open("ab") as file:
                pickle.dump((name, inputs, list(how["standards"])), file)  # type: ignore[call-overload]
        return real(self, name, inputs, **how)  # type: ignore[arg-type]

    Press._compiled = compiled  # type: ignore[method-assign]
    told: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _frame: told.append(number))
    with court.office.database.deed() as session:
        keys = WorkerKeys(session, court.office.office.id, host_key=court.office.host_key, now=seconds(now()))
    while not told:
        run_errands(court.office.export, keys, host_key=court.office.host_key)
        sleep(0.02)


@contextmanager
def workers(court: Court, *, count: int, notes: Path) -> Iterator[list[BaseProcess]]:
    """So many workers that are alive and known; told to stop at the end."""
    before = _count(court)
    started = [
        multiprocessing.get_context("fork").Process(target=work, args=(court, notes / f"{os.urandom(4).hex()}.notes"))
        for _ in range(count)
    ]
    for each in started:
        each.start()
    while _count(court) < before + count:
        sleep(0.01)
    try:
        yield started
    finally:
        for each in started:
            if each.is_alive():
                each.terminate()
            each.join()


def _count(court: Court) -> int:
    with court.office.database.question() as session:
        return session.exec(select(func.count()).select_from(Worker)).one()


def status(court: Court, bundle: Bundle) -> BundleStatus:
    """How it stands with a bundle."""
    return BundleStatus(court.row(bundle).status)


def shares_made(court: Court, bundle: Bundle) -> int:
    """How many of its shares are made."""
    with court.office.database.question() as session:
        made = select(func.count()).where(BundleShare.bundle_id == bundle.id, BundleShare.status == ShareStatus.MADE)
        return session.exec(made).one()


def wait_for(court: Court, bundle: Bundle, processes: list[BaseProcess]) -> tuple[float, float]:
    """Seconds until the bundle is ready, and the most memory all workers held together (MiB, shared pages counted once)."""
    start, most = perf_counter(), 0.0
    while status(court, bundle) in (BundleStatus.ORDERED, BundleStatus.EXPORTING):
        most = max(most, sum(_memory(each) for each in processes))
        sleep(0.2)
    if status(court, bundle) is not BundleStatus.READY:
        raise SystemExit(f"the bundle was stopped: {court.row(bundle).stopped_by}")
    return perf_counter() - start, most


def _memory(process: BaseProcess) -> float:
    try:
        told = Path(f"/proc/{process.pid}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in told.splitlines() if line.startswith("Pss:")) / 1024


def engine_alone(court: Court, notes: Path) -> tuple[dict[str, int], dict[str, float]]:
    """By kind of paper: how many were set, and how many seconds the engine needs for them by itself, in one process."""
    press = court.office.export.press
    compiler = typst.Compiler(root=press._templates, font_paths=press._faces, ignore_system_fonts=True)
    papers, took = defaultdict[str, int](int), defaultdict[str, float](float)
    for name, inputs, standards in _noted(notes):
        start = perf_counter()
        compiler.compile(
            input=str(press._templates / f"{name}.typ"),
            sys_inputs=inputs,
            format="pdf",
            pdf_standards=standards,
            timestamp=0,
        )
        papers[name] += 1
        took[name] += perf_counter() - start
    return papers, took


def _noted(notes: Path) -> Iterator[Setting]:
    """The settings of all workers, one after the other."""
    for path in notes.glob("*.notes"):
        with path.open("rb") as file, suppress(EOFError):
            while True:
                yield pickle.load(file)


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--claimants", type=int, default=1000)
    asked.add_argument("--workers", type=int, default=1, help="processes that make the bundle")
    asked.add_argument("--volumes", action="store_true", help="merged volumes too")
    asked.add_argument("--to-sign", action="store_true", help="powers and selections to sign too")
    asked.add_argument("--engine", choices=("sqlite", "postgresql"), default="sqlite")
    given = asked.parse_args()
    print(f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores, {given.engine}")
    with tempfile.TemporaryDirectory() as place, office_on(given.engine, Path(place) / "o", members=MEMBERS) as office:
        start = perf_counter()
        court, notes = court_with(office, count=given.claimants), Path(place)
        print(f"{given.claimants} claims with three exhibits each sent and chosen: {perf_counter() - start:.1f} s")
        with workers(court, count=given.workers, notes=notes) as processes:
            start = perf_counter()
            bundle = court.order(court.wanted(volumes=given.volumes, to_sign=given.to_sign))
            print(f"ordered: {perf_counter() - start:.1f} s")
            took, most = wait_for(court, bundle, processes)
            size = court.paper(bundle).size / 1e6
            print(f"made: {took:.1f} s, {given.claimants / took:.1f} claimants a second, {size:,.0f} MB")
        papers, alone = engine_alone(court, notes)
        for what, kinds in (("the claimants' papers", CLAIMANTS_PAPERS), ("all papers", papers.keys())):
            count, needs = sum(papers[each] for each in kinds), sum(alone[each] for each in kinds)
            print(f"the engine alone, {what} ({count}): {needs:.1f} s; ours is {took / needs:.2f} times that")
        used = os.times()
        print(
            f"most memory of all workers: {most:.0f} MiB; {used.children_user + used.children_system:.0f} s of processor time"
        )


if __name__ == "__main__":
    main()
