"""Running `claims match` on a list of trips, and reading what it wrote."""

import csv
from pathlib import Path

from claims.cli import main

DISCLOSURES = Path(__file__).parents[2] / "disclosures"


def match(folder: Path, text: str | bytes, *more: str, out: str = "out.csv") -> int:
    """The exit code of the command on a list of trips."""
    list_of_trips = folder / "trips.csv"
    list_of_trips.write_bytes(text if isinstance(text, bytes) else text.encode())
    return main(["match", str(list_of_trips), "--registry", str(DISCLOSURES), "--out", str(folder / out), *more])


def rows(path: Path) -> list[list[str]]:
    """All rows of a CSV file, the first line too."""
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))


def rejected(folder: Path) -> list[list[str]]:
    """The rows of the rejects file."""
    return rows(folder / "out.csv.rejects.csv")[1:]
