"""Check 20: of what was painted over nothing is left: no text, metadata, attachment, thumbnail or earlier revision; the log has a row.

Looked at with the tools of others: poppler for text, attachments and pictures, qpdf for every stream laid open.
"""

import csv
import hashlib
import io
from collections.abc import Sequence
from pathlib import Path

import pikepdf
import pytest
from pikepdf import AttachedFileSpec, Dictionary, Name, OutlineItem, Stream
from PIL import Image, ImageDraw, ImageFont

from claims.model.claim_file import ClaimFile, EvidenceFacts, Masking
from claims.model.vocabulary import EvidenceKind
from claims.rules.custody import redactions_of
from claims.store.bundle_tables import redactions_csv
from claims.store.evidence_reading import read_evidence
from claims.store.exhibit_pages import exhibit_pages
from claims.store.exhibit_text import text_of
from claims.store.masking import Region, mask_regions
from tests.outside_tools import run_tool
from tests.outside_tools import text_of as poppler_text
from tests.paper_samples import DAY, sample_press

SECRET = "QZ7719ALPHA"
# Where the number stands on the page: fractions from the top left, with some room.
PAINTED = Region(page=1, x=0.1, y=0.1, width=0.8, height=0.2)
PDF, JPEG = "application/pdf", "image/jpeg"


def photo(words: str = SECRET) -> Image.Image:
    """A white photo with the number in its upper part."""
    picture = Image.new("RGB", (800, 600), "white")
    ImageDraw.Draw(picture).text((100, 90), words, fill="black", font=ImageFont.load_default(60))
    return picture


def photo_with_thumbnail(words: str = SECRET) -> bytes:
    """As phones write it: the number in the picture, in the comment, in the description and in a small picture within."""
    small, whole, about = io.BytesIO(), io.BytesIO(), Image.Exif()
    photo(words).resize((160, 120)).save(small, "JPEG", comment=words.encode())
    about[0x010E] = words
    about.get_ifd(0x8769)[0x9286] = words
    photo(words).save(whole, "JPEG", exif=about.tobytes() + small.getvalue(), comment=words.encode(), quality=95)
    return whole.getvalue()


def paper_with_everything(words: str = SECRET) -> bytes:
    """A PDF that says the number in every place a PDF has for words, in an earlier revision too."""
    written = io.BytesIO()
    with pikepdf.new() as paper:
        page = paper.add_blank_page(page_size=(400, 400))
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        drawn = Stream(paper, photo(words).tobytes())
        drawn.update(
            Dictionary(
                Type=Name.XObject,
                Subtype=Name.Image,
                Width=800,
                Height=600,
                ColorSpace=Name.DeviceRGB,
                BitsPerComponent=8,
                Metadata=Stream(paper, f"<x>{words}</x>".encode()),
            )
        )
        page.obj.Resources = Dictionary(Font=Dictionary(F=font), XObject=Dictionary(P=drawn))
        page.obj.Contents = Stream(paper, f"BT /F 24 Tf 60 310 Td (formerly {words}) Tj ET".encode())
        page.obj.Thumb = Stream(paper, words.encode())
        page.obj.PieceInfo = Dictionary(App=Dictionary(Private=pikepdf.String(words)))
        paper.attachments["number.txt"] = AttachedFileSpec(paper, words.encode(), filename="number.txt")
        paper.docinfo["/Title"] = words
        with paper.open_metadata() as about:
            about["dc:description"] = words
        with paper.open_outline() as outline:
            outline.root.append(OutlineItem(words, 0))
        paper.save(written, compress_streams=False)
    now = (
        f"q 320 0 0 80 40 280 cm /P Do Q BT /F 24 Tf 60 310 Td ({words}) Tj ET "
        f"BT 3 Tr /F 24 Tf 60 310 Td (hidden {words}) Tj ET BT 0 Tr /F 12 Tf 60 60 Td (kept) Tj ET"
    )
    return _saved_again(written.getvalue(), now.encode())


def _saved_again(paper: bytes, contents: bytes) -> bytes:
    """The paper with another content stream appended, as programs save that keep what was before (ISO 32000-1, 7.5.6)."""
    with pikepdf.open(io.BytesIO(paper)) as opened:
        number, root, size = opened.pages[0].obj.Contents.objgen[0], opened.Root.objgen[0], int(opened.trailer.Size)
    before = int(paper.rpartition(b"startxref\n")[2].split()[0])
    drawn = f"{number} 0 obj\n<</Length {len(contents)}>>\nstream\n".encode() + contents + b"\nendstream\nendobj\n"
    table = f"xref\n{number} 1\n{len(paper):010d} 00000 n \n".encode()
    trailer = f"trailer\n<</Size {size} /Root {root} 0 R /Prev {before}>>\n".encode()
    return paper + drawn + table + trailer + f"startxref\n{len(paper) + len(drawn)}\n%%EOF\n".encode()


def masked(content: bytes, name: str, *, regions: Sequence[Region] = (PAINTED,)) -> tuple[bytes, str]:
    """The copy that takes the original's place, as staff make it: cleaned at the door, then painted."""
    clean = read_evidence(content, declared_name=name)
    return mask_regions(clean.clean, clean.media_type if clean.media_type == PDF else JPEG, regions=regions), (
        PDF if clean.media_type == PDF else JPEG
    )


def exhibit_of(content: bytes, media_type: str) -> bytes:
    """The masked copy as an exhibit of the court's package."""
    made = exhibit_pages(content, media_type=media_type, label="갑 제1호증의 1", day=DAY, press=sample_press())
    assert made.slip == ""
    return made.pdf


def laid_open(pdf: bytes, folder: Path) -> bytes:
    """Every object and stream of a PDF as qpdf writes it, unpacked, beside the file's own bytes."""
    (folder / "packed.pdf").write_bytes(pdf)
    said = run_tool("qpdf", "--qdf", "--object-streams=disable", folder / "packed.pdf", folder / "open.pdf")
    assert said.returncode == 0, said.stderr
    return (folder / "open.pdf").read_bytes() + pdf


def test_the_trap_is_a_trap(tmp_path: Path) -> None:
    """The paper before: poppler reads the number, qpdf lays it open in many places, an attachment holds it."""
    paper = paper_with_everything()
    (tmp_path / "trap.pdf").write_bytes(paper)

    assert SECRET in poppler_text(paper, tmp_path)
    assert "number.txt" in run_tool("pdfdetach", "-list", tmp_path / "trap.pdf").stdout
    assert b"formerly " + SECRET.encode() in paper
    assert paper.count(b"%%EOF") == 2
    assert "kept" in poppler_text(paper, tmp_path)
    assert run_tool("qpdf", "--qdf", tmp_path / "trap.pdf", tmp_path / "open.pdf").returncode == 0
    assert (tmp_path / "open.pdf").read_bytes().count(SECRET.encode()) > 5
    assert photo_with_thumbnail().count(SECRET.encode()) >= 2
    assert photo_with_thumbnail().count(b"\xff\xd8\xff") == 2


@pytest.mark.parametrize("kind", ["paper", "photo"])
def test_nothing_of_the_number_is_in_the_exhibit(kind: str, tmp_path: Path) -> None:
    """No text, no string in any stream, no attachment, no second picture; the rest of the page is still there."""
    given = paper_with_everything() if kind == "paper" else photo_with_thumbnail()
    copy, media_type = masked(given, "given.pdf" if kind == "paper" else "given.jpg")
    pdf = exhibit_of(copy, media_type)
    opened = laid_open(pdf, tmp_path) + (laid_open(copy, tmp_path) if media_type == PDF else copy)

    assert SECRET.encode() not in opened
    assert SECRET.encode("utf-16-be") not in opened
    assert SECRET.encode().hex().encode() not in opened.lower()
    assert SECRET not in poppler_text(pdf, tmp_path)
    assert SECRET not in text_of(pdf).decode()
    for trace in (b"/EmbeddedFile", b"/Thumb", b"/PieceInfo", b"/Outlines", b"/AF", b"Exif\x00", b"JFXX", b"/Prev "):
        assert trace not in opened, trace
    (tmp_path / "exhibit.pdf").write_bytes(pdf)
    assert run_tool("pdfdetach", "-list", tmp_path / "exhibit.pdf").stdout.startswith("0 embedded")
    assert pdf.count(b"startxref") == 1
    assert pdf.count(b"%%EOF") == 1


@pytest.mark.parametrize("kind", ["paper", "photo"])
def test_every_picture_in_the_exhibit_is_black_there(kind: str, tmp_path: Path) -> None:
    """The pictures themselves, taken out by poppler: black is no layer that could be lifted. Another number, the same pixels."""
    looks = []
    for words in (SECRET, "XK2258OMEGA"):
        given = paper_with_everything(words) if kind == "paper" else photo_with_thumbnail(words)
        pdf = exhibit_of(*masked(given, "given.pdf" if kind == "paper" else "given.jpg"))
        folder = tmp_path / words
        folder.mkdir()
        (folder / "exhibit.pdf").write_bytes(pdf)
        run_tool("pdfimages", "-png", folder / "exhibit.pdf", folder / "out")
        pictures = [Image.open(path).convert("L") for path in sorted(folder.glob("out-*.png"))]
        assert len(pictures) == 1
        width, height = pictures[0].size
        inside = pictures[0].crop((int(width * 0.12), int(height * 0.12), int(width * 0.88), int(height * 0.28)))
        assert inside.getextrema()[1] < 24
        looks.append(pictures[0].crop((0, 0, width, int(height * 0.35))).tobytes())
    assert max(abs(one - two) for one, two in zip(*looks, strict=True)) < 16


def test_what_was_not_painted_is_still_read(tmp_path: Path) -> None:
    """Painting takes nothing else: the lower half of the page is as it was."""
    copy, _ = masked(paper_with_everything(), "given.pdf")
    (tmp_path / "copy.pdf").write_bytes(copy)
    run_tool("pdftoppm", "-r", "72", "-png", "-singlefile", tmp_path / "copy.pdf", tmp_path / "copy")
    with Image.open(tmp_path / "copy.png") as page:
        assert page.convert("L").crop((50, 300, 200, 380)).getextrema()[0] < 128


def test_the_log_has_a_row_with_both_fingerprints_and_the_original_is_nowhere() -> None:
    """SHA-256 of what was given and of what took its place; the first is recorded and its bytes are not."""
    given = photo_with_thumbnail()
    copy, _ = masked(given, "given.jpg")
    before, after = (hashlib.sha256(content).hexdigest() for content in (given, copy))
    painted = Masking(before=before, clean="", after=after, at=1_795_348_800, by="m1", role="lead", regions=1)
    facts = EvidenceFacts(
        id="e1",
        kind=EvidenceKind.PASSPORT,
        media_type=JPEG,
        size=len(copy),
        sha256=after,
        clean_sha256=after,
        parts=(),
        masked=True,
        maskings=(painted,),
    )
    rows = redactions_of(
        ClaimFile(language="ko", evidence=(facts,)),
        party=1,
        reference="REF",
        numbers={"e1": "갑 제1호증의 1"},
        names={"m1": "Han"},
    )
    (row,) = csv.DictReader(io.StringIO(b"".join(redactions_csv(rows)).decode("utf-8-sig"), newline=""))

    assert (row["original_sha256"], row["new_sha256"]) == (before, after)
    assert (row["exhibit"], row["approved_by"], row["at_utc"]) == (
        "갑 제1호증의 1",
        "Han (lead)",
        "2026-11-22T12:00:00Z",
    )
    assert (row["kind"], row["basis"], row["regions"]) == ("number_painted_over", "pipa_24_2", "1")
    assert hashlib.sha256(exhibit_of(copy, JPEG)).hexdigest() not in (before, after)
