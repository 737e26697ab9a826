"""`claims work`: the worker. Does errands lent by a signed-in office, and destroys what has outlived its week. This is where it beats."""

import signal
import sys
from argparse import Namespace
from collections.abc import Callable
from dataclasses import replace
from threading import Event
from typing import Any

from sqlalchemy.exc import OperationalError

from claims.actions.anchor_ledger import anchor_when_due
from claims.actions.destroy_expired import destroy_expired
from claims.actions.making import Export
from claims.actions.run_errands import never, run_errands
from claims.actions.stamp_bundles import stamp_when_due
from claims.cli.nightly import Nightly
from claims.errors import NotFound, StartRefused
from claims.model.session import Worker
from claims.queries.registry_revisions import current_registry
from claims.settings import ROOT, Settings, read_settings
from claims.store.clock import now, seconds
from claims.store.court_tables import read_court_tables
from claims.store.errands import WorkerKeys, end_old_errands
from claims.store.fonts import gather_fonts
from claims.store.host_key import HostKey, read_host_key
from claims.store.memory_guard import forbid_core_dumps
from claims.store.papers import Press
from claims.store.sessions import end_old_visits
from claims.store.vault import FolderVault
from claims.web.opening import find_office
from claims.web.paper_voice import PAPER_VOICE

BEAT = 1.0
HEARTBEAT = 20
TIDY = 300


def register(subcommands: Any) -> None:
    """Add the command."""
    command = subcommands.add_parser(
        "work",
        help="run the worker beside the web",
        description="Does the work that signed-in members lend keys for: opening new mail, exporting bundles. Stop it with Ctrl-C; nothing is lost.",
    )
    command.add_argument("--once", action="store_true", help="do what is outstanding now, then stop")
    command.set_defaults(run=run)


def run(given: Namespace) -> int:
    """Beat until told to stop."""
    forbid_core_dumps()
    settings = read_settings()
    stop = Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    export = open_export(settings)
    worker: Shift | None = None
    nightly = Nightly(export.database, export.office_id, vault=export.vault, settings=settings)
    while True:
        worker = beat_once(export, settings, worker, stopping=stop.is_set)
        nightly.beat(now())
        if given.once or stop.wait(BEAT):
            break
    nightly.finish()
    if worker is not None:
        worker.leave()
    return 0


def open_export(settings: Settings) -> Export:
    """Everything a worker needs besides keys. Raises StartRefused."""
    database, office = find_office(settings)
    try:
        with database.question() as session:
            registry = current_registry(session, office.id)
    except NotFound:
        raise StartRefused("The registry was never published by this version: run `claims upgrade`.") from None
    return Export(
        database=database,
        vault=FolderVault(settings.vault),
        press=Press(gather_fonts(settings.fonts), templates=ROOT / "templates" / "papers"),
        registry=registry,
        voice=PAPER_VOICE,
        tables=read_court_tables(ROOT / "templates" / "papers"),
        zone=settings.timezone,
        office_id=office.id,
    )


class Shift:
    """One worker under one host key: its keys are only in this process."""

    def __init__(self, export: Export, host_key: HostKey, mark: bytes, stopping: Callable[[], bool] = never) -> None:
        self.export, self.host_key, self.mark, self._stopping = export, host_key, mark, stopping
        self._seen = self._tidied = self._anchored = self._stamped = 0
        with export.database.deed() as session:
            self.keys = WorkerKeys(session, export.office_id, host_key=host_key, now=seconds(now()))

    def beat(self) -> int:
        """Do what is outstanding; returns how many errands were done."""
        moment = seconds(now())
        if moment - self._seen >= HEARTBEAT:
            self._seen = moment
            with self.export.database.deed() as session:
                row = session.get(Worker, self.keys.id)
                if row is not None:
                    row.seen = moment
                    session.add(row)
        if moment - self._tidied >= TIDY:
            self._tidied = moment
            tidy(self.export)
        return run_errands(self._export_now(), self.keys, host_key=self.host_key, stopping=self._stopping)

    def _export_now(self) -> Export:
        """With the registry in force: asked for at each beat, so that an errand never mixes two revisions."""
        with self.export.database.question() as session:
            registry = current_registry(session, self.export.office_id)
        if registry is not self.export.registry:
            self.export = replace(self.export, registry=registry)
        return self.export

    def anchor(self, settings: Settings) -> None:
        """The ledger's head goes outside, once a day; a place that failed is tried again, later each time."""
        moment = seconds(now())
        if moment - self._anchored >= TIDY:
            self._anchored = moment
            anchor_when_due(
                self.export.database, self.export.office_id, settings=settings, host_key=self.host_key, now=now()
            )

    def stamp(self, settings: Settings) -> None:
        """Bundles that wait for their time stamp get it; an authority that failed is asked again at the next round."""
        moment = seconds(now())
        if moment - self._stamped >= TIDY:
            self._stamped = moment
            stamp_when_due(self.export.database, self.export.office_id, settings=settings, now=now())

    def leave(self) -> None:
        """No errand is lent to this worker any more."""
        with self.export.database.deed() as session:
            self.keys.leave(session)


def beat_once(
    export: Export, settings: Settings, worker: Shift | None, *, stopping: Callable[[], bool] = never
) -> Shift | None:
    """One beat of whoever is on shift; a database that somebody holds, or that is away, is waited for: what was lent is still lent."""
    try:
        worker = _on_shift(export, settings, worker, stopping=stopping)
        if worker is not None:
            worker.beat()
            worker.anchor(settings)
            worker.stamp(settings)
    except OperationalError as busy:
        print(f"claims work: waiting for the database. {str(busy.orig).splitlines()[0]}", file=sys.stderr)
    return worker


def tidy(export: Export) -> None:
    """Destroy sessions, errands and claims whose time is over."""
    with export.database.deed() as session:
        end_old_visits(session, now=seconds(now()))
        end_old_errands(session, now=seconds(now()))
        destroy_expired(session, export.office_id, vault=export.vault, now=now())
    export.database.forget()


def _on_shift(
    export: Export, settings: Settings, worker: Shift | None, *, stopping: Callable[[], bool]
) -> Shift | None:
    """The worker under the host key as it is now: a restarted web has a new one, and the old keys open nothing."""
    try:
        host_key = read_host_key(settings.runtime)
    except StartRefused as refused:
        if worker is not None:
            print(f"claims work: waiting. {refused}", file=sys.stderr)
        return None
    mark = host_key.for_purpose("worker shift")
    if worker is None or worker.mark != mark:
        return Shift(export, host_key, mark, stopping)
    return worker
