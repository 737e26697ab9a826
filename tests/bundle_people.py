"""The people of a matter in which everything is that ever went wrong for others. This is where they and what they give are introduced.

Each has words of their own that nobody else has (`own`): in the account, in their files; a colour of their own in every photo. What
counsel alone may read is marked too (COUNSELS): none of it may be in a court's file in any form.
"""

import io
from collections.abc import Mapping
from dataclasses import dataclass

import pikepdf
from pikepdf import Dictionary, Name, Stream
from PIL import Image, ImageDraw, ImageFont

from claims.model.claim_file import (
    Claimant,
    ClaimFile,
    ConsentStatement,
    EntryRecord,
    ForLawyers,
    Representative,
)
from claims.model.matter import ExhibitUse, MatterDeadline, MatterFacts, Target
from claims.model.vocabulary import AgreementCode, Answer, Channel, EvidenceKind
from tests.cast import agreed

PDF, JPEG = "application/pdf", "image/jpeg"
# The agreements are worded in these; who writes in another language read them in English.
OFFERED = frozenset({"ar", "en", "ja", "ko", "vi", "zh-Hans"})
FACTS = MatterFacts(
    title="VXQFOLDER 약한 사건들",
    proceeding="국가배상 청구의 소",
    court="서울중앙지방법원",
    case_number="2026가합123456",
    firm="Firm One",
    firm_address="서울특별시 서초구 서초대로 1",
    lawyer="Park",
    project="MOJ-AIRPORT-FACES",
    defendant="대한민국",
    amount_each=1_000_000,
    targets=Target(claims="2027-01-11", court="2027-02-22"),
    deadlines=(MatterDeadline(day="2027-03-23", what="VXQCLOCK is running", source="VXQCLOCKSOURCE"),),
)
# What counsel alone may know, by the place it stands in; none of it may be in a court's file in any form.
COUNSELS = {
    "what cameras write": "VXQCAMERA",
    "target day": "2027-01-11",
    "deadline's day": "2027-03-23",
    "deadline": "VXQCLOCK",
    "note": "VXQNOTE",
    "first knowledge note": "VXQFIRSTNOTE",
    "learned how": "VXQHOW",
    "other proceedings": "VXQOTHER",
    "access reply": "VXQREPLY",
    "hold": "VXQHOLD",
    "kept back": "VXQBACK",
    "file name": "VXQFILE",
    "note on evidence": "VXQPIECE",
    "what helped": "VXQHELPED",
    "first answer": "2009-09-09",
    "contact of the representative": "VXQCONTACT",
    "purpose of the order": "VXQPURPOSE",
    "counsel's name for the matter": "VXQFOLDER",
}


@dataclass(frozen=True)
class Piece:
    """A piece of evidence as it is given: how many pages it has, or why it has a slip sheet. `raw`: kept as it came, unread."""

    name: str
    content: bytes
    pages: int = 1
    slip: str = ""
    media_type: str = JPEG
    kind: EvidenceKind = EvidenceKind.STAMP
    use: ExhibitUse = "clean"
    raw: bool = False
    masked: bool = False


@dataclass(frozen=True)
class Person:
    """One claimant of the matter: what they say, what they give, and why they stay out ("" they go). `own` is nobody else's word."""

    key: str
    language: str
    name: str
    latin: str
    account: str
    nationality: str
    record: EntryRecord
    pieces: tuple[Piece, ...] = ()
    out: str = ""
    born: str = ""
    refused: tuple[AgreementCode, ...] = ()

    @property
    def own(self) -> str:
        return f"ZQK{self.key.upper()}"

    @property
    def learned_when(self) -> str:
        """A day of their own on which they learned of it: counsel's, and no other day of the matter."""
        return f"1997-{1 + sum(self.key.encode()) % 12:02d}-{1 + sum(self.key.encode()) % 27:02d}"

    @property
    def file(self) -> ClaimFile:
        """What they say; with counsel's words in every place that only counsel read."""
        return ClaimFile(
            language=self.language,
            claimant=Claimant(
                name=self.name,
                name_latin=self.latin,
                name_hangul="홍길동" if self.language == "ko" else "",
                born=self.born or f"{1960 + place_of(self.key)}-05-01",
                nationality=self.nationality,
                passport_number=f"P{self.own}",
                representative=Representative(contact=f"VXQCONTACT{self.key}"),
            ),
            records=(self.record,),
            statement=ConsentStatement(
                told_of_ai=Answer.NO, account=f"{self.account} {self.own}", language=self.language
            ),
            for_lawyers=ForLawyers(
                learned_when=self.learned_when,
                learned_how=f"VXQHOW{self.key}",
                other_proceedings_what=f"VXQOTHER{self.key}",
                access_request=Answer.YES,
                access_request_reply=f"VXQREPLY{self.key}",
            ),
            agreements=agreed(*self.refused, language=self.language if self.language in OFFERED else "en"),
        )


def place_of(key: str) -> int:
    """A person's place among all, the one who comes late included."""
    return list(PEOPLE).index(key)


def colour_of(key: str) -> tuple[int, int, int]:
    """A person's colour, far from all others of the matter."""
    place = place_of(key)
    return (40 + 80 * (place % 3), 40 + 80 * (place // 3 % 3), 60 + 120 * (place // 9))


def photo(colour: tuple[int, int, int], *, words: str = "", camera: str = "VXQCAMERA") -> bytes:
    """A photo of one colour, as phones write it, perhaps with large words in its upper part."""
    picture, made = Image.new("RGB", (400, 300), colour), io.BytesIO()
    if words:
        ImageDraw.Draw(picture).text((40, 40), words, fill="white", font=ImageFont.load_default(40))
    about = Image.Exif()
    about[0x010E] = camera
    picture.save(made, "JPEG", quality=95, exif=about)
    return made.getvalue()


def paper(*, pages: int, words: str, password: str = "") -> bytes:
    """A PDF that says the words on each page; encrypted where there is a password."""
    made = io.BytesIO()
    with pikepdf.new() as pdf:
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        for number in range(1, pages + 1):
            page = pdf.add_blank_page(page_size=(595, 842))
            page.obj.Resources = Dictionary(Font=Dictionary(F=font))
            page.obj.Contents = Stream(pdf, f"BT /F 24 Tf 60 400 Td ({words} page {number}) Tj ET".encode())
        pdf.save(made, encryption=pikepdf.Encryption(owner=password, user=password) if password else None)
    return made.getvalue()


def _trip(passport: str, **facts: object) -> EntryRecord:
    return EntryRecord.model_validate({"id": "trip-one", "passport": passport, "entered": "2015-03-02", **facts})


EVERYBODY = (
    Person(
        "jisoo",
        "ko",
        "김지수",
        "KIM JISOO",
        "아무런 안내도 받지 못했습니다.",
        "KOR",
        _trip("KOR", entered="2018-05-11", exited="2018-05-04", channel_in=Channel.GATE, channel_out=Channel.GATE),
        pieces=(Piece("IMG_1.jpg", b""),),
    ),
    Person(
        "linh",
        "vi",
        "Nguyễn Thị Linh",
        "NGUYEN THI LINH",
        "Không ai nói gì với tôi về ảnh của tôi.",
        "VNM",
        _trip("VNM", earlier=[{"entered": "2009-09-09", "exited": None, "what_helped": "VXQHELPED"}]),
        pieces=(
            Piece("VXQFILE.pdf", paper(pages=3, words="ZQKLINH ticket"), pages=3, media_type=PDF),
            Piece(
                "locked.pdf", paper(pages=2, words="ZQKLINH", password="x"), slip="encrypted", media_type=PDF, raw=True
            ),
        ),
    ),
    Person(
        "omar",
        "ar",
        "\u202eعمر\u202c حسن",
        "OMAR HASAN",
        "لم يخبرني أحد بأي شيء.",
        "SYR",
        _trip("SYR", entered="2018-12"),
        pieces=(Piece("torn.jpg", photo((9, 9, 9))[:700], slip="unreadable", raw=True),),
    ),
    Person(
        "somchai",
        "th",
        'สมชาย <b>#read("/etc/passwd")</b>',
        "SOMCHAI <script>",
        "ไม่มีใครบอกฉันว่ารูปถ่ายของฉันจะถูกนำไปใช้ทำอะไร",
        "THA",
        _trip("THA", capacity="crew"),
        pieces=(Piece("passport.jpg", b"", kind=EvidenceKind.PASSPORT, masked=True),),
    ),
    Person(
        "aung",
        "my",
        "အောင်ဆန်း",
        "AUNG SAN",
        "ကျွန်တော့်ကို ဘယ်သူမှ မပြောပါဘူး။",
        "MMR",
        _trip("MMR"),
        pieces=(Piece("IMG_2.jpg", b"", use="withheld", slip="withheld"),),
    ),
    Person(
        "wang",
        "zh-Hans",
        "=cmd|' /C calc'!A0",
        "@SUM(1+1)*WANG",
        "没有人告诉我。直骨门角",
        "CHN",
        _trip("CHN"),
        pieces=(Piece("=cmd|calc.jpg", b"", use="original"),),
    ),
    Person(
        "sato",
        "ja",
        "../../佐藤",
        "SATO ../../etc/passwd",
        "誰も教えてくれませんでした。直骨門角",
        "JPN",
        _trip("JPN"),
        pieces=(
            Piece("../../etc/passwd", b"", slip="empty", raw=True),
            Piece("film.mp4", b"\0\0\0\x18ftypmp42ZQKSATO film", slip="not_pages", media_type="video/mp4", raw=True),
        ),
    ),
    Person(
        "ann",
        "en",
        "Ann\x07\u2066 O\u2019Neil\u2069",
        "ANN\tONEIL",
        "I was told nothing.",
        "GBR",
        _trip("GBR"),
        pieces=(
            Piece("IMG_3.jpg", b""),
            Piece("short.pdf", paper(pages=2, words="ZQKANN"), pages=5, slip="incomplete", media_type=PDF, raw=True),
        ),
    ),
    Person(
        "kid",
        "en",
        "Kid Nobody",
        "KID",
        "I was told nothing.",
        "GBR",
        _trip("GBR"),
        born="2015-01-01",
        out="minor_without_representative",
    ),
    Person(
        "silent",
        "en",
        "Silent One",
        "SILENT",
        "I was told nothing.",
        "GBR",
        _trip("GBR"),
        refused=(AgreementCode.C8,),
        out="no_court_agreement",
    ),
    Person("back", "en", "Back Kept", "BACK", "I was told nothing.", "GBR", _trip("GBR"), out="kept_back"),
    Person(
        "twin",
        "vi",
        "Nguyễn Thị Linh",
        "NGUYEN THI LINH",
        "Không ai nói gì với tôi.",
        "VNM",
        _trip("VNM"),
        out="duplicate",
    ),
)
# She comes when a bundle was served already.
LATE = Person(
    "late", "en", "Late Comer", "LATE", "I was told nothing.", "USA", _trip("USA"), pieces=(Piece("IMG_9.jpg", b""),)
)
PEOPLE: Mapping[str, Person] = {one.key: one for one in (*EVERYBODY, LATE)}
GOING = tuple(one for one in EVERYBODY if not one.out)
MASKED_WORDS = "900101-1234567"


def content_of(person: Person, piece: Piece) -> bytes:
    """The bytes of a piece; a photo in the person's colour where nothing else is said."""
    if piece.content or piece.raw:
        return piece.content
    camera = person.own if piece.use == "original" else "VXQCAMERA"
    return photo(colour_of(person.key), words=MASKED_WORDS if piece.masked else "", camera=camera)
