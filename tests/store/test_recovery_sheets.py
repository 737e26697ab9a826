"""Recovery sheets read back: the words as text, the code as dots, one page, in Korean and English."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
import segno

from claims.errors import StartRefused
from claims.model.recovery_sheet import RecoverySheet
from claims.model.staff import RecoveryKey
from claims.settings import ROOT
from claims.store.fonts import gather_fonts
from claims.store.papers import Press
from claims.store.recovery import check_words, new_recovery_pair, read_share
from claims.store.recovery_sheets import LANGUAGES, qr_dots, read_sheet_words, recovery_sheets
from tests.make import FONTS

TEMPLATES = ROOT / "templates" / "papers"
PAIR = new_recovery_pair(need=2, shares=3)
DOTS_ACROSS = 50 / 25.4 * 72  # the code is 50 mm wide
SCALE = 4


@pytest.fixture(scope="module")
def press() -> Iterator[Press]:
    """Sets papers."""
    return Press(gather_fonts(FONTS), templates=TEMPLATES)


def sheets(office: str = "Airport Faces Office") -> list[RecoverySheet]:
    """The set on paper."""
    recovery = RecoveryKey(id="0" * 32, office_id="1" * 32, public_key=PAIR.public, need=2, shares=3, week="2026-W47")
    return list(recovery_sheets(PAIR.shares, recovery=recovery, office=office, day=date(2026, 11, 22)))


def printed(press: Press, sheet: RecoverySheet, language: str) -> bytes:
    """The PDF of a sheet."""
    return press.recovery_sheet(sheet, words=read_sheet_words(TEMPLATES, language=language), language=language)


def text_of(pdf: bytes) -> str:
    """The text of its one page."""
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        assert len(document) == 1
        with closing(document[0]) as page, closing(page.get_textpage()) as text:
            return str(text.get_text_range())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_stand_on_the_paper_as_they_are(press: Press, language: str) -> None:
    """Read off by their numbers, column by column, they are the share again."""
    for number, sheet in enumerate(sheets(), start=1):
        said = text_of(printed(press, sheet, language)).split()
        found = {int(a): b for a, b in pairwise(said) if a.isdigit() and b in sheet.words}
        spelled = " ".join(found[place] for place in range(1, 34))

        assert read_share(spelled) == PAIR.shares[number - 1]
        assert set(check_words(PAIR.public)) <= set(said)


def test_a_sheet_says_which_it_is_and_how_many_are_needed(press: Press) -> None:
    said = text_of(printed(press, sheets()[1], "en"))
    korean = text_of(printed(press, sheets("공항 얼굴정보 사무소")[1], "ko"))

    assert "Sheet 2 of 3" in said
    assert "Any 2 of the 3 sheets" in said
    assert "2026-W47" in said
    assert "3장 중 2번째" in korean
    assert "공항 얼굴정보 사무소" in korean


def test_the_code_is_printed_dot_by_dot(press: Press) -> None:
    """Every dot of the picture is the dot that segno made; what it holds are the 33 words in capitals."""
    sheet = sheets()[0]
    with closing(pypdfium2.PdfDocument(printed(press, sheet, "en"))) as document, closing(document[0]) as page:
        picture = page.render(scale=SCALE).to_pil().convert("1")
    seen = _dots(picture, len(sheet.dots))

    assert seen == list(sheet.dots)
    code = segno.make(PAIR.shares[0].upper(), error="q", micro=False, boost_error=False)
    assert code.mode == "alphanumeric"
    assert [row[4:-4] for row in sheet.dots[4:-4]] == ["".join(map(str, map(int, row))) for row in code.matrix]


def _dots(picture: object, across: int) -> list[str]:
    """The code's dots read off the page: it is the only thing with such a corner in the right half."""
    width, height = picture.size  # type: ignore[attr-defined]  # a Pillow picture
    dark = lambda x, y: picture.getpixel((round(x), round(y))) == 0  # type: ignore[attr-defined]  # noqa: E731  # as above
    right = (210 - 20) / 210 * width
    left, step = right - DOTS_ACROSS * SCALE, DOTS_ACROSS * SCALE / across
    first = next(y for y in range(height // 5, height) if all(dark(left + (4.5 + dot) * step, y) for dot in range(7)))
    top = first - 4 * step
    return [
        "".join("1" if dark(left + (x + 0.5) * step, top + (y + 0.5) * step) else "0" for x in range(across))
        for y in range(across)
    ]


def test_two_sheets_have_two_codes() -> None:
    assert len({qr_dots(share) for share in PAIR.shares}) == 3


def test_both_languages_say_the_same_things() -> None:
    assert set(read_sheet_words(TEMPLATES, language="ko")) == set(read_sheet_words(TEMPLATES, language="en"))


def test_words_that_cannot_be_read_are_refused_by_file(tmp_path: Path) -> None:
    with pytest.raises(StartRefused, match=r"recovery_ko\.toml"):
        read_sheet_words(tmp_path, language="ko")
