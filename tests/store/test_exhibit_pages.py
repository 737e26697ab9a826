"""Exhibit pages: every page stamped upright in the upper right corner, nothing hidden, nothing silently dropped."""

import hashlib
import io
import subprocess
import sys
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pikepdf import Dictionary, Name, Pdf, Stream
from PIL import Image, ImageChops, ImageDraw, ImageOps
from pillow_heif import from_pillow

from claims.settings import ROOT
from claims.store.exhibit_pages import ExhibitPages, exhibit_pages, slip_pages
from claims.store.image_pages import image_page, without_camera_notes
from claims.store.page_geometry import MARGIN, turn_of, visible_box
from tests.outside_tools import run_tool, text_of
from tests.paper_samples import DAY, sample_press

LABEL = "갑 제12호증의 3"
PHOTOS = Path(__file__).parents[2] / "../shared/data/photos"
SCALE = 2


def made(content: bytes, media_type: str = "application/pdf", **facts: int | None) -> ExhibitPages:
    return exhibit_pages(content, media_type=media_type, label=LABEL, day=DAY, press=sample_press(), **facts)


def shown(pdf: bytes, page: int = 0) -> Image.Image:
    """The page as a reader shows it, SCALE dots a point."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return document[page].render(scale=SCALE).to_pil().convert("L")
    finally:
        document.close()


def stamp_picture() -> Image.Image:
    return shown(sample_press().stamp(LABEL))


def corner(picture: Image.Image) -> Image.Image:
    """Where the stamp has to be, cut out at its own size."""
    stamp = stamp_picture()
    right, top = picture.width - round(MARGIN * SCALE), round(MARGIN * SCALE)
    return picture.crop((right - stamp.width, top, right, top + stamp.height))


def assert_stamped(picture: Image.Image) -> None:
    # Where a page is not a whole number of dots wide the stamp may sit half a dot aside; a wrong turn or size is far off.
    stamp, found = stamp_picture(), corner(picture)
    small = (stamp.width // 4, stamp.height // 4)
    difference = ImageChops.difference(stamp.resize(small), found.resize(small))
    assert difference.getextrema()[1] < 90, "the stamp is not where and how it has to be"
    assert found.getextrema()[0] < 60


def pdf_with(
    *, media: tuple[float, ...], crop: tuple[float, ...] | None = None, rotate: int = 0, **more: object
) -> bytes:
    """One page with a grey cross in the middle of what is shown, and a mark that only its lower left shows."""
    with Pdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(media[2] - media[0], media[3] - media[1]))
        page.mediabox = list(media)
        if crop:
            page.cropbox = list(crop)
        if rotate:
            page.obj.Rotate = rotate
        for key, value in more.items():
            page.obj[Name(f"/{key}")] = value
        left, bottom, right, top = crop or media
        x, y = (left + right) / 2, (bottom + top) / 2
        # The content leaves a turned, clipped state behind, as careless programs do.
        page.contents_add(Stream(pdf, f"0.5 g {x - 10} {y - 3} 20 6 re f 0 1 -1 0 30 30 cm 0 0 5 5 re W n".encode()))
        target = io.BytesIO()
        pdf.save(target)
        return target.getvalue()


A4 = (0, 0, 595, 842)
GEOMETRIES: dict[str, dict[str, object]] = {
    "portrait": {"media": A4},
    "landscape": {"media": (0, 0, 842, 595)},
    "turned 90": {"media": A4, "rotate": 90},
    "turned 180": {"media": A4, "rotate": 180},
    "turned 270": {"media": A4, "rotate": 270},
    "turned -90": {"media": A4, "rotate": -90},
    "A3": {"media": (0, 0, 842, 1191)},
    "cropped": {"media": (0, 0, 700, 1000), "crop": (50, 80, 550, 800)},
    "cropped, turned 90": {"media": (0, 0, 700, 1000), "crop": (50, 80, 550, 800), "rotate": 90},
    "cropped, turned 270": {"media": (0, 0, 700, 1000), "crop": (50, 80, 550, 800), "rotate": 270},
    "origin elsewhere": {"media": (-300, -400, 295, 442)},
    "crop beyond media": {"media": A4, "crop": (-50, -50, 700, 900)},
    "user unit": {"media": (0, 0, 300, 420), "UserUnit": 2},
    "passport photo": {"media": (0, 0, 99, 128)},
    "tiny, turned 90": {"media": (0, 0, 60, 40), "rotate": 90},
    "small, trimmed for print": {"media": (0, 0, 99, 128), "TrimBox": [0, 0, 10, 10]},
    "wide and low": {"media": (0, 0, 900, 50)},
}


@pytest.mark.parametrize("name", GEOMETRIES)
def test_the_stamp_is_upright_uncut_and_of_one_size(name: str) -> None:
    exhibit = made(pdf_with(**GEOMETRIES[name]))  # type: ignore[arg-type]  # the table above
    assert (exhibit.slip, exhibit.pages) == ("", 1)
    if name == "user unit":
        # pdfium shows user units as points: the stamp is half as large in its picture, and so right on paper.
        with pikepdf.open(io.BytesIO(exhibit.pdf)) as pdf:
            assert b"0.5000 0.0000 0.0000 0.5000" in pdf.pages[0].Contents[-1].read_bytes()
        return
    picture = shown(exhibit.pdf)
    assert_stamped(picture)
    # The page's own content is still there: a grey cross, nothing covered.
    assert any(100 < value < 160 for value in picture.crop((0, 80, picture.width, picture.height)).tobytes())


def test_a_turn_inherited_from_the_page_tree_counts() -> None:
    with pikepdf.open(io.BytesIO(pdf_with(media=A4))) as pdf:
        pdf.Root.Pages.Rotate = 90
        target = io.BytesIO()
        pdf.save(target)
    with pikepdf.open(target) as pdf:
        assert turn_of(pdf.pages[0]) == 90
    picture = shown(made(target.getvalue()).pdf)
    assert picture.width > picture.height
    assert_stamped(picture)


def test_what_stands_in_the_corner_is_never_covered() -> None:
    with pikepdf.open(io.BytesIO(pdf_with(media=A4)), allow_overwriting_input=False) as pdf:
        pdf.pages[0].contents_add(Stream(pdf, b"q 1 0 0 rg 480 800 100 30 re f Q\n"), prepend=True)
        target = io.BytesIO()
        pdf.save(target)
    before, after = shown(target.getvalue()), shown(made(target.getvalue()).pdf)
    assert_stamped(after)
    assert after.height > before.height
    left = (after.width - before.width) // 2
    kept = after.crop((left, after.height - before.height, left + before.width, after.height))
    assert ImageChops.difference(kept, before).resize((60, 80)).getextrema()[1] < 40


def test_what_was_cropped_away_does_not_come_back() -> None:
    with pikepdf.open(io.BytesIO(pdf_with(media=(0, 0, 300, 300), crop=(100, 100, 160, 140)))) as pdf:
        pdf.pages[0].contents_add(Stream(pdf, b"q 0 g 0 0 90 90 re f Q\n"), prepend=True)
        target = io.BytesIO()
        pdf.save(target)
    picture = shown(made(target.getvalue()).pdf)
    below = picture.crop((0, 100, picture.width, picture.height))
    assert below.getextrema()[0] > 60, "only the grey cross may show, not the black square"


def jpeg(width: int = 400, height: int = 300, **options: object) -> bytes:
    """Four corners of different greys, so that a turn or a mirror shows."""
    picture = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(picture)
    for at, (x, y) in enumerate(((0, 0), (width // 2, 0), (0, height // 2), (width // 2, height // 2))):
        draw.rectangle((x, y, x + width // 2, y + height // 2), fill=(30 + at * 60,) * 3)
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=95, **options)
    return target.getvalue()


def encoded(form: str, picture: Image.Image) -> bytes:
    target = io.BytesIO()
    picture.save(target, form)
    return target.getvalue()


def drawn_picture(pdf: bytes) -> Image.Image:
    """The picture as it lies on the page, cut out of the white around it."""
    page = shown(pdf)
    return page.crop(ImageOps.invert(page).getbbox())


@pytest.mark.parametrize("orientation", range(1, 9))
def test_photos_lie_upright_as_their_camera_meant(orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    content = jpeg(exif=exif.tobytes())
    with Image.open(io.BytesIO(content)) as opened:
        meant = ImageOps.exif_transpose(opened).convert("L")
    found = drawn_picture(image_page(content, media_type="image/jpeg")).resize(meant.size)
    assert ImageChops.difference(found.resize((8, 8)), meant.resize((8, 8))).getextrema()[1] < 40
    assert (found.width > found.height) == (meant.width > meant.height)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_png_of_every_kind_becomes_a_page(mode: str) -> None:
    picture = Image.new(mode, (50, 40)) if mode == "I;16" else Image.new("RGB", (50, 40), "navy").convert(mode)
    exhibit = made(encoded("PNG", picture), "image/png")
    assert (exhibit.slip, exhibit.pages) == ("", 1)
    assert_stamped(shown(exhibit.pdf))


def test_clear_parts_become_white() -> None:
    page = shown(image_page(encoded("PNG", Image.new("RGBA", (60, 60), (0, 0, 0, 0))), media_type="image/png"))
    assert page.getextrema() == (255, 255)


def test_a_heic_photo_becomes_a_page() -> None:
    target = io.BytesIO()
    from_pillow(Image.new("RGB", (64, 48), "green")).save(target, quality=80)
    exhibit = made(target.getvalue(), "image/heic")
    assert (exhibit.slip, exhibit.pages) == ("", 1)
    assert_stamped(shown(exhibit.pdf))


def test_a_photo_loses_what_the_camera_wrote_but_no_pixel() -> None:
    exif = Image.Exif()
    exif[0x010F] = "SECRETCAMERA"
    content = jpeg(exif=exif.tobytes(), comment=b"SECRETCOMMENT", progressive=True) + b"SECRETTAIL"
    plain = without_camera_notes(content)
    assert b"SECRET" not in plain
    with Image.open(io.BytesIO(content)) as before, Image.open(io.BytesIO(plain)) as after:
        assert before.tobytes() == after.tobytes()
    assert b"SECRET" not in made(content, "image/jpeg").pdf


@pytest.mark.skipif(not PHOTOS.is_dir(), reason="the sample photos are not beside this checkout")
@pytest.mark.parametrize(
    "name", ["Canon_40D.jpg", "DSCN0010.jpg", "DSCN0021.jpg", "WWL_Polaroid_ION230.jpg", "samplefilehub.heif"]
)
def test_real_camera_photos(name: str, tmp_path: Path) -> None:
    kind = "image/heif" if name.endswith("heif") else "image/jpeg"
    exhibit = made((PHOTOS / name).read_bytes(), kind)
    assert (exhibit.slip, exhibit.pages) == ("", 1)
    assert_stamped(shown(exhibit.pdf))
    path = tmp_path / "photo.pdf"
    path.write_bytes(exhibit.pdf)
    assert run_tool("qpdf", "--check", path).returncode == 0
    assert b"GPS" not in exhibit.pdf


def locked_pdf() -> bytes:
    with pikepdf.open(io.BytesIO(pdf_with(media=A4))) as pdf:
        target = io.BytesIO()
        pdf.save(target, encryption=pikepdf.Encryption(owner="o", user="secret"))
        return target.getvalue()


def three_pages() -> bytes:
    with Pdf.new() as pdf:
        for _ in range(3):
            pdf.add_blank_page(page_size=(595, 842))
        target = io.BytesIO()
        pdf.save(target)
        return target.getvalue()


@pytest.mark.parametrize(
    ("content", "media_type", "expected_pages", "reason"),
    [
        (b"", "application/pdf", None, "empty"),
        (b"%PDF-1.7 nothing", "application/pdf", None, "unreadable"),
        (locked_pdf(), "application/pdf", None, "encrypted"),
        (three_pages(), "application/pdf", 4, "incomplete"),
        (jpeg()[:3000], "image/jpeg", None, "unreadable"),
        (b"not a picture", "image/png", None, "unreadable"),
        (b"not a picture", "image/heic", None, "unreadable"),
        (b"\x00\x00\x00\x18ftypmp42", "video/mp4", None, "not_pages"),
    ],
)
def test_what_cannot_be_pages_becomes_a_numbered_slip_sheet(
    content: bytes, media_type: str, expected_pages: int | None, reason: str, tmp_path: Path
) -> None:
    exhibit = made(content, media_type, expected_pages=expected_pages)
    assert (exhibit.slip, exhibit.pages) == (reason, 1)
    assert_stamped(shown(exhibit.pdf))
    said = text_of(exhibit.pdf, tmp_path)
    assert LABEL in said
    assert "Slip sheet" in said
    assert hashlib.sha256(content).hexdigest() in said.replace(" ", "")


def test_every_slip_reason_has_words_in_both_languages() -> None:
    for reason in ("empty", "encrypted", "unreadable", "incomplete", "too_large", "not_pages", "withheld"):
        exhibit = slip_pages(b"x", reason=reason, media_type="text/plain", label=LABEL, day=DAY, press=sample_press())
        assert exhibit.slip == reason


def test_a_picture_larger_than_memory_becomes_a_slip_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claims.store.image_pages.MOST_PIXELS", 100)
    assert made(jpeg(), "image/jpeg").slip == "too_large"


def test_all_pages_are_stamped_and_none_is_lost() -> None:
    exhibit = made(three_pages(), expected_pages=3)
    assert exhibit.pages == 3
    for page in range(3):
        assert_stamped(shown(exhibit.pdf, page))


def test_what_is_filled_in_shows_and_what_acts_is_gone() -> None:
    with pikepdf.open(io.BytesIO(pdf_with(media=A4))) as pdf:
        box = Stream(pdf, b"0 g 0 0 40 40 re f")
        box.Type, box.Subtype, box.BBox = Name.XObject, Name.Form, pikepdf.Array([0, 0, 40, 40])
        note = Dictionary(Type=Name.Annot, Subtype=Name.Stamp, Rect=[100, 100, 140, 140], F=4, AP=Dictionary(N=box))
        link = Dictionary(
            Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=Dictionary(S=Name.URI, URI="https://evil.example")
        )
        pdf.pages[0].obj.Annots = pdf.make_indirect([pdf.make_indirect(note), pdf.make_indirect(link)])
        pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")
        pdf.docinfo["/Author"] = "SECRETAUTHOR"
        target = io.BytesIO()
        pdf.save(target)
    exhibit = made(target.getvalue())
    with pikepdf.open(io.BytesIO(exhibit.pdf)) as pdf:
        assert Name.OpenAction not in pdf.Root
        assert Name.Annots not in pdf.pages[0].obj
        whole = b"".join(
            bytes(str(obj), "utf-8", "replace") if not isinstance(obj, Stream) else b"" for obj in pdf.objects
        )
    assert b"evil.example" not in whole
    assert b"SECRETAUTHOR" not in whole
    picture = shown(exhibit.pdf)
    assert picture.getpixel((120 * SCALE, picture.height - 120 * SCALE)) < 30


def test_the_same_piece_gives_the_same_bytes_in_another_process() -> None:
    program = (
        "import hashlib, tests.store.test_exhibit_pages as t\n"
        "for c, m in ((t.jpeg(), 'image/jpeg'), (t.three_pages(), 'application/pdf'), (b'', 'application/pdf')):\n"
        "    print(hashlib.sha256(t.made(c, m).pdf).hexdigest())\n"
    )
    there = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True, timeout=120
    )
    pieces = ((jpeg(), "image/jpeg"), (three_pages(), "application/pdf"), (b"", "application/pdf"))
    assert there.stdout.split() == [hashlib.sha256(made(*piece).pdf).hexdigest() for piece in pieces]


def test_the_stamp_carries_its_own_letters(tmp_path: Path) -> None:
    path = tmp_path / "stamped.pdf"
    path.write_bytes(made(three_pages()).pdf)
    assert run_tool("qpdf", "--check", path).returncode == 0
    fonts = run_tool("pdffonts", path).stdout.splitlines()[2:]
    assert fonts
    assert all(line.split()[-5] == "yes" for line in fonts), "every font is embedded"
    assert text_of(path.read_bytes(), tmp_path).count(LABEL) == 3
    with pikepdf.open(path) as pdf:
        assert visible_box(pdf.pages[0]).width == 595
