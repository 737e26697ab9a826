"""Made-up border records: this is where a seeded list of trips of any length comes from, for measuring and for trying out.

No real person, no real distribution: shares are round numbers in the order of what was published about the Korean border.
The same seed and number give the same records on every machine.
"""

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np
import pyarrow as pa

from claims.rules.matching import COLUMNS

BATCH = 122_880
"""Records a row group, as DuckDB writes them."""

_TRIPS_EACH = 4
_FIRST, _LAST = date(2003, 1, 1), date(2023, 12, 31)
_PASSPORTS = {
    "KOR": 45.0, "CHN": 17.0, "JPN": 10.0, "TWN": 4.0, "USA": 4.0, "HKG": 2.5, "THA": 2.0, "VNM": 2.0, "PHL": 1.7,
    "RUS": 1.5, "MYS": 1.3, "IDN": 1.2, "SGP": 1.0, "UZB": 0.8, "MNG": 0.7, "IND": 0.6, "CAN": 0.6, "AUS": 0.5,
    "GBR": 0.5, "D": 0.4, "FRA": 0.3, "KHM": 0.3, "NPL": 0.3, "MMR": 0.2, "BGD": 0.2, "LKA": 0.2, "XXB": 0.1, "": 1.0,
}  # fmt: skip
_PORTS = {
    "ICN": 68.0,
    "PUS": 9.0,
    "GMP": 7.0,
    "CJU": 4.0,
    "TAE": 2.0,
    "KRPUS": 2.0,
    "KRINC": 1.5,
    "other": 1.0,
    "": 5.5,
}
_CAPACITIES = {
    "ordinary": 70.0, "": 24.0, "crew": 2.5, "transit": 1.5, "cruise": 1.0, "sofa": 0.5, "diplomat": 0.3,
    "refused_entry": 0.15, "refugee": 0.05,
}  # fmt: skip
_CHANNELS = {"desk": 60.0, "gate": 22.0, "": 17.0, "other": 1.0}
_ANSWERS = {"": 70.0, "no": 22.0, "yes": 8.0}
_VAGUE = 0.03
"""The share of trips whose days somebody remembers by month, year, season or roughly."""


def record_schema() -> pa.Schema:
    """Every column of a list of trips, all texts; all but the names written once per distinct text."""
    few = pa.dictionary(pa.int32(), pa.string())
    names = ("record", "claimant")
    return pa.schema([pa.field(name, pa.string() if name in names else few, name not in names) for name in COLUMNS])


def synthetic_records(*, records: int, seed: int = 1) -> Iterator[pa.RecordBatch]:
    """`records` trips in batches of at most BATCH, about four to a claimant and theirs in a row."""
    days, places = _date_texts()
    births = np.array([str(date(1925, 1, 1) + timedelta(days=n)) for n in range(365 * 92)])
    schema = record_schema()
    for number, start in enumerate(range(0, records, BATCH)):
        pick = np.random.default_rng((seed, number))
        rows = min(BATCH, records - start)
        names = np.arange(start, start + rows)
        entry = pick.integers(0, len(days), rows)
        stay = np.minimum(pick.geometric(0.12, rows) + (pick.random(rows) < 0.05) * pick.integers(30, 700, rows), 900)
        residents = pick.random(rows) < 0.4
        exit_ = np.clip(np.where(residents, entry - stay, entry + stay), 0, len(days) - 1)
        born = pick.integers(0, len(births), rows)
        columns = {
            "record": pa.array(np.char.add("R", np.char.zfill(names.astype("U9"), 9))),
            "claimant": pa.array(np.char.add("C", np.char.zfill((names // _TRIPS_EACH).astype("U9"), 9))),
            "passport": _chosen(pick, _PASSPORTS, rows),
            "entered": _dates(pick, days, places, entry, blank=0.01, never=0.002),
            "exited": _dates(pick, days, places, exit_, blank=0.03, never=0.01),
            "port_in": _chosen(pick, _PORTS, rows),
            "port_out": _chosen(pick, _PORTS, rows),
            "channel_in": _chosen(pick, _CHANNELS, rows),
            "channel_out": _chosen(pick, _CHANNELS, rows),
            "born": _births(pick, births, born, first=np.minimum(entry, exit_)),
            "capacity": _chosen(pick, _CAPACITIES, rows),
            "registered": _chosen(pick, _ANSWERS, rows),
            "gate_registered": _chosen(pick, _ANSWERS, rows),
            "holds_korean": _chosen(pick, {"": 90.0, "no": 9.0, "yes": 1.0}, rows),
        }
        yield pa.record_batch([columns[field.name] for field in schema], schema=schema)


def _chosen(pick: np.random.Generator, shares: dict[str, float], rows: int) -> pa.Array:
    """Texts in their shares; blank ones are null."""
    texts = list(shares)
    edges = np.cumsum(np.fromiter(shares.values(), float))
    return _coded(np.searchsorted(edges, pick.random(rows) * edges[-1], side="right"), texts)


def _coded(places: np.ndarray, texts: list[str]) -> pa.Array:
    coded = pa.array(np.minimum(places, len(texts) - 1).astype(np.int32))
    if "" in texts:
        blank = texts.index("")
        coded = pa.array(coded.to_numpy(), mask=coded.to_numpy() == blank)
    return pa.DictionaryArray.from_arrays(coded, pa.array(texts))


def _date_texts() -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """Every day as text, and for each the month, year, season and so on that somebody may remember instead."""
    every = [_FIRST + timedelta(days=n) for n in range((_LAST - _FIRST).days + 1)]
    season = [f"{day.year}-{21 + (day.month - 3) // 3 if day.month > 2 else 24}" for day in every]
    kinds = {
        "month": [f"{day:%Y-%m}" for day in every],
        "year": [f"{day:%Y}" for day in every],
        "season": season,
        "unsure": [f"{day}?" for day in every],
        "about": [f"{day}~" for day in every],
        "between": [f"{day}/{day + timedelta(days=9)}" for day in every],
        "decade": [f"{day:%Y}"[:3] + "X" for day in every],
    }
    return np.array([str(day) for day in every]), {kind: np.array(texts) for kind, texts in kinds.items()}


def _dates(
    pick: np.random.Generator,
    days: np.ndarray,
    vague: dict[str, np.ndarray],
    places: np.ndarray,
    *,
    blank: float,
    never: float,
) -> pa.Array:
    """Days as texts, a few of them vague, blank or "none"."""
    every = [days, *vague.values(), np.array(["none"])]
    begins = np.cumsum([0, *map(len, every)])
    kind = np.where(pick.random(len(places)) < _VAGUE, pick.integers(1, 1 + len(vague), len(places)), 0)
    found = begins[kind] + places
    drawn = pick.random(len(places))
    found[drawn < never] = begins[-2]
    return _few(found, np.concatenate(every), missing=drawn > 1 - blank)


def _births(pick: np.random.Generator, births: np.ndarray, places: np.ndarray, *, first: np.ndarray) -> pa.Array:
    """Birth dates before the first crossing, some known by year alone, some blank."""
    latest = (_FIRST - date(1925, 1, 1)).days + first
    found = np.where(places > latest, places % np.maximum(latest, 1), places)
    years = np.array([f"{1925 + n}" for n in range(93)])
    by_year = (pick.random(len(places)) < 0.03) & (found < latest - 400)
    texts = np.concatenate([births, years])
    found = np.where(by_year, len(births) + (births.astype("U4")[found].astype(int) - 1925), found)
    return _few(found, texts, missing=pick.random(len(places)) < 0.03)


def _few(found: np.ndarray, texts: np.ndarray, *, missing: np.ndarray) -> pa.Array:
    """Only the texts that occur, in order of their places."""
    # A month stands there once for each of its days: a list of distinct texts holds it once.
    spelled, first = np.unique(texts, return_inverse=True)
    distinct, back = np.unique(first[found], return_inverse=True)
    texts = spelled
    return pa.DictionaryArray.from_arrays(pa.array(back.astype(np.int32), mask=missing), pa.array(texts[distinct]))
