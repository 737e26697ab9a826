"""How fast evidence streams into a bundle, beside what the disk needs to copy the same bytes.

PYTHONPATH=. .venv/bin/python benchmarks/bundle_stream.py --gigabytes 10

Sealed evidence is opened, checked, measured and sealed into a share, then opened again and packed into the sealed ZIP, by the code of the
service; files of 50 MB. Beside it: one plain copy of so many bytes, written through to the disk. `--folder` says on which.
"""

import argparse
import os
import platform
import resource
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from time import perf_counter

from claims.model.claim_file import EvidencePart
from claims.model.made_bundle import MadeFile
from claims.store.archive import PackageContents, write_bundle
from claims.store.sealed_files import new_identity, open_file, recipient_of, seal_file
from claims.store.sealing_behind import SealerBehind
from claims.store.share_streams import OpenStream, ShareStream
from claims.store.vault import FolderVault

FILE, PIECE = 50_000_000, 1 << 20
FOLDERS = ("a" * 32, "b" * 32, "c" * 32)


def evidence(vault: FolderVault, identity: str) -> tuple[EvidencePart, ...]:
    """One file of random bytes, sealed."""
    pieces = (secrets.token_bytes(PIECE) for _ in range(FILE // PIECE))
    return seal_file(pieces, identity=identity, vault=vault, folder=FOLDERS[0], time=0)


def through(vault: FolderVault, *, count: int) -> tuple[float, float]:
    """Seconds for `count` files into a share, and from the share into the packed bundle."""
    identity = new_identity()
    parts = evidence(vault, identity)
    start = perf_counter()
    with SealerBehind(recipient=recipient_of(identity), vault=vault, folder=FOLDERS[1], time=0) as behind:
        share = ShareStream(behind)
        for number in range(count):
            pieces = open_file(parts, identity=identity, vault=vault, folder=FOLDERS[0])
            share.add(f"30-originals/exhibit-{number:06d}.bin", pieces, what="as given")
        made = share.finish()
    between = perf_counter()
    stream = OpenStream(made, identity=identity, vault=vault, folder=FOLDERS[1])

    def files() -> Iterator[tuple[MadeFile, Iterator[bytes]]]:
        return ((file, stream.chunks(file)) for file in share.files)

    counsel = PackageContents(listed=lambda: share.files, files=files)
    with SealerBehind(recipient=recipient_of(identity), vault=vault, folder=FOLDERS[2], time=0) as behind:
        write_bundle(behind, court=PackageContents(), counsel=counsel, day=date(2026, 11, 22), facts={}, signer=None)
        behind.finish()
    return between - start, perf_counter() - between


def copied(folder: Path, *, size: int) -> float:
    """Seconds for a plain copy of so many bytes, written through."""
    source, target = folder / "plain", folder / "copy"
    with source.open("wb") as file:
        for _ in range(size // PIECE):
            file.write(os.urandom(PIECE))
        os.fsync(file.fileno())
    start = perf_counter()
    shutil.copyfile(source, target)
    with target.open("rb") as file:
        os.fsync(file.fileno())
    took = perf_counter() - start
    source.unlink()
    target.unlink()
    return took


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--gigabytes", type=float, default=10.0)
    asked.add_argument("--folder", type=Path, default=None)
    given = asked.parse_args()
    print(f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores")
    with tempfile.TemporaryDirectory(dir=given.folder) as place:
        count = int(given.gigabytes * 1e9 // FILE)
        size = count * FILE
        plain = copied(Path(place), size=size)
        into, packed = through(FolderVault(Path(place) / "vault"), count=count)
    print(f"a plain copy of {size / 1e9:.1f} GB: {size / 1e6 / plain:,.0f} MB a second")
    print(f"opened, measured, sealed into shares: {size / 1e6 / into:,.0f} MB a second")
    print(f"opened again, packed, sealed: {size / 1e6 / packed:,.0f} MB a second")
    print(f"both: {size / 1e6 / (into + packed):,.0f} MB a second, {plain / (into + packed):.2f} of the copy's speed")
    print(f"most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


if __name__ == "__main__":
    main()
