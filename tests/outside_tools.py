"""Programs of others that check what we make: poppler, qpdf, coreutils. This is where tests call them, or skip by name."""

import shutil
import subprocess
from pathlib import Path

import pytest


def run_tool(name: str, *arguments: str | Path, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run a program and return what it said; skips the test where the program is not installed."""
    program = shutil.which(name)
    if program is None:
        pytest.skip(f"{name} is not installed")
    return subprocess.run(
        [program, *map(str, arguments)], cwd=folder, capture_output=True, text=True, check=False, timeout=120
    )


def text_of(pdf: bytes, folder: Path) -> str:
    """The text layer by poppler, in the order it was drawn; spaces and line ends made one space."""
    path = folder / "text.pdf"
    path.write_bytes(pdf)
    return " ".join(run_tool("pdftotext", "-raw", "-enc", "UTF-8", path, "-").stdout.split())
