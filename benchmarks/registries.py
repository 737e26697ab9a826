"""Registries to measure against: the ministry's file alone, and as many made-up ranges as one likes. This is where both are written."""

from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def ministry(folder: Path) -> Path:
    """A registry folder with the ministry's file alone."""
    there = folder / "registry-ministry"
    there.mkdir(exist_ok=True)
    (there / "m.toml").write_text((ROOT / "disclosures/moj-airport-faces.toml").read_text())
    return there


HEAD = """format = 1
code = "MANY"
title = { en = "Many ranges" }
summary = { en = "Made up, for measuring." }
[[source]]
key = "made-up"
title = "Made up"
publisher = "Nobody"
date = "2026-01-01"
address = "https://example.org/"
read_on = "2026-01-01"
"""
WINDOW = """[[window]]
id = "{id}"
group = "{id}"
status = "official"
population = {{ {population} }}
event = "{event}"
from = "{first}"
to = "{last}"
sources = ["made-up"]
title = {{ en = "{id}" }}
summary = {{ en = "Made up." }}
"""
FLAGS = {
    True: '[[window.flag]]\ncode = "gate_dispute"\nfact = "channel"\nis = ["desk", "other"]\n',
    False: '[[window.flag]]\ncode = "under_17"\nage_below = 17\n[[window.flag]]\ncode = "crew"\nfact = "capacity"\nis = ["crew"]\n',
}
FIRST, DAYS, MEET = date(2003, 1, 1), 7670, 2.5
"""The days of the made-up lists, and how many ranges about a traveller a day lies in, whatever their number."""


def many_windows(folder: Path, number: int) -> tuple[Path, list[tuple[str, bool, int, int]]]:
    """A registry of so many ranges, half of them about nationals: id, about nationals, first and last day (as numbers)."""
    there = folder / f"registry-{number}"
    there.mkdir(exist_ok=True)
    length = max(1, round(DAYS * MEET / (number / 2)))
    windows, parts = [], [HEAD]
    for n in range(number):
        korean, begin = n % 2 == 0, round((n // 2) * (DAYS - length) / max(number / 2 - 1, 1))
        first, last = (FIRST + timedelta(days=begin + d) for d in (0, length - 1))
        name = f"W{n:04}"
        windows.append((name, korean, first.toordinal(), last.toordinal()))
        population = 'passport = ["KOR"]' if korean else 'passport_not = ["KOR"]'
        event = "entry_or_exit" if korean else "entry"
        parts.append(WINDOW.format(id=name, population=population, event=event, first=first, last=last) + FLAGS[korean])
    (there / "many.toml").write_text("".join(parts))
    return there, windows
