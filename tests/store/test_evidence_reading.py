"""Whatever arrives is either read and cleaned or refused with one of the codes; nothing that tells on a person stays."""

import io
import os
import subprocess
import sys
import textwrap
import time
from datetime import date
from pathlib import Path
from random import Random
from zipfile import ZipFile

import pikepdf
import pillow_heif
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ExifTags, Image, PngImagePlugin

from claims.cli.demonstration.evidence import (
    Movement,
    boarding_pass_heic,
    certificate_pdf,
    entry_stamp_jpeg,
    old_korean_passport_png,
)
from claims.errors import NotValid
from claims.rules.uploads import LIMITS, UploadRefusal
from claims.store.evidence_reading import ReadEvidence, found_media_type, read_evidence

PHOTOS = Path(__file__).parents[2] / "../shared/data/photos"
needs_photos = pytest.mark.skipif(not PHOTOS.exists(), reason="the shared sample folder is not beside this checkout")
# Long enough that no compressed data spell them by chance.
TELLTALES = (b"Exif\0\0", b"http://ns.adobe.com", b"xmpmeta", b"<?xpacket", b"Photoshop", b"ICC_PROFILE")


def certificate(*, registration: str = "******-*******") -> bytes:
    return certificate_pdf(
        name="NGUYỄN THỊ HOA",
        born=date(1988, 5, 4),
        nationality="베트남 VIETNAM",
        passport_number="C0000000",
        movements=[Movement("exit", date(2015, 2, 10)), Movement("entry", date(2015, 3, 2))],
        period=(date(2010, 1, 1), date(2021, 12, 31)),
        issued=date(2026, 10, 1),
        registration=registration,
    )


def picture(kind: str, **saving: object) -> bytes:
    saved = io.BytesIO()
    Image.linear_gradient("L").resize((96, 64)).convert("RGB").save(saved, kind, **saving)
    return saved.getvalue()


def refusal(content: bytes, *, declared_name: str = "") -> str:
    with pytest.raises(NotValid) as refused:
        read_evidence(content, declared_name=declared_name)
    return refused.value.reason


def assert_bare(read: ReadEvidence) -> None:
    """The clean copy has no metadata of any kind."""
    if read.clean_media_type == "image/jpeg":
        assert not [tell for tell in TELLTALES if tell in read.clean]
        with Image.open(io.BytesIO(read.clean)) as clean:
            clean.load()
            assert clean.mode == "RGB"
            assert dict(clean.getexif()) == {}
            assert set(clean.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    else:
        with pikepdf.open(io.BytesIO(read.clean)) as clean:
            assert "/Info" not in clean.trailer
            assert "/Metadata" not in clean.Root


@pytest.mark.parametrize(
    ("kind", "name", "media_type"),
    [
        ("JPEG", "a.jpg", "image/jpeg"),
        ("PNG", "a.png", "image/png"),
        ("WEBP", "a.webp", "image/webp"),
        ("HEIF", "a.heic", "image/heic"),
        ("PNG", "a.jpg", "image/png"),
        ("HEIF", "", "image/heic"),
    ],
)
def test_pictures_are_read_and_become_bare_jpegs(kind: str, name: str, media_type: str) -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Artist] = "Somebody"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] = "N"
    read = read_evidence(picture(kind, exif=exif), declared_name=name)
    assert (read.media_type, read.pages, read.clean_media_type, read.text) == (media_type, 1, "image/jpeg", "")
    assert b"Somebody" not in read.clean
    assert_bare(read)


def test_a_certificate_keeps_its_text_and_loses_its_author() -> None:
    content = certificate()
    assert b"Specimen" in content
    read = read_evidence(content, declared_name="증명서.pdf")
    assert (read.media_type, read.clean_media_type, read.pages) == ("application/pdf", "application/pdf", 1)
    assert "2015-03-02" in read.text
    assert "출입국에 관한 사실증명" in read.text
    assert b"/Author" in content
    assert b"/Author" not in read.clean
    assert_bare(read)


@needs_photos
@pytest.mark.parametrize(
    "name", ["Canon_40D.jpg", "DSCN0010.jpg", "DSCN0021.jpg", "WWL_Polaroid_ION230.jpg", "samplefilehub.heif"]
)
def test_real_photos_lose_place_time_and_camera(name: str) -> None:
    read = read_evidence((PHOTOS / name).read_bytes(), declared_name=name)
    assert_bare(read)
    for tell in (b"Canon", b"NIKON", b"Polaroid", b"2008:"):
        assert tell not in read.clean


@needs_photos
def test_the_real_photos_had_coordinates_to_lose() -> None:
    for name in ("DSCN0010.jpg", "DSCN0021.jpg"):
        with Image.open(PHOTOS / name) as given_photo:
            assert given_photo.getexif().get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] == "N"


def test_the_same_file_gives_the_same_clean_copy() -> None:
    for content in (picture("JPEG"), certificate()):
        assert read_evidence(content, declared_name="") == read_evidence(content, declared_name="")


def test_empty_and_too_large() -> None:
    assert refusal(b"") == "upload_empty"
    assert refusal(b"\xff" * (LIMITS.bytes_per_file + 1)) == "upload_too_large"


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (b"hello", "photo.jpg", UploadRefusal.NOT_WHAT_IT_CLAIMS),
        (b"hello", "hello.txt", UploadRefusal.KIND_NOT_ACCEPTED),
        (b"<html><script>", "page.html", UploadRefusal.KIND_NOT_ACCEPTED),
        (b"MZ" + bytes(200), "", UploadRefusal.KIND_NOT_ACCEPTED),
        (b"\xff\xd8\xff\xe0" + bytes(400) + b"\xff\xd9", "photo.jpg", UploadRefusal.NOT_WHAT_IT_CLAIMS),
        (b"\xff\xd8\xff\xe0" + bytes(400), "photo.jpg", UploadRefusal.CUT_OFF),
        (b"%PDF-1.7\nnothing\n%%EOF\n", "x.pdf", UploadRefusal.NOT_WHAT_IT_CLAIMS),
    ],
)
def test_what_it_is_not(content: bytes, name: str, reason: str) -> None:
    assert refusal(content, declared_name=name) == reason


def test_other_kinds_of_picture_are_not_accepted() -> None:
    for kind in ("GIF", "BMP", "TIFF"):
        assert refusal(picture(kind)) == "upload_kind_not_accepted"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF", "progressive", "PDF"])
@pytest.mark.parametrize("kept", [0.5, 0.8, 0.97, -1, -2, -3])
def test_a_file_that_lacks_its_end_is_called_cut_off(kind: str, kept: float) -> None:
    if kind == "PDF":
        content = certificate().rstrip()
    else:
        content = picture("JPEG", progressive=True) if kind == "progressive" else picture(kind)
    end = int(kept) if kept < 0 else int(len(content) * kept)
    assert refusal(content[:end]) == "upload_cut_off"


@pytest.mark.parametrize("hidden", ["900101-1234567", "９００１０１－１２３４５６７"])
def test_a_resident_number_in_the_name_is_refused(hidden: str) -> None:
    assert refusal(picture("JPEG"), declared_name=f"여권 {hidden}.jpg") == "upload_resident_number"
    read_evidence(picture("JPEG"), declared_name="여권 900101-1******.jpg")


@pytest.mark.parametrize("tag", [ExifTags.Base.ImageDescription, ExifTags.Base.XPComment])
@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "HEIF", "PNG"])
def test_a_resident_number_in_the_exif_is_refused(tag: int, kind: str) -> None:
    exif = Image.Exif()
    words = "scan 900101-1234567"
    exif[tag] = words.encode("utf-16-le") if tag == ExifTags.Base.XPComment else words
    assert refusal(picture(kind, exif=exif.tobytes())) == "upload_resident_number"


def test_a_resident_number_in_a_comment_or_a_text_chunk_is_refused() -> None:
    notes = PngImagePlugin.PngInfo()
    notes.add_itxt("Comment", "주민등록번호 900101-1234567")
    assert refusal(picture("PNG", pnginfo=notes)) == "upload_resident_number"
    assert refusal(picture("JPEG", comment=b"900101-1234567")) == "upload_resident_number"


def test_a_resident_number_in_the_text_layer_is_refused_and_a_masked_or_alien_one_is_not() -> None:
    assert refusal(certificate(registration="900101-1234567")) == "upload_resident_number"
    assert "900101-1" in read_evidence(certificate(registration="900101-1******"), declared_name="").text
    assert "5234567" in read_evidence(certificate(registration="900101-5234567"), declared_name="").text


@pytest.mark.parametrize("follows", ["PDF", "HTML", "ZIP", "JPEG"])
def test_two_files_in_one_become_one_in_the_clean_copy(follows: str) -> None:
    packed = io.BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr("second.txt", "MARK")
    tail = {
        "PDF": b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n%MARK\n%%EOF",
        "HTML": b"<html><script>MARK</script></html>",
        "ZIP": packed.getvalue(),
        "JPEG": picture("JPEG", comment=b"MARK"),
    }[follows]
    for content in (picture("JPEG"), picture("PNG"), certificate()):
        if content.startswith(b"%PDF") and follows == "PDF":
            continue
        read = read_evidence(content + tail, declared_name="")
        assert b"MARK" not in read.clean
        assert b"<script" not in read.clean
        assert b"PK\x03\x04" not in read.clean


def test_brands_of_heif_that_few_tools_know() -> None:
    content = boarding_pass_heic(name="X", day=date(2015, 3, 2))
    for brand in (b"heic", b"heix", b"mif1"):
        assert found_media_type(content[:8] + brand + content[12:]) in ("image/heic", "image/heif")
    assert pillow_heif.is_supported(content)


def test_no_temporary_file_is_ever_made(tmp_path: Path) -> None:
    """In a process whose temporary folder does not exist, and that may not create any file at all."""
    script = """
        import resource, sys, tempfile
        from datetime import date
        from pathlib import Path
        from claims.store.evidence_reading import read_evidence
        from claims.store.masking import Region, mask_regions
        from claims.store.previews import preview_pages

        tempfile.tempdir = "/nonexistent/folder"
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        created = []
        sys.addaudithook(lambda event, facts: created.append(facts) if event == "open" and facts[1] not in (None, "r", "rb") else None)
        for name in sys.argv[1:]:
            read = read_evidence(Path(name).read_bytes(), declared_name=name)
            mask_regions(read.clean, read.clean_media_type, regions=[Region(page=1, x=0, y=0, width=0.5, height=0.5)])
            preview_pages(read.clean, read.clean_media_type, width=300, most=2)
        assert not created, created
    """
    samples = {
        "stamp.jpg": entry_stamp_jpeg(day=date(2015, 3, 2)),
        "passport.png": old_korean_passport_png(),
        "pass.heic": boarding_pass_heic(name="X", day=date(2015, 3, 2)),
        "paper.pdf": certificate(),
    }
    for name, content in samples.items():
        (tmp_path / name).write_bytes(content)
    environment = os.environ | {"TMPDIR": "/nonexistent/folder"}
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", textwrap.dedent(script), *(str(tmp_path / name) for name in samples)],
        capture_output=True,
        text=True,
        env=environment,
        cwd=Path(__file__).parents[2],
        check=False,
    )
    assert run.returncode == 0, run.stderr


def test_twelve_megapixels_are_read_within_a_second() -> None:
    photo = Image.effect_noise((4000, 3000), 40).convert("RGB")
    saved = io.BytesIO()
    photo.save(saved, "JPEG", quality=85)
    began = time.process_time()
    read = read_evidence(saved.getvalue(), declared_name="photo.jpg")
    # Of this process alone, so that what else runs on the machine is not measured.
    assert time.process_time() - began < 1.0
    with Image.open(io.BytesIO(read.clean)) as clean:
        assert clean.size == (4000, 3000)


HEADS = [
    b"",
    b"\xff\xd8\xff\xe0",
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    b"RIFF\x40\0\0\0WEBPVP8 ",
    b"\0\0\0\x18ftypheic",
    b"%PDF-1.7\n",
]


@given(
    st.sampled_from(HEADS),
    st.binary(max_size=400),
    st.sampled_from([b"", b"\xff\xd9", b"IEND\xaeB`\x82", b"\n%%EOF\n"]),
)
def test_arbitrary_bytes_are_refused_with_a_code_and_nothing_else(head: bytes, body: bytes, tail: bytes) -> None:
    if head + body + tail:
        assert refusal(head + body + tail) in set(UploadRefusal)


def mutated(content: bytes, chance: Random) -> bytes:
    """The file with bytes changed, doubled, swapped for extremes, or cut out."""
    changed = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 5, 30))):
        at = chance.randrange(len(changed))
        match chance.randrange(5):
            case 0:
                changed[at] ^= 1 << chance.randrange(8)
            case 1:
                changed[at : at + 4] = chance.choice((b"\xff\xff\xff\xff", b"\0\0\0\0", b"\x7f\xff\xff\xff", b"9999"))
            case 2:
                del changed[at : at + chance.randrange(1, 200)]
            case 3:
                changed[at:at] = changed[at : at + chance.randrange(1, 200)]
            case 4:
                changed[at] = chance.randrange(256)
        if not changed:
            return b"\0"
    return bytes(changed)


def read_or_refused(content: bytes) -> None:
    reason = None
    try:
        assert_bare(read_evidence(content, declared_name=""))
    except NotValid as refused:
        reason = refused.reason
    assert reason is None or reason in set(UploadRefusal)


def small_samples() -> list[bytes]:
    samples = [picture(kind) for kind in ("JPEG", "PNG", "WEBP", "HEIF")]
    samples += [picture("JPEG", progressive=True, quality=30), certificate()]
    if PHOTOS.exists():
        samples += [
            (PHOTOS / name).read_bytes() for name in ("Canon_40D.jpg", "WWL_Polaroid_ION230.jpg", "samplefilehub.heif")
        ]
    return samples


@pytest.mark.parametrize("seed", range(6))
def test_damaged_files_are_cleaned_or_refused(seed: int) -> None:
    chance = Random(seed)
    for content in small_samples():
        read_or_refused(mutated(content, chance))


@pytest.mark.deep
def test_many_damaged_files_are_cleaned_or_refused() -> None:
    chance = Random(20211020)
    samples = small_samples()
    if PHOTOS.exists():
        samples += [(PHOTOS / name).read_bytes() for name in ("DSCN0010.jpg", "DSCN0021.jpg")]
    for _ in range(int(os.environ.get("CLAIMS_DEEP_CASES", "3000"))):
        read_or_refused(mutated(chance.choice(samples), chance))
