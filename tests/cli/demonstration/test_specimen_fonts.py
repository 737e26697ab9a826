"""A font with Hangul is found wherever the system keeps it, or the package is named."""

from pathlib import Path

import pytest

from claims.cli.demonstration import specimen_fonts
from claims.cli.demonstration.specimen_fonts import font, font_file
from claims.errors import StartRefused


@pytest.mark.parametrize("face", ["sans", "bold", "serif"])
def test_the_face_draws_hangul(face: specimen_fonts.Face) -> None:
    drawn = font(face, 40).getmask("견본")
    missing = font(face, 40).getmask("\U0010fffe\U0010fffe")
    assert bytes(drawn) != bytes(missing)
    assert font_file(face).is_file()


def test_without_a_font_the_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(specimen_fonts, "_FOLDERS", ())
    with pytest.raises(StartRefused, match="fonts-noto-cjk"):
        specimen_fonts.font_file.__wrapped__("bold")


def test_any_folder_will_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    elsewhere = tmp_path / "deep" / "NanumGothic.ttf"
    elsewhere.parent.mkdir()
    elsewhere.write_bytes(b"a font")
    monkeypatch.setattr(specimen_fonts, "_FOLDERS", (tmp_path,))
    assert specimen_fonts.font_file.__wrapped__("sans") == elsewhere
