"""The bar: drawn on a screen, taken away at the end, and never written into a file."""

import io
import sys

from claims.cli.progress import Progress


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_screen_shows_how_far_it_is_and_is_clean_afterwards(monkeypatch):
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    with Progress() as progress:
        progress.show(0.5, rows=1_000)
    shown = screen.getvalue().split("\r")
    assert "50%" in shown[1]
    assert "1,000 rows" in shown[1]
    assert shown[-2].strip() == "" == shown[-1]


def test_a_file_gets_nothing(monkeypatch):
    written = io.StringIO()
    monkeypatch.setattr(sys, "stderr", written)
    with Progress() as progress:
        progress.show(0.5, rows=1_000)
    assert written.getvalue() == ""
