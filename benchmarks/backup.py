"""How long a backup and a restore take, measured on this machine.

PYTHONPATH=. .venv/bin/python benchmarks/backup.py --claims 10000

The office is a SQLite one in a temporary folder: claims with a file part, a judgement, a desk part, messages, wraps and two
sealed files each, of the sizes that the service writes; the bytes are random, as sealed bytes look. Made, verified and
restored by the same deeds as the service's; what is written is waited for until it is on the disk.
"""

import argparse
import os
import platform
import resource
import tempfile
from pathlib import Path
from time import perf_counter, process_time

from sqlalchemy import insert

from claims.model.claim import Claim, ClaimPart, ClaimWrap
from claims.model.tables import random_key
from claims.model.vocabulary import PartKind, Recipient, Status
from claims.rules.references import ALPHABET
from claims.store.database import upgrade
from tests.backing_up import Kept
from tests.make import MadeOffice, make_office

# Bytes of a sealed part as the service writes them, and how many of a kind a claim has.
PARTS = (
    (PartKind.FILE, 8192, 1),
    (PartKind.JUDGEMENT, 16384, 1),
    (PartKind.DESK, 2048, 1),
    (PartKind.MESSAGE, 2048, 2),
)
SEAL = 29
FILE_BYTES, FILES = 66_000, 2
AT_ONCE = 500


def reference(number: int) -> str:
    """Eight characters, each claim's own."""
    made = ""
    for _ in range(8):
        number, digit = divmod(number, len(ALPHABET))
        made += ALPHABET[digit]
    return made


def fill(office: MadeOffice, *, claims: int) -> None:
    """Claims as they lie sealed."""
    office_id = office.office.id
    for start in range(0, claims, AT_ONCE):
        rows = [
            Claim(
                id=random_key(),
                office_id=office_id,
                reference=reference(number),
                status=Status.RECEIVED,
                week="2026-W47",
                retention_week="2036-W47",
                vault_folder=random_key(),
            )
            for number in range(start, min(start + AT_ONCE, claims))
        ]
        with office.database.engine.connect() as connection:
            connection.execute(insert(Claim), [row.model_dump() for row in rows])
            connection.execute(insert(ClaimWrap), [wrap for row in rows for wrap in wraps(row)])
            connection.execute(insert(ClaimPart), [part for row in rows for part in parts(row)])
            connection.commit()
        for folder in (office.vault.root / row.vault_folder[:2] / row.vault_folder for row in rows):
            folder.mkdir(parents=True)
            for _ in range(FILES):  # not by the vault, which waits for the disk each time: that is not what is measured
                (folder / random_key()).write_bytes(os.urandom(FILE_BYTES))


def wraps(row: Claim) -> list[dict[str, object]]:
    """For receipt, office and reading key."""
    of = {"claim_id": row.id, "recipient_id": row.id, "generation": 1, "office_id": row.office_id}
    return [
        {**of, "recipient": each, "wrapped": os.urandom(93)}
        for each in (Recipient.RECEIPT, Recipient.OFFICE, Recipient.READING)
    ]


def parts(row: Claim) -> list[dict[str, object]]:
    """Of each kind."""
    return [
        {
            "claim_id": row.id,
            "kind": kind,
            "number": number + 1,
            "version": 1,
            "office_id": row.office_id,
            "sealed": os.urandom(size + SEAL),
        }
        for kind, size, times in PARTS
        for number in range(times)
    ]


def size_of(folder: Path) -> float:
    """Megabytes of everything below."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def clocks() -> tuple[float, float]:
    """Seconds on the wall, and of the processor: a machine that does other work too shows only in the first."""
    return perf_counter(), process_time()


def took(began: tuple[float, float], ended: tuple[float, float]) -> str:
    """The difference of both."""
    return f"{ended[0] - began[0]:.1f} ({ended[1] - began[1]:.1f})"


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--claims", type=int, default=10_000, help="how many claims there are")
    asked.add_argument("--folder", type=Path, default=None, help="where; by default the temporary folder")
    given = asked.parse_args()
    print(f"{platform.machine()}, Python {platform.python_version()}")
    with tempfile.TemporaryDirectory(dir=given.folder) as name:
        folder = Path(name)
        url = f"sqlite:///{folder / 'office.sqlite'}"
        upgrade(url)
        office = make_office(url, folder, members=())
        fill(office, claims=given.claims)
        kept = Kept(office, folder)
        began = clocks()
        first = kept.back_up()
        between = clocks()
        second = kept.back_up()
        after = clocks()
        restored = kept.restore(second.backup, folder / "new")
        end = clocks()
        assert (restored.problems, first.copied, second.copied) == ((), FILES * given.claims, 0)
        figures = {
            "claims": f"{given.claims:,}",
            "database, MB": f"{(folder / 'office.sqlite').stat().st_size / 1e6:,.0f}",
            "sealed files, MB": f"{size_of(office.vault.root):,.0f}",
            "first backup, every part copied, seconds (of it of the processor)": took(began, between),
            "next backup, nothing new to copy, seconds (of it of the processor)": took(between, after),
            "one backup without parts, MB": f"{size_of(second.backup):,.0f}",
            "restore, seconds (of it of the processor)": took(after, end),
            "memory at most, MB": f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3:,.0f}",
        }
        for what, figure in figures.items():
            print(f"{what:<72}{figure:>14}")
        office.close()


if __name__ == "__main__":
    main()
