"""Pages as a reader sees them, and pages to try. This is where tests look at a stamp with their own eyes."""

import io

import pypdfium2
from pikepdf import Name, Pdf, Stream
from PIL import Image, ImageChops, ImageDraw, ImageOps

from claims.store.page_geometry import MARGIN
from tests.paper_samples import sample_press

LABEL = "갑 제12호증의 3"
SCALE = 2
A4 = (0, 0, 595, 842)


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
        pdf.save(target, deterministic_id=True)
        return target.getvalue()


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


def three_pages() -> bytes:
    with Pdf.new() as pdf:
        for _ in range(3):
            pdf.add_blank_page(page_size=(595, 842))
        target = io.BytesIO()
        pdf.save(target, deterministic_id=True)
        return target.getvalue()
