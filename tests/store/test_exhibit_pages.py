"""Exhibit pages: every piece becomes stamped pages or a slip sheet, nothing acts, nothing is silently dropped."""

import hashlib
import io
import subprocess
import sys
from copy import copy
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Dictionary, Name, Stream
from PIL import Image
from pillow_heif import from_pillow

from claims.model.court_profile import Sheet
from claims.settings import ROOT
from claims.store.court_profiles import read_court_profiles
from claims.store.exhibit_pages import ExhibitPages, exhibit_pages, slip_pages
from claims.store.page_geometry import visible_box
from tests.outside_tools import run_tool, text_of
from tests.paper_samples import DAY, TEMPLATES, sample_press
from tests.store.seen_pages import A4, LABEL, SCALE, assert_stamped, encoded, jpeg, pdf_with, shown, three_pages

PHOTOS = Path(__file__).parents[2] / "../shared/data/photos"


def made(content: bytes, media_type: str = "application/pdf", **facts: int | None) -> ExhibitPages:
    return exhibit_pages(content, media_type=media_type, label=LABEL, day=DAY, press=sample_press(), **facts)


@pytest.mark.parametrize(
    "facts", [{"media": (0, 0, 700, 1000), "crop": (50, 80, 550, 800), "rotate": 90}, {"media": (0, 0, 99, 128)}]
)
def test_a_page_of_any_geometry_is_stamped(facts: dict[str, object]) -> None:
    exhibit = made(pdf_with(**facts))  # type: ignore[arg-type]  # the table above
    assert (exhibit.slip, exhibit.pages) == ("", 1)
    assert_stamped(shown(exhibit.pdf))


def test_a_photo_brings_nothing_of_its_camera() -> None:
    exif = Image.Exif()
    exif[0x010F] = "SECRETCAMERA"
    assert b"SECRET" not in made(jpeg(exif=exif.tobytes(), comment=b"SECRETCOMMENT"), "image/jpeg").pdf


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_png_of_every_kind_becomes_a_page(mode: str) -> None:
    picture = Image.new(mode, (50, 40)) if mode == "I;16" else Image.new("RGB", (50, 40), "navy").convert(mode)
    exhibit = made(encoded("PNG", picture), "image/png")
    assert (exhibit.slip, exhibit.pages) == ("", 1)
    assert_stamped(shown(exhibit.pdf))


def test_a_heic_photo_becomes_a_page() -> None:
    target = io.BytesIO()
    from_pillow(Image.new("RGB", (64, 48), "green")).save(target, quality=80)
    exhibit = made(target.getvalue(), "image/heic")
    assert (exhibit.slip, exhibit.pages) == ("", 1)
    assert_stamped(shown(exhibit.pdf))


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


def test_what_counsel_withholds_is_a_slip_sheet_and_nothing_of_it(tmp_path: Path) -> None:
    content = jpeg(comment=b"SECRET")
    exhibit = slip_pages(
        content, reason="withheld", media_type="image/jpeg", label=LABEL, day=DAY, press=sample_press()
    )
    assert (exhibit.slip, exhibit.pages) == ("withheld", 1)
    assert "This piece is withheld." in text_of(exhibit.pdf, tmp_path)
    with pikepdf.open(io.BytesIO(exhibit.pdf)) as pdf:
        assert not [one for one in pdf.objects if isinstance(one, Stream) and one.get(Name.Subtype) == Name.Image]


@pytest.mark.parametrize("code", ["korea", "united-states", "japan", "england-wales", "plain"])
def test_pages_are_as_the_court_wants_them(code: str, tmp_path: Path) -> None:
    """Its paper, its number, its corner, each page or the first."""
    profile = read_court_profiles(TEMPLATES)[code]
    press = sample_press().for_court(profile)
    label = profile.exhibits.own.format(main=3, branch=2)
    photo = exhibit_pages(jpeg(), media_type="image/jpeg", label=label, day=DAY, press=press)
    with pikepdf.open(io.BytesIO(photo.pdf)) as pdf:
        sheet = sorted(round(float(edge)) for edge in pdf.pages[0].mediabox[2:])
    assert sheet == ([612, 792] if code == "united-states" else [595, 842])
    paper = exhibit_pages(three_pages(), media_type="application/pdf", label=label, day=DAY, press=press)
    assert text_of(paper.pdf, tmp_path).count(label) == (1 if profile.exhibits.stamp == "first" else 3)


def test_a_photo_looks_the_same_whether_or_not_its_corner_was_looked_at() -> None:
    """Where margins are wide nobody looks, because nothing can be there; where they are narrow somebody does."""
    press = sample_press()
    wide = made(jpeg(), "image/jpeg").pdf
    narrow = copy(press)
    narrow.sheet = Sheet(top=10, left=10, right=10, bottom=15)
    exhibit = exhibit_pages(jpeg(2000, 1400), media_type="image/jpeg", label=LABEL, day=DAY, press=narrow)
    assert_stamped(shown(wide))
    assert_stamped(shown(exhibit.pdf))
    with pikepdf.open(io.BytesIO(exhibit.pdf)) as pdf:
        assert float(pdf.pages[0].mediabox[3]) > 596, "laid on a larger sheet: the stamp would have covered the picture"


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
