"""Fonts: found, copied once, hashed; their lack names the packages."""

import hashlib
from pathlib import Path

import pytest

from claims.errors import StartRefused
from claims.store.fonts import NEEDED, FontsMissing, gather_fonts, missing_packages

NAMES = [name for names in NEEDED.values() for name in names]


def system_with(folder: Path, names: list[str]) -> Path:
    for at, name in enumerate(names):
        path = folder / f"deep{at % 2}" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())
    return folder


def test_fonts_are_copied_and_hashed(tmp_path: Path) -> None:
    system = system_with(tmp_path / "system", NAMES)
    found = gather_fonts(tmp_path / "own", system_folders=[system])
    assert sorted(path.name for path in (tmp_path / "own").iterdir()) == sorted(NAMES)
    assert found.sha256 == {name: hashlib.sha256(name.encode()).hexdigest() for name in NAMES}


def test_what_was_copied_stays_when_the_system_changes(tmp_path: Path) -> None:
    system = system_with(tmp_path / "system", NAMES)
    first = gather_fonts(tmp_path / "own", system_folders=[system])
    for path in system.rglob("*.ttf"):
        path.write_bytes(b"upgraded")
    assert gather_fonts(tmp_path / "own", system_folders=[system]) == first
    assert gather_fonts(tmp_path / "own", system_folders=[tmp_path / "nowhere"]) == first


def test_missing_fonts_stop_the_start_and_name_the_packages(tmp_path: Path) -> None:
    lacking = "NotoSansThai-Regular.ttf"
    system = system_with(tmp_path / "system", [name for name in NAMES if name != lacking])
    with pytest.raises(FontsMissing, match=r"NotoSansThai-Regular\.ttf.*apt-get install fonts-noto-core$") as refusal:
        gather_fonts(tmp_path / "own", system_folders=[system])
    assert isinstance(refusal.value, StartRefused)
    assert refusal.value.packages == ("fonts-noto-core",)
    assert not (tmp_path / "own").exists()
    assert missing_packages([system]) == ("fonts-noto-core",)


def test_a_bare_machine_is_told_both_packages(tmp_path: Path) -> None:
    assert missing_packages([tmp_path]) == ("fonts-noto-cjk", "fonts-noto-core")
