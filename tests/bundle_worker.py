"""A worker as a process of its own, for tests that kill it: `python -m tests.bundle_worker URL VAULT RUNTIME OFFICE BUNDLE PARTS`.

Says `ready` when keys may be lent to it, begins when it is told a line, ends when the bundle is over. Gone without a word, as by
SIGKILL, when it has sealed PARTS parts (-1: never). A process that was forked could not set papers: the engine's threads stay behind.
"""

import os
import sys
from pathlib import Path

from claims.actions.bundle_shares import BEING_MADE
from claims.actions.making import Export
from claims.actions.run_errands import run_errands
from claims.model.bundle import Bundle
from claims.model.vocabulary import BundleStatus
from claims.settings import ROOT
from claims.store.clock import now, seconds
from claims.store.court_tables import read_court_tables
from claims.store.database import Database, open_engine
from claims.store.errands import WorkerKeys
from claims.store.fonts import gather_fonts
from claims.store.host_key import read_host_key
from claims.store.papers import Press
from claims.store.registry import load_registry
from claims.store.vault import FolderVault
from claims.web.paper_voice import PAPER_VOICE
from tests.make import FONTS, SEOUL


class Mortal(FolderVault):
    """A vault whose process dies when so many parts were put."""

    def __init__(self, root: Path, *, parts: int) -> None:
        super().__init__(root)
        self.left = parts

    def put_part(self, folder: str, name: str, sealed: bytes, *, time: int) -> None:
        """Put it, or die."""
        if self.left == 0:
            os._exit(9)
        self.left -= 1
        super().put_part(folder, name, sealed, time=time)


def main(url: str, vault: str, runtime: str, office_id: str, bundle_id: str, parts: str) -> None:
    """Work until the bundle is over."""
    templates = ROOT / "templates" / "papers"
    database = Database(open_engine(url))
    export = Export(
        database=database,
        vault=Mortal(Path(vault), parts=int(parts)),
        press=Press(gather_fonts(FONTS), templates=templates),
        registry=load_registry(ROOT / "disclosures"),
        voice=PAPER_VOICE,
        tables=read_court_tables(templates),
        zone=SEOUL,
        office_id=office_id,
    )
    host_key = read_host_key(Path(runtime))
    with database.deed() as session:
        worker = WorkerKeys(session, office_id, host_key=host_key, now=seconds(now()))
    print("ready", flush=True)
    sys.stdin.readline()
    while True:
        run_errands(export, worker, host_key=host_key)
        with database.question() as session:
            if BundleStatus(session.get_one(Bundle, bundle_id).status) not in BEING_MADE:
                return


if __name__ == "__main__":
    main(*sys.argv[1:])
