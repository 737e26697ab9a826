"""Documents of every size and turn, bound into volumes, and what a reader finds in them. This is where tests of volumes get theirs."""

import io
import xml.etree.ElementTree as Tree
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pypdfium2
import typst
from pikepdf import Array, Pdf

from claims.model.court_paper import SlipSheet
from claims.model.court_profile import CourtProfile, Limits
from claims.model.made_bundle import MadeDocument
from claims.model.volume import VolumePlan
from claims.rules.volumes import plan_volumes
from claims.store.court_profiles import read_court_profiles
from claims.store.volume_index import VolumeHead
from claims.store.volumes import MadeVolume, make_volume
from tests.outside_tools import run_tool
from tests.paper_samples import DAY, TEMPLATES, sample_fonts, sample_press, sample_statement, set_statement

A4, LETTER, A3, PHOTO = (595, 842), (612, 792), (842, 1191), (99, 128)
_PAGES = """
#let given = json(bytes(sys.inputs.given))
#set document(title: "x")
#set page(width: given.width * 1pt, height: given.height * 1pt, margin: 20%, fill: white)
#set text(given.points * 1pt, font: "Noto Sans", fallback: false)
#for n in range(given.pages) { page(given.mark + "/" + ("a", "b", "c", "d").at(n)) }
"""
TITLES = {
    "ko": "여권 사본과 출입국 도장",
    "ar": "محمد عبد الله (جواز السفر M1234567)",
    "ja": "旅券の写し 直骨門角",
    "long": "긴 제목이 있는 서류 " * 60,
    "hostile": 'a\u202eb <script> #read("/etc/passwd") {title} {page}',
}


def pages_of(
    mark: str,
    *,
    size: tuple[float, float] = A4,
    pages: int = 1,
    turn: int = 0,
    crop: tuple[int, int, int, int] | None = None,
) -> bytes:
    """Pages that say "<mark>/a", "<mark>/b", …, of a size, turned and cropped as some programs write them."""
    given = f'{{"width": {size[0]}, "height": {size[1]}, "pages": {pages}, "mark": "{mark}", "points": {min(12, size[0] / 16)}}}'
    made = typst.compile(
        _PAGES.encode(), font_paths=_faces(), ignore_system_fonts=True, sys_inputs={"given": given}, format="pdf"
    )
    if not turn and not crop:
        return made
    with Pdf.open(io.BytesIO(made)) as pdf:
        for page in pdf.pages:
            page.obj.Rotate = turn
            if crop:
                page.cropbox = Array(list(crop))
        target = io.BytesIO()
        pdf.save(target)
        return target.getvalue()


@cache
def _faces() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[sample_fonts().folder])


@cache
def profile_of(code: str) -> CourtProfile:
    """A court's real profile."""
    return read_court_profiles(TEMPLATES)[code]


@dataclass(frozen=True)
class Bundle:
    """Documents in court order, and their bytes by path."""

    documents: tuple[MadeDocument, ...]
    files: Mapping[str, bytes]

    def head(self, code: str) -> VolumeHead:
        profile = profile_of(code)
        return VolumeHead("손해배상(국) v. State", DAY, profile, sample_press().for_court(profile))

    def plans(self, code: str, *, limits: Limits | None = None) -> list[VolumePlan]:
        sizes = {path: len(content) for path, content in self.files.items()}
        return list(
            plan_volumes(self.documents, sizes=sizes, limits=limits or Limits(), index_pages=self.head(code).pages)
        )

    def bound(self, plan: VolumePlan, code: str) -> MadeVolume:
        return make_volume(plan, head=self.head(code), open_document=self.files.__getitem__)


def mark_of(document: MadeDocument) -> str:
    """What its pages say."""
    return "M" + "".join(letter for letter in document.path if letter.isdigit())


def an_exhibit(
    main: int, *, title: str = "여권 사본", pages: int = 1, media_type: str = "application/pdf"
) -> MadeDocument:
    return MadeDocument(
        path=f"20-exhibits/exhibit-{main:06d}-001.pdf",
        section="exhibits",
        title=title,
        pages=pages,
        number=f"갑 제{main}호증의 1",
        main=main,
        branch=1,
        party=main,
        source_media_type=media_type,
    )


def a_statement(party: int, *, title: str = "진술서", pages: int = 2) -> MadeDocument:
    path = f"10-statements/statement-{party:06d}.pdf"
    return MadeDocument(path=path, section="statements", title=title, pages=pages, party=party)


GEOMETRIES: dict[str, dict[str, object]] = {
    "portrait": {"size": A4},
    "landscape": {"size": (842, 595)},
    "turned 90": {"turn": 90},
    "turned 180": {"turn": 180},
    "turned 270": {"turn": 270},
    "A3": {"size": A3},
    "letter": {"size": LETTER},
    "passport photo": {"size": PHOTO},
    "cropped": {"size": (700, 1000), "crop": (50, 80, 550, 800)},
    "cropped, turned 90": {"size": (700, 1000), "crop": (50, 80, 550, 800), "turn": 90},
}


@cache
def odd_bundle() -> Bundle:
    """A list, real statements, exhibits of every geometry, a slip sheet, a signed power; titles in four scripts."""
    files: dict[str, bytes] = {}
    documents = [MadeDocument(path="00-lists/party-list-001.pdf", section="lists", title="당사자목록", pages=3)]
    files[documents[0].path] = pages_of(mark_of(documents[0]), pages=3)
    for party, language in enumerate(("ko", "ar", "ja"), start=1):
        statement = set_statement(sample_statement(language))
        with Pdf.open(io.BytesIO(statement)) as pdf:
            document = a_statement(party, title=TITLES[language], pages=len(pdf.pages))
        documents.append(document)
        files[document.path] = statement
    titles = list(TITLES.values())
    for main, facts in enumerate(GEOMETRIES.values(), start=1):
        document = an_exhibit(main, title=titles[main % len(titles)], pages=2)
        documents.append(document)
        files[document.path] = pages_of(mark_of(document), pages=2, **facts)  # type: ignore[arg-type]  # the table above
    slip = an_exhibit(len(GEOMETRIES) + 1, title="영상").model_copy(update={"slip": "not_pages"})
    documents.append(slip)
    files[slip.path] = sample_press().slip_sheet(
        SlipSheet(number=slip.number, day=DAY, reason="not_pages", media_type="video/mp4", size=7, sha256="ab" * 32)
    )
    power = MadeDocument(path="40-powers/power-000001.pdf", section="powers", title="소송위임장", pages=1, party=1)
    documents.append(power)
    files[power.path] = pages_of(mark_of(power))
    return Bundle(tuple(documents), files)


@cache
def odd_volumes(code: str) -> tuple[tuple[VolumePlan, MadeVolume], ...]:
    """The odd documents as three volumes or more of one court."""
    bundle = odd_bundle()
    plans = bundle.plans(code, limits=Limits(volume_pages=15))
    assert len(plans) >= 3
    return tuple((plan, bundle.bound(plan, code)) for plan in plans)


@dataclass(frozen=True)
class Word:
    """A word as poppler finds it: where it is shown, from the upper left of the page, in points."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class ShownPage:
    width: float
    height: float
    words: tuple[Word, ...]

    def at_edge(self, *, within: float = 36) -> list[str]:
        """The words that lie wholly within so many points of the upper or lower edge."""
        return [word.text for word in self.words if word.bottom <= within or word.top >= self.height - within]


def read_words(pdf: bytes, folder: Path) -> list[ShownPage]:
    """Every word of every page, by poppler; the size of the turned and cropped page, which it does not say, by pdfium."""
    reader = pypdfium2.PdfDocument(pdf)
    sizes = [page.get_size() for page in reader]
    reader.close()
    source, target = folder / "volume.pdf", folder / "words.html"
    source.write_bytes(pdf)
    said = run_tool("pdftotext", "-bbox", "-cropbox", source, target)
    assert said.returncode == 0, said.stderr
    tree = Tree.fromstring(target.read_text(encoding="utf-8"))
    space = "{http://www.w3.org/1999/xhtml}"
    return [
        ShownPage(
            *size,
            tuple(
                Word(word.text or "", *(float(word.attrib[key]) for key in ("xMin", "yMin", "xMax", "yMax")))
                for word in page.iter(f"{space}word")
            ),
        )
        for size, page in zip(sizes, tree.iter(f"{space}page"), strict=True)
    ]
