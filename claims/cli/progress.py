"""How far a long command has come: this is where a bar is drawn on the screen of whoever waits, and nowhere else."""

import sys
import time
from contextlib import AbstractContextManager

WIDTH = 40
EVERY = 0.2
"""Seconds between two looks."""


class Progress(AbstractContextManager["Progress"]):
    """A bar on the error stream where that is a screen; silent in files and pipes."""

    def __init__(self) -> None:
        self._seen = sys.stderr.isatty()
        self._began = time.monotonic()
        self._shown = 0.0

    def show(self, share: float, *, rows: int) -> None:
        """So much of the whole is done, from 0 to 1."""
        now = time.monotonic()
        if not self._seen or now - self._shown < EVERY:
            return
        self._shown = now
        filled = round(WIDTH * min(share, 1.0))
        rate = rows / max(now - self._began, 1e-9)
        bar = "█" * filled + "·" * (WIDTH - filled)
        print(f"\r{bar} {share:4.0%}  {rows:,} rows, {rate:,.0f} a second ", end="", file=sys.stderr, flush=True)

    def __exit__(self, *_: object) -> None:
        if self._seen and self._shown:
            print("\r" + " " * (WIDTH + 50) + "\r", end="", file=sys.stderr, flush=True)
