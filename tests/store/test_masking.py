"""What is painted over is gone from the pixels, the text layer and the bytes; the rest is still there."""

import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from claims.cli.demonstration.evidence import Movement, certificate_pdf, old_korean_passport_jpeg
from claims.errors import Damaged, NotValid
from claims.store.evidence_reading import read_evidence
from claims.store.masking import Region, mask_regions
from claims.store.pdf_pages import page_texts, pages_by_width, pdf_of_pictures


def white(size: tuple[int, int] = (200, 100)) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", size, "white").save(written, "JPEG", quality=95)
    return written.getvalue()


def picture_of(jpeg: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(jpeg))
    picture.load()
    return picture.convert("L")


def whole(page: int = 1) -> Region:
    return Region(page=page, x=0, y=0, width=1, height=1)


def test_a_picture_is_black_where_marked_and_as_it_was_elsewhere() -> None:
    masked = mask_regions(white(), "image/jpeg", regions=[Region(page=1, x=0.25, y=0.5, width=0.5, height=0.25)])
    picture = picture_of(masked)
    assert picture.size == (200, 100)
    assert max(picture.crop((50, 50, 150, 75)).get_flattened_data()) < 16
    assert min(picture.crop((0, 0, 200, 40)).get_flattened_data()) > 239
    assert min(picture.crop((0, 84, 200, 100)).get_flattened_data()) > 239


@given(st.floats(0, 0.9), st.floats(0, 0.9), st.floats(0.001, 1), st.floats(0.001, 1))
def test_every_pixel_that_a_region_touches_is_painted(x: float, y: float, width: float, height: float) -> None:
    region = Region(page=1, x=x, y=y, width=min(width, 1 - x), height=min(height, 1 - y))
    picture = picture_of(mask_regions(white((160, 160)), "image/jpeg", regions=[region]))
    left, top = int(x * 160), int(y * 160)
    right, bottom = (x + region.width) * 160, (y + region.height) * 160
    touched = picture.crop((left, top, max(left + 1, int(-(-right // 1))), max(top + 1, int(-(-bottom // 1)))))
    assert max(touched.get_flattened_data()) < 120


def test_a_masked_passport_keeps_nothing_of_the_number() -> None:
    shown, other = (
        read_evidence(old_korean_passport_jpeg(back_digits=digits), declared_name="passport.jpg").clean
        for digits in ("1234567", "2765432")
    )
    regions = [
        Region(page=1, x=0.6, y=0.48, width=0.35, height=0.11),
        Region(page=1, x=0.05, y=0.8, width=0.9, height=0.12),
    ]
    assert shown != other
    masked = [picture_of(mask_regions(clean, "image/jpeg", regions=regions)) for clean in (shown, other)]
    difference = max(
        abs(one - two) for one, two in zip(masked[0].get_flattened_data(), masked[1].get_flattened_data(), strict=True)
    )
    # Two passports that differ in nothing but the number look alike, but for the grain of the encoding.
    assert difference < 12


def test_a_pdf_becomes_pictures_without_any_text() -> None:
    content = certificate_pdf(
        name="HOA",
        born=date(1988, 5, 4),
        nationality="VIETNAM",
        passport_number="C0000000",
        movements=[Movement("entry", date(2015, 3, 2))],
        period=(date(2010, 1, 1), date(2021, 12, 31)),
        issued=date(2026, 10, 1),
    )
    clean = read_evidence(content, declared_name="").clean
    assert "HOA" in page_texts(clean)[0]
    masked = mask_regions(clean, "application/pdf", regions=[Region(page=1, x=0.1, y=0.1, width=0.2, height=0.1)])
    assert page_texts(masked) == [""]
    assert b"/Font" not in masked
    (before,), (after,) = (list(pages_by_width(paper, width=600, most=1)) for paper in (clean, masked))
    assert before.size == after.size
    assert after.getpixel((100, 120)) == (0, 0, 0)
    assert after.getpixel((20, 20))[0] > 250


def test_each_region_is_on_its_own_page() -> None:
    paper = pdf_of_pictures([(white(), (200.0, 100.0))] * 3)
    masked = mask_regions(paper, "application/pdf", regions=[whole(page=2)])
    colours = [page.getpixel((50, 25)) for page in pages_by_width(masked, width=100, most=3)]
    assert colours == [(255, 255, 255), (0, 0, 0), (255, 255, 255)]


@pytest.mark.parametrize(
    "region",
    [
        Region(page=0, x=0, y=0, width=0.5, height=0.5),
        Region(page=2, x=0, y=0, width=0.5, height=0.5),
        Region(page=1, x=-0.1, y=0, width=0.5, height=0.5),
        Region(page=1, x=0, y=1, width=0.5, height=0.5),
        Region(page=1, x=0.8, y=0, width=0.5, height=0.5),
        Region(page=1, x=0, y=0, width=0, height=0.5),
        Region(page=1, x=0, y=0, width=0.5, height=-0.5),
        Region(page=1, x=float("nan"), y=0, width=0.5, height=0.5),
        Region(page=1, x=0, y=0, width=float("inf"), height=0.5),
    ],
)
def test_a_region_beside_the_page_is_refused(region: Region) -> None:
    for clean, media_type in ((white(), "image/jpeg"), (pdf_of_pictures([(white(), (20.0, 10.0))]), "application/pdf")):
        with pytest.raises(NotValid, match="mask_outside_page"):
            mask_regions(clean, media_type, regions=[region])


def test_nothing_marked_and_other_kinds_are_refused() -> None:
    with pytest.raises(NotValid, match="mask_empty"):
        mask_regions(white(), "image/jpeg", regions=[])
    with pytest.raises(ValueError, match="image/png"):
        mask_regions(white(), "image/png", regions=[whole()])


@pytest.mark.parametrize("media_type", ["image/jpeg", "application/pdf"])
def test_a_damaged_copy_is_named(media_type: str) -> None:
    for content in (b"", b"junk", white()[:300]):
        with pytest.raises(Damaged, match="clean_copy"):
            mask_regions(content, media_type, regions=[whole()])
