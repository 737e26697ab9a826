"""Fonts for the specimens. This is where a font with Hangul is found, wherever this system keeps its fonts."""

from functools import cache
from pathlib import Path
from typing import Literal

from PIL import ImageFont

from claims.errors import StartRefused

_FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path.home() / ".local/share/fonts",
    Path.home() / ".fonts",
    Path("/Library/Fonts"),
    Path("/System/Library/Fonts"),
)
_FILES = {
    "sans": ("NotoSansCJK-Regular.ttc", "NotoSansCJKkr-Regular.otf", "NotoSansKR-Regular.otf", "NanumGothic.ttf"),
    "bold": ("NotoSansCJK-Bold.ttc", "NotoSansCJKkr-Bold.otf", "NotoSansKR-Bold.otf", "NanumGothicBold.ttf"),
    "serif": ("NotoSerifCJK-Regular.ttc", "NotoSerifCJKkr-Regular.otf", "NotoSansCJK-Regular.ttc", "NanumMyeongjo.ttf"),
    "mono": ("DejaVuSansMono.ttf", "LiberationMono-Regular.ttf", "NotoSansMono-Regular.ttf", "NotoSansCJK-Regular.ttc"),
}
_MOST_FACES = 12

Face = Literal["sans", "bold", "serif", "mono"]


@cache
def font_file(face: Face) -> Path:
    """The first font file of this face on this system; StartRefused with the package to install if there is none."""
    for name in _FILES[face]:
        for folder in _FOLDERS:
            for found in sorted(folder.rglob(name)):
                return found
    raise StartRefused(
        f"no {face} font with Hangul is installed: install the package fonts-noto-cjk and fonts-dejavu-core"
    )


@cache
def font(face: Face, size: int) -> ImageFont.FreeTypeFont:
    """The face at a size in pixels; of a collection, the Korean member."""
    file = font_file(face)
    return ImageFont.truetype(str(file), size, index=_korean_member(file))


@cache
def _korean_member(file: Path) -> int:
    for index in range(_MOST_FACES if file.suffix == ".ttc" else 0):
        try:
            family = ImageFont.truetype(str(file), 12, index=index).getname()[0] or ""
        except OSError:
            return 0
        if family.endswith(" KR"):
            return index
    return 0
