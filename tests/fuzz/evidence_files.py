"""Photos, PDFs and bundles as anybody may send them. This is where their readers are given anything at all."""

import io
from collections.abc import Iterable
from pathlib import Path

import pikepdf
from PIL import Image

from claims.errors import NotValid
from claims.rules.uploads import PDF, UploadRefusal
from claims.store.evidence_reading import read_evidence
from claims.store.verify_bundle import verify
from tests.fuzz.harness import Harness, from_a_file, standing_alone
from tests.sample_bundle import written

PHOTOS = Path(__file__).parents[2] / "../shared/data/photos"


def read_a_picture(content: bytes) -> None:
    """What is taken comes out as a JPEG that opens."""
    found = read_evidence(content, declared_name="IMG_1.jpg")
    with Image.open(io.BytesIO(found.clean), formats=["JPEG"]) as clean:
        clean.load()


def read_a_paper(content: bytes) -> None:
    """What is taken comes out as a PDF that opens, with as many pages."""
    found = read_evidence(content, declared_name="paper.pdf")
    assert found.media_type == PDF
    with pikepdf.open(io.BytesIO(found.clean)) as clean:
        assert len(clean.pages) == found.pages


def pictures() -> list[bytes]:
    """One of each kind, as small as it goes, with words in its metadata; and a telephone's own, if they lie beside the checkout."""
    made, about = [], Image.Exif()
    about[0x010E], about[0x0112] = "a stamp", 6
    for kind in ("JPEG", "PNG", "WEBP"):
        written = io.BytesIO()
        Image.linear_gradient("L").resize((24, 16)).convert("RGB").save(written, kind, exif=about)
        made.append(written.getvalue())
    grey = io.BytesIO()
    Image.new("LA", (9, 9), (120, 80)).save(grey, "PNG")
    own = (
        [path.read_bytes() for path in sorted(PHOTOS.glob("*")) if path.stat().st_size < 60_000]
        if PHOTOS.exists()
        else []
    )
    return [*made, grey.getvalue(), *(content for content in (_heif(), *own) if len(content) < 65_536)]


def _heif() -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (64, 64), (200, 90, 60)).save(written, "HEIF", quality=10)
    return written.getvalue()


def papers() -> Iterable[bytes]:
    """A page of words, one with a form, an attachment and a script, and one that forbids copying."""
    for owner in (False, True):
        paper = pikepdf.new()
        page = paper.add_blank_page(page_size=(200, 200))
        page.Contents = paper.make_stream(b"BT /F1 12 Tf 10 100 Td (words) Tj ET")
        paper.attachments["x.txt"] = b"attached"
        paper.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        written = io.BytesIO()
        paper.save(written, encryption=pikepdf.Encryption(owner="x", user="") if owner else False,
                   object_stream_mode=pikepdf.ObjectStreamMode.disable)  # fmt: skip
        yield written.getvalue()


def check_a_bundle(path: Path) -> None:
    """It never raises, whatever lies in the file."""
    assert verify(path).outcome in (0, 1, 2)


HARNESSES = {
    "pictures": Harness(
        standing_alone(read_a_picture), pictures, (NotValid,), frozenset(UploadRefusal), longest=16_384
    ),
    "papers": Harness(standing_alone(read_a_paper), papers, (NotValid,), frozenset(UploadRefusal), longest=8192),
    "bundles": Harness(
        from_a_file(check_a_bundle, name="bundle.zip"),
        lambda: [written()[0], b"PK\x05\x06" + bytes(18)],
        longest=65_536,
    ),
}
