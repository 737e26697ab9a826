"""One run of `claims match`: this is where lists are opened, judged and written, and the summary is made up."""

import os
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from claims.cli.match_words import refusal_said, silence_said
from claims.cli.progress import Progress
from claims.model.disclosure import CollectionWindow, Registry
from claims.model.vocabulary import Result
from claims.rules.eligibility import RESULTS
from claims.rules.windows import silent_windows
from claims.store.bulk_judging import BulkJudging, JudgedBatch, Shape
from claims.store.claimant_verdicts import Verdicts
from claims.store.class_results import ClassResults
from claims.store.finding_lists import FindingList, Refusals, check_apart, refusals_of
from claims.store.finding_rows import FindingRows, Rows, WideRows
from claims.store.synthetic_records import record_schema, synthetic_records
from claims.store.trip_csv import CsvTrips
from claims.store.trip_lists import TripList, Unusable
from claims.store.trip_parquet import ParquetTrips

MOST_THREADS = 4


@dataclass(frozen=True)
class Order:
    """What to judge, by which registry, into which file, in which shape; `records`: the kind of record the lists hold."""

    inputs: tuple[Path, ...]
    registry: Registry
    out: Path
    shape: Shape = "findings"
    records: str = "border-KOR"


@dataclass
class Done:
    """What was done, for the end of the command."""

    rows: int
    refused: int
    results: dict[tuple[str, Result], int]
    windows: tuple[str, ...]
    silent: tuple[CollectionWindow, ...]
    rejects: Path
    seconds: float
    records: str
    peak: float = field(default_factory=lambda: peak_memory())

    def text(self) -> str:
        """Rows, results per window, speed and memory, as lines."""
        lines = [f"{self.rows:,} rows, {self.refused:,} of them in the rejects file"]
        width = max((len(window) for window in self.windows), default=0)
        for window in self.windows:
            counts = ", ".join(f"{result.value} {self.results[window, result]:,}" for result in RESULTS)
            lines.append(f"  {window:<{width}}  {counts}")
        lines += silence_said(self.silent, records=self.records)
        lines.append(
            f"{self.rows / max(self.seconds, 1e-9):,.0f} rows a second, {self.peak:,.0f} MiB of memory at most"
        )
        return "\n".join(lines)


def match_lists(order: Order) -> Done:
    """Every row of the lists judged into `order.out`; afterwards it is whole, or as it was before. Raises Unusable."""
    check_apart(list(order.inputs), order.out)
    began = time.perf_counter()
    bulk = BulkJudging(order.registry, records=order.records, said=refusal_said, shape=order.shape)
    try:
        with ExitStack() as opened:
            lists = [opened.enter_context(_open(path)) for path in order.inputs]
            refusals = opened.enter_context(Refusals(refusals_of(order.out)))
            _write(order, bulk, lists, refusals)
    except OSError as failed:
        raise Unusable(
            f"{order.out}: cannot be written ({failed.strerror or failed}); choose another place for --out"
        ) from None
    return Done(
        rows=bulk.counts.rows,
        refused=bulk.counts.refused,
        results=bulk.result_counts(),
        windows=tuple(ready.window.id for ready in bulk.judging.windows),
        silent=silent_windows(order.registry, records=order.records),
        rejects=refusals_of(order.out),
        seconds=time.perf_counter() - began,
        records=order.records,
    )


def _write(order: Order, bulk: BulkJudging, lists: list[TripList], refusals: Refusals) -> None:
    batches = _judged(bulk, lists, refusals, columns=_columns(order, bulk))
    if order.shape == "verdicts":
        assert isinstance(bulk.answers, ClassResults)
        with Verdicts(bulk.answers, beside=order.out, rows=sum(one.rows for one in lists)) as verdicts:
            for judged in batches:
                verdicts.take(judged)
            with FindingList(order.out, Verdicts.schema) as out:
                for batch in verdicts.settle():
                    out.write(batch)
        return
    rows_of: Rows = WideRows(bulk.answers) if order.shape == "wide" else FindingRows(bulk.rows)
    with FindingList(order.out, rows_of.schema) as out:
        for judged in batches:
            out.write(rows_of.of(judged))


def _columns(order: Order, bulk: BulkJudging) -> tuple[str, ...]:
    return (*bulk.columns, "claimant") if order.shape == "verdicts" else bulk.columns


def _judged(
    bulk: BulkJudging, lists: list[TripList], refusals: Refusals, *, columns: tuple[str, ...]
) -> Iterator[JudgedBatch]:
    threads = min(MOST_THREADS, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1)
    with Progress() as progress:
        for number, one in enumerate(lists):
            for judged in bulk.judge(one.batches(columns), threads=threads):
                for broken in judged.broken:
                    refusals.write(broken.line, _named(one, lists, broken.record), broken.reason)
                progress.show((number + one.done()) / len(lists), rows=bulk.counts.rows)
                yield judged


def _named(one: TripList, lists: list[TripList], record: str) -> str:
    """The record, with its list's name where there are several."""
    return record if len(lists) == 1 else f"{one.path.name}:{record}"


def _open(path: Path) -> TripList:
    return ParquetTrips(path) if path.suffix == ".parquet" else CsvTrips(path)


def synthesise(out: Path, *, records: int, seed: int) -> None:
    """A made-up list of trips. Raises Unusable."""
    if out.is_dir():
        raise Unusable(f"{out}: is a folder; name a file for --out")
    try:
        with FindingList(out, record_schema()) as written, Progress() as progress:
            done = 0
            for batch in synthetic_records(records=records, seed=seed):
                written.write(batch)
                done += batch.num_rows
                progress.show(done / records, rows=done)
    except OSError as failed:
        raise Unusable(f"{out}: cannot be written ({failed.strerror or failed}); choose another place") from None


def peak_memory() -> float:
    """The most memory this program has held, in MiB."""
    unit = 1024 if sys.platform != "darwin" else 1024 * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
