"""Fonts: the fixed folder of typefaces that papers are set in, copied once from the system and hashed.

A scan of all system fonts is slow and differs from machine to machine; one small folder makes the same order give the same
bytes. This is where the needed files are found, copied and fingerprinted.
"""

import hashlib
import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from claims.errors import StartRefused

# Debian package -> files. Regular and bold for each script a claimant may write or be named in.
NEEDED: Mapping[str, tuple[str, ...]] = {
    "fonts-noto-core": (
        *(
            f"NotoSans{script}-{weight}.ttf"
            for script in ("", "Bengali", "Devanagari", "Khmer", "Lao", "Myanmar", "Sinhala", "Tamil", "Thai")
            for weight in ("Regular", "Bold")
        ),
        "NotoNaskhArabic-Regular.ttf",
        "NotoNaskhArabic-Bold.ttf",
        "NotoSansSymbols2-Regular.ttf",
    ),
    "fonts-noto-cjk": ("NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc"),
}
SYSTEM_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".local/share/fonts")


class FontsMissing(StartRefused):
    """Typefaces that papers need are not on this machine. Names the files and the Debian packages that bring them."""

    def __init__(self, missing: Mapping[str, Iterable[str]]) -> None:
        files = ", ".join(name for names in missing.values() for name in names)
        packages = " ".join(sorted(missing))
        super().__init__(f"Papers need fonts that are not installed: {files}. Install them: apt-get install {packages}")
        self.packages = tuple(sorted(missing))


@dataclass(frozen=True)
class FontSet:
    """A folder that holds exactly the needed fonts, and the SHA-256 of each by file name."""

    folder: Path
    sha256: Mapping[str, str]


def missing_packages(system_folders: Iterable[Path] = SYSTEM_FOLDERS) -> tuple[str, ...]:
    """The Debian packages that would have to be installed; empty when every file is there."""
    return tuple(sorted(_missing(_found(system_folders))))


def gather_fonts(folder: Path, *, system_folders: Iterable[Path] = SYSTEM_FOLDERS) -> FontSet:
    """Copy what `folder` lacks from the system, and hash all. What is there stays: an upgrade of the system never changes papers.

    Raises FontsMissing when a file is neither there nor on the system, before anything is copied.
    """
    names = [name for names in NEEDED.values() for name in names]
    absent = [name for name in names if not (folder / name).is_file()]
    if absent:
        found = _found(system_folders)
        lacking = {package: [n for n in files if n in absent] for package, files in _missing(found).items()}
        if any(lacking.values()):
            raise FontsMissing({package: files for package, files in lacking.items() if files})
        folder.mkdir(parents=True, exist_ok=True)
        for name in absent:
            _copy(found[name], folder / name)
    return FontSet(folder=folder, sha256={name: _hash(folder / name) for name in sorted(names)})


def _found(system_folders: Iterable[Path]) -> dict[str, Path]:
    wanted = {name for names in NEEDED.values() for name in names}
    # First folder wins, sorted, so that two machines with the same packages choose alike.
    found: dict[str, Path] = {}
    for root in system_folders:
        for path in sorted(root.rglob("Noto*.tt[fc]")) if root.is_dir() else ():
            if path.name in wanted:
                found.setdefault(path.name, path)
    return found


def _missing(found: Mapping[str, Path]) -> dict[str, list[str]]:
    lacking = {package: [name for name in files if name not in found] for package, files in NEEDED.items()}
    return {package: names for package, names in lacking.items() if names}


def _copy(source: Path, target: Path) -> None:
    # Two processes may start at once: each writes its own file and the rename is whole or not at all.
    half = target.with_name(f".{target.name}.{os.getpid()}")
    shutil.copyfile(source, half)
    os.replace(half, target)


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
