"""Stamp sheet: one page a label, and no label's bytes depend on its neighbours."""

import io

import pikepdf
import pytest

from claims.errors import NotValid
from claims.model.court_profile import ExhibitNumbers
from claims.store.court_profiles import read_court_profiles
from claims.store.exhibit_pages import exhibit_pages
from claims.store.page_geometry import visible_box
from claims.store.stamp_sheet import stamp_letters, without_first_page
from tests.paper_samples import DAY, TEMPLATES, sample_press
from tests.store.seen_pages import jpeg, shown, three_pages


def test_the_letters_are_those_of_patterns_digits_and_groups() -> None:
    numbers = ExhibitNumbers(shared="갑 제{main}호증", own="갑 제{main}호증의 {branch}", letters=("가", "나"))
    assert stamp_letters(numbers) == "0123456789가갑나의제증호"


def test_only_the_first_page_goes() -> None:
    with pikepdf.open(io.BytesIO(without_first_page(three_pages()))) as pdf:
        assert len(pdf.pages) == 2


@pytest.mark.parametrize("code", ["korea", "japan", "united-states"])
def test_a_stamp_is_the_same_whatever_is_set_beside_it(code: str) -> None:
    """Else an exhibit would have other bytes in the next bundle, whose shares are others."""
    profile = read_court_profiles(TEMPLATES)[code]
    press = sample_press().for_court(profile)
    label = profile.exhibits.own.format(main=12, branch=3)
    others = [profile.exhibits.own.format(main=main, branch=1) for main in range(1, 40)]
    sheets = [([label], 0), ([*others, label], 39), ([*others[:5], label, *others[7:9]], 5)]
    made = {
        exhibit_pages(
            jpeg(), media_type="image/jpeg", label=label, day=DAY, press=press, stamp=press.stamps(labels), page=at
        ).pdf
        for labels, at in sheets
    }
    assert len(made) == 1


def test_each_label_has_its_page_as_large_as_its_text() -> None:
    labels = ["갑 제1호증", "갑 제100000호증의 12", "갑 제2호증"]
    sheet = sample_press().stamps(labels)
    with pikepdf.open(io.BytesIO(sheet)) as pdf:
        widths = [visible_box(page).width for page in pdf.pages]
    assert len(widths) == 3
    assert widths[1] > widths[0] == widths[2]
    assert shown(sheet, 0).tobytes() != shown(sheet, 2).tobytes()
    assert sheet == sample_press().stamps(labels)


def test_no_label_is_no_stamp() -> None:
    with pikepdf.open(io.BytesIO(sample_press().stamps(()))) as pdf:
        assert len(pdf.pages) == 0


def test_a_label_that_no_font_draws_is_named() -> None:
    with pytest.raises(NotValid) as refusal:
        sample_press().stamps(["갑 제1호증", "ฉ"])
    assert (refusal.value.reason, refusal.value.facts["field"]) == ("missing_glyph", "labels[1]")
