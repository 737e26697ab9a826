"""Volumes: bound whole or not at all, each page as it was with its number beside it, the same bytes whoever binds them."""

import hashlib
import io
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream
from PIL import ImageChops

from claims.errors import Damaged, NotValid
from claims.settings import ROOT
from claims.store.exhibit_pages import exhibit_pages
from claims.store.volumes import make_volume
from tests.outside_tools import run_tool
from tests.paper_samples import DAY, sample_press, sample_statement, set_statement
from tests.store.seen_pages import jpeg, shown
from tests.volume_samples import (
    GEOMETRIES,
    Bundle,
    a_statement,
    an_exhibit,
    odd_bundle,
    odd_volumes,
    pages_of,
    profile_of,
    read_words,
)


def bundle_of(*contents: bytes, pages: int = 1, **facts: object) -> Bundle:
    """Exhibits with these bytes."""
    documents = tuple(
        an_exhibit(main, pages=pages).model_copy(update=facts) for main, _ in enumerate(contents, start=1)
    )
    return Bundle(documents, {document.path: content for document, content in zip(documents, contents, strict=True)})


def bound(bundle: Bundle, court: str = "korea") -> bytes:
    (plan,) = bundle.plans(court)
    return bundle.bound(plan, court).pdf


@pytest.mark.parametrize("name", GEOMETRIES)
@pytest.mark.parametrize("court", ["korea", "united-states"])
def test_a_page_of_any_geometry_stays_as_it_is_but_for_its_number(name: str, court: str, tmp_path: Path) -> None:
    original = pages_of("MARK", **GEOMETRIES[name])  # type: ignore[arg-type]  # the table there
    volume = bound(bundle_of(original), court)
    before, after = shown(original), shown(volume, page=1)
    assert after.size == before.size
    difference = ImageChops.difference(before, after)
    left, top, right, bottom = difference.getbbox()
    words = {word.text for word in read_words(volume, tmp_path)[1].words}
    # 12 points from the corner the reader sees, 10 point digits, upright: higher than wide for one digit, wide for nine.
    assert (after.width - right, after.height - bottom) == pytest.approx((27, 30), abs=8)
    assert bottom - top == pytest.approx(15, abs=4)
    assert words == {"MARK/a", "2" if court == "korea" else "RC0000002"}
    # Nothing that was drawn is covered: where the number stands it was white.
    assert before.crop((left, top, right, bottom)).getextrema() == (255, 255)


def test_a_page_without_an_empty_margin_is_laid_on_a_larger_sheet() -> None:
    with Pdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(595, 842))
        page.contents_add(Stream(pdf, b"0.5 g 0 0 595 842 re f"))
        target = io.BytesIO()
        pdf.save(target)
    volume = bound(bundle_of(target.getvalue()))
    picture = shown(volume, page=1)
    assert (picture.width, picture.height) == (595 * 2, pytest.approx((842 + 38) * 2, abs=10))
    assert set(picture.crop((0, 0, 595 * 2, 842 * 2)).tobytes()) <= set(range(120, 136)), "all of it, uncovered"
    assert picture.crop((0, 842 * 2 + 2, 595 * 2, picture.height)).getextrema() == (0, 255)


def test_where_the_corner_is_taken_the_number_takes_another_place_of_the_margin(tmp_path: Path) -> None:
    with Pdf.open(io.BytesIO(pages_of("MARK"))) as pdf:
        pdf.pages[0].contents_add(Stream(pdf, b"q 0 g 500 0 95 60 re f Q"))
        target = io.BytesIO()
        pdf.save(target)
    page = read_words(bound(bundle_of(target.getvalue())), tmp_path)[1]
    (number,) = [word for word in page.words if word.text == "2"]
    assert (number.left + number.right) / 2 == pytest.approx(297.5, abs=2)
    assert number.bottom > 842 - 36


def test_pages_that_share_what_they_draw_with_get_a_number_each(tmp_path: Path) -> None:
    with Pdf.open(io.BytesIO(pages_of("MARK", pages=3))) as pdf:
        shared = pdf.make_indirect(Dictionary(pdf.pages[0].resources))
        for page in pdf.pages:
            page.obj.Resources = shared
        target = io.BytesIO()
        pdf.save(target)
    volume = bound(bundle_of(target.getvalue(), pages=3))
    assert [page.words[-1].text for page in read_words(volume, tmp_path)] == ["1", "2", "3", "4"]
    with pikepdf.open(io.BytesIO(volume)) as opened:
        assert [list(page.resources.XObject.keys()) for page in opened.pages] == [["/PageNumber0"]] * 4


def test_poppler_and_qpdf_find_nothing_wrong(tmp_path: Path) -> None:
    for plan, volume in odd_volumes("korea"):
        path = tmp_path / f"{plan.number}.pdf"
        path.write_bytes(volume.pdf)
        checked = run_tool("qpdf", "--check", path)
        assert (checked.returncode, checked.stderr) == (0, "")
        drawn = run_tool("pdftoppm", "-r", "20", "-png", path, tmp_path / f"page-{plan.number}")
        assert (drawn.returncode, drawn.stderr) == (0, "")
        assert len(list(tmp_path.glob(f"page-{plan.number}-*.png"))) == plan.pages
        fonts = run_tool("pdffonts", path).stdout.splitlines()[2:]
        assert {line.split()[-5] for line in fonts} == {"yes"}, "every font is embedded"


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 broken", b"no PDF"])
def test_an_unreadable_document_stops_the_volume_and_is_named(content: bytes) -> None:
    bundle = bundle_of(pages_of("A"), content)
    (plan,) = bundle.plans("korea")
    with pytest.raises(Damaged) as refusal:
        bundle.bound(plan, "korea")
    assert (refusal.value.reason, refusal.value.facts) == ("volume_document", {"path": bundle.documents[1].path})


@pytest.mark.parametrize("pages", [1, 3])
def test_a_document_with_other_pages_than_planned_stops_the_volume(pages: int) -> None:
    bundle = bundle_of(pages_of("A", pages=2), pages=pages)
    (plan,) = bundle.plans("korea")
    with pytest.raises(Damaged) as refusal:
        bundle.bound(plan, "korea")
    facts = {"path": bundle.documents[0].path, "expected": pages, "found": 2}
    assert (refusal.value.reason, refusal.value.facts) == ("volume_short", facts)


def test_an_index_of_another_length_than_planned_stops_the_volume() -> None:
    bundle = bundle_of(pages_of("A"))
    (plan,) = bundle.plans("korea")
    with pytest.raises(Damaged) as refusal:
        bundle.bound(plan.model_copy(update={"index_pages": 2}), "korea")
    assert refusal.value.facts == {"path": "60-volumes/volume-001.pdf", "expected": 2, "found": 1}


def test_a_document_that_is_not_the_planned_one_stops_the_volume() -> None:
    content = pages_of("A")
    same, other = hashlib.sha256(content).hexdigest(), hashlib.sha256(b"").hexdigest()
    assert bound(bundle_of(content, sha256=same)) == bound(bundle_of(content))
    with pytest.raises(Damaged, match="volume_document"):
        bound(bundle_of(content, sha256=other))


def test_a_title_that_no_font_draws_is_named() -> None:
    bundle = bundle_of(pages_of("A"), title="\U00012000")
    with pytest.raises(NotValid) as refusal:
        bundle.plans("korea")
    assert (refusal.value.reason, refusal.value.facts["codepoint"]) == ("missing_glyph", "U+12000")


def test_what_a_note_shows_stays_and_what_it_does_is_gone() -> None:
    with Pdf.open(io.BytesIO(pages_of("MARK"))) as pdf:
        look = Stream(pdf, b"1 0 0 rg 0 0 100 50 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 100, 50])
        note = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Stamp,
            Rect=[100, 300, 200, 350],
            F=4,
            AP=Dictionary(N=pdf.make_indirect(look)),
        )
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])
        pdf.pages[0].obj.AA = Dictionary(O=Dictionary(S=Name.JavaScript, JS="app.alert(1)"))
        target = io.BytesIO()
        pdf.save(target)
    volume = bound(bundle_of(target.getvalue()))
    assert shown(volume, page=1).getpixel((300, 2 * (842 - 325))) < 120
    with pikepdf.open(io.BytesIO(volume)) as opened:
        assert {"/Annots", "/AA"} & set(opened.pages[1].obj.keys()) == set()


def test_the_archive_mark_is_only_where_every_page_was_made_here() -> None:
    picture = exhibit_pages(
        jpeg(),
        media_type="image/jpeg",
        label="갑 제1호증",
        day=DAY,
        press=sample_press().for_court(profile_of("korea")),
    )
    statement = set_statement(sample_statement("ko"))
    ours = (a_statement(1), an_exhibit(1, media_type="image/jpeg"))
    theirs = (*ours, an_exhibit(2))
    files = {ours[0].path: statement, ours[1].path: picture.pdf, theirs[2].path: pages_of("A")}
    for documents, claimed in ((ours, True), (theirs, False)):
        bundle = Bundle(documents, files)
        (plan,) = bundle.plans("korea")
        volume = bundle.bound(plan, "korea")
        assert (volume.archival, b"pdfaid:part" in volume.pdf) == (claimed, claimed)
        with pikepdf.open(io.BytesIO(volume.pdf)) as opened:
            (intent,) = opened.Root.OutputIntents
            assert (intent.S, intent.DestOutputProfile.N) == ("/GTS_PDFA1", 3)
            assert {"/StructTreeRoot", "/MarkInfo"} & set(opened.Root.keys()) == set()
            assert opened.pdf_version == "1.7"


def test_the_margin_of_a_picture_is_not_looked_at_and_is_empty(tmp_path: Path) -> None:
    press = sample_press().for_court(profile_of("korea"))
    made = exhibit_pages(jpeg(3000, 4000), media_type="image/jpeg", label="갑 제1호증의 1", day=DAY, press=press)
    volume = bound(bundle_of(made.pdf, source_media_type="image/jpeg"))
    left, top, right, bottom = ImageChops.difference(shown(made.pdf), shown(volume, page=1)).getbbox()
    assert shown(made.pdf).crop((left, top, right, bottom)).getextrema() == (255, 255)


def test_the_same_font_in_many_documents_is_kept_once() -> None:
    statements = [set_statement(sample_statement("ko", passport_number=f"M{n:07d}")) for n in (1111111, 1111112)]
    documents = tuple(a_statement(party) for party in range(1, 21))
    bundle = Bundle(documents, {each.path: statements[each.party % 2] for each in documents})
    assert len(bound(bundle)) < sum(map(len, bundle.files.values())) / 4


def test_volumes_are_bound_in_any_order_by_anybody_to_the_same_bytes() -> None:
    bundle = odd_bundle()
    made = {plan.number: volume.pdf for plan, volume in odd_volumes("korea")}
    for plan, _ in reversed(odd_volumes("korea")):
        again = type(plan).model_validate_json(plan.model_dump_json())
        assert bundle.bound(again, "korea").pdf == made[plan.number]
    code = (
        "from tests.volume_samples import odd_volumes; import hashlib;"
        "print(*(hashlib.sha256(volume.pdf).hexdigest() for _, volume in odd_volumes('korea')))"
    )
    other = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, timeout=120
    )
    assert other.stdout.split() == [hashlib.sha256(pdf).hexdigest() for pdf in made.values()]


def test_a_volume_says_what_it_holds() -> None:
    (english, _), _, _ = odd_volumes("england-wales")
    assert odd_bundle().head("england-wales").title(english) == "손해배상(국) v. State – Volume 1"
    plan, volume = odd_volumes("korea")[1]
    assert (volume.pages, volume.first, volume.last) == (plan.pages, plan.first, plan.last)
    with pikepdf.open(io.BytesIO(volume.pdf)) as opened:
        assert len(opened.pages) == plan.pages
        assert str(opened.docinfo.Title) == "손해배상(국) v. State – 제2권"
        assert str(opened.Root.Lang) == "ko"


def test_documents_are_asked_for_once_and_by_their_whole_path() -> None:
    """Peers take "ba.pdf" for "a.pdf"."""
    bundle = odd_bundle()
    asked: list[str] = []

    def opened(path: str) -> bytes:
        asked.append(path)
        return bundle.files[path]

    plan, _ = odd_volumes("korea")[0]
    make_volume(plan, head=bundle.head("korea"), open_document=opened)
    assert asked == [document.path for document in plan.documents]
