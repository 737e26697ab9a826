"""Check 20 on whole bundles: of the photo that was masked neither package holds the original; the log has its fingerprint and no more."""

import io
from hashlib import sha256

import pikepdf
import pytest
from PIL import Image

from tests.bundle_people import MASKED_WORDS, PEOPLE, content_of
from tests.unpacked_bundle import Unpacked, laid_open

MASKED = PEOPLE["somchai"]
ORIGINAL = content_of(MASKED, MASKED.pieces[0])


def pictures_in(pdf: bytes) -> list[Image.Image]:
    """Every picture of a PDF as it is shown."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return [
            pikepdf.PdfImage(one).as_pil_image().convert("RGB")
            for one in opened.objects
            if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"
        ]


def test_the_trap_is_a_trap() -> None:
    """Before it was masked the words were white on colour, and the camera's words were in it."""
    with Image.open(io.BytesIO(ORIGINAL)) as picture:
        assert picture.convert("L").crop((20, 15, 380, 105)).getextrema()[1] > 200
    assert b"VXQCAMERA" in ORIGINAL


@pytest.mark.parametrize("court", ["korean", "american"])
def test_the_original_is_nowhere_and_its_fingerprint_is_in_the_log(court: str, request: pytest.FixtureRequest) -> None:
    bundle: Unpacked = request.getfixturevalue(court)
    (row,) = bundle.table("counsel/data/00-lists/redactions.csv")
    digest = sha256(ORIGINAL).hexdigest()
    scan = ORIGINAL[ORIGINAL.index(b"\xff\xda") :][:200]

    assert (row["original_sha256"], row["approved_by"], row["regions"]) == (digest, "Han (lead)", "1")
    for path, content in bundle.files.items():
        assert sha256(content).hexdigest() != digest, path
        assert scan not in content, path
        assert MASKED_WORDS.encode() not in content, path
        if path.startswith("court/"):
            assert digest.encode() not in content, path
    assert row["new_sha256"] in {sha256(content).hexdigest() for content in bundle.under("counsel/data/30-").values()}


@pytest.mark.parametrize("court", ["korean", "american"])
def test_what_was_painted_is_black_wherever_the_picture_is(court: str, request: pytest.FixtureRequest) -> None:
    """The exhibit, and the volume that holds it: the pictures themselves are taken out and looked at."""
    bundle: Unpacked = request.getfixturevalue(court)
    package = "counsel" if court == "korean" else "court"
    (exhibit,) = (
        row
        for row in bundle.loaded(package)
        if row["REDACTED"] == "Y" and row["DOCTYPE"] == MASKED.pieces[0].kind.value
    )
    (volume,) = bundle.under("court/data/60-volumes/", ".pdf").values()
    (shown,) = pictures_in(bundle.files[bundle.listed(exhibit)])
    bound = [one for one in pictures_in(volume) if one.tobytes() == shown.tobytes()]

    assert len(bound) == 1
    width, height = shown.size
    painted = shown.convert("L").crop((int(width * 0.08), int(height * 0.08), int(width * 0.92), int(height * 0.3)))
    assert painted.getextrema()[1] < 24
    below = shown.crop((0, int(height * 0.5), width, height))
    assert below.convert("L").getextrema()[0] > 30, "what was not painted is there"
    assert b"Exif" not in laid_open(bundle.files[bundle.listed(exhibit)])
