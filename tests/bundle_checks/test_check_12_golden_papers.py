"""Check 12: what claimants write is drawn as it was when it was looked at, in every script; a face that falls back shows.

The line of the account is cut out of a real statement, and the grey of its small blocks compared with tests/golden/papers.json. After a
wanted change: `python -m tests.bundle_checks.test_check_12_golden_papers`, and look at what changed before keeping it.
"""

import json
import shutil
from dataclasses import replace
from functools import cache
from itertools import combinations
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from claims.errors import NotValid
from claims.settings import ROOT
from claims.store.fonts import FontSet
from claims.store.papers import Press
from claims.web.paper_words import statement_words
from tests.paper_samples import TEMPLATES, WRITERS, as_written, sample_fonts, sample_press, sample_statement

GOLDEN = ROOT / "tests" / "golden" / "papers.json"
# A language of the statement and what is written in it; what stands first is looked for in the text layer.
LINES = {
    **{tag: (tag, WRITERS[tag][1]) for tag in ("ko", "en", "ar", "th", "km", "my", "zh-Hans", "ja", "mn", "vi")},
    "zh-Hant": ("zh-Hant", "我從仁川機場入境。沒有人告訴我。直骨門角"),
    "mixed": ("en", "M1234567 محمد 2015-03-02 홍길동 สมชาย 王小明 Nguyễn"),
    "han zh": ("zh-Hans", "直骨角誤令"),
    "han ja": ("ja", "直骨角誤令"),
    "han ko": ("ko", "直骨角誤令"),
}
MARK = "QXJ"
DOTS, BLOCK, WIDE, HIGH = 150, 6, 72, 8
# Strokes that differ from country to country are finer than that: five letters at twice the dots, in small blocks.
FINE_DOTS, FINE_BLOCK, FINE_WIDE, FINE_HIGH = 300, 4, 64, 14
# Mean difference of a block, of 15 shades: the same line on another day is below, another face above.
SAME = 0.35


def line_of(name: str, *, press: Press | None = None) -> Image.Image:
    """The first line of the account, from after its mark to as far as is compared, in grey."""
    language, text = LINES[name]
    statement = replace(sample_statement("en"), language=language, account=f"{MARK} {text}")
    words = statement_words(as_written, language="en")
    pdf = (press or sample_press()).statement(statement, words=words, korean=words)
    reader = pypdfium2.PdfDocument(pdf)
    try:
        for page in reader:
            found = page.get_textpage().search(MARK).get_next()
            if found:
                mark = [page.get_textpage().get_charbox(found[0] + at) for at in range(len(MARK))]
                return _cut(page, mark, towards="left" if language == "ar" else "right", fine="han" in name)
    finally:
        reader.close()
    raise AssertionError("the account is not on the paper")


def _cut(
    page: pypdfium2.PdfPage, mark: list[tuple[float, float, float, float]], *, towards: str, fine: bool
) -> Image.Image:
    block, wide, high = (FINE_BLOCK, FINE_WIDE, FINE_HIGH) if fine else (BLOCK, WIDE, HIGH)
    scale, width, height = (FINE_DOTS if fine else DOTS) / 72, block * wide, block * high
    shown = page.render(scale=scale, grayscale=True).to_pil().convert("L")
    first, last = min(one[0] for one in mark) * scale, max(one[2] for one in mark) * scale
    middle = (page.get_height() - (mark[0][1] + mark[0][3]) / 2) * scale
    left = round(first) - 4 - width if towards == "left" else round(last) + 4
    upper = round(middle - height / 2)
    return shown.crop((left, upper, left + width, upper + height))


def shades(line: Image.Image) -> list[int]:
    """The grey of each block, 0 to 15."""
    fine = line.height == FINE_BLOCK * FINE_HIGH
    small = line.resize((FINE_WIDE, FINE_HIGH) if fine else (WIDE, HIGH), Image.Resampling.BOX)
    return [value * 15 // 255 for value in small.tobytes()]


def apart(one: list[int], other: list[int]) -> float:
    """Mean difference where either has ink: empty paper beside a short line makes nothing alike."""
    inked = [(a, b) for a, b in zip(one, other, strict=True) if min(a, b) < 14]
    return sum(abs(a - b) for a, b in inked) / max(1, len(inked))


@cache
def golden() -> dict[str, list[int]]:
    """What was looked at, one digit a block."""
    told: dict[str, str] = json.loads(GOLDEN.read_text())
    return {name: [int(digit, 16) for digit in digits] for name, digits in told.items()}


@pytest.mark.parametrize("name", LINES)
def test_it_is_drawn_as_it_was_looked_at(name: str) -> None:
    drawn = shades(line_of(name))
    assert min(drawn) < 12, "there is ink"
    assert apart(drawn, golden()[name]) < SAME


def test_every_golden_line_is_of_a_language_here() -> None:
    assert set(golden()) == set(LINES)


def test_the_same_characters_have_the_shapes_of_each_country() -> None:
    """Chinese, Japanese and Korean draw 直 骨 角 誤 令 differently; none of them is drawn as another's."""
    for one, other in combinations(("han zh", "han ja", "han ko"), 2):
        assert apart(golden()[one], golden()[other]) > 2 * SAME
        assert apart(shades(line_of(one)), golden()[other]) > 2 * SAME


def press_without(tmp_path: Path, *faces: str) -> Press:
    """A press whose folder lacks some typefaces."""
    whole = sample_fonts()
    kept = {name: digest for name, digest in whole.sha256.items() if name not in faces}
    folder = tmp_path / "fonts"
    folder.mkdir()
    for name in kept:
        shutil.copyfile(whole.folder / name, folder / name)
    return Press(FontSet(folder=folder, sha256=kept), templates=TEMPLATES)


def test_a_face_that_falls_back_is_noticed(tmp_path: Path) -> None:
    """Latin letters drawn by the Chinese face: no letter is missing, so only the picture tells."""
    press = press_without(tmp_path, "NotoSans-Regular.ttf", "NotoSans-Bold.ttf")
    assert apart(shades(line_of("en", press=press)), golden()["en"]) > SAME


@pytest.mark.parametrize(("name", "face"), [("th", "NotoSansThai"), ("km", "NotoSansKhmer"), ("ar", "NotoNaskhArabic")])
def test_a_script_without_a_face_stops_the_paper(name: str, face: str, tmp_path: Path) -> None:
    press = press_without(tmp_path, f"{face}-Regular.ttf", f"{face}-Bold.ttf")
    with pytest.raises(NotValid, match="missing_glyph"):
        line_of(name, press=press)


def main() -> None:
    """Write what is drawn now, after a change that was looked at."""
    told = {name: "".join(f"{shade:x}" for shade in shades(line_of(name))) for name in LINES}
    GOLDEN.write_text(json.dumps(told, indent=1) + "\n")


if __name__ == "__main__":
    main()
