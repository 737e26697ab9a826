"""25. Nothing of one claimant is ever in another's exhibit, statement or explanation, nor in the bundle of a matter they are not in.

Claims are drawn: names and accounts of any letters, often the same for several; pieces of the same name, as pictures and papers, used in
every way. What tells them apart is a word of each one's own, and a colour. It is looked for in what can be read of each file, in every
stream unpacked, in every picture, and on every page of the merged volumes.
"""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from claims.actions.choose_claims import choose_claim
from claims.actions.use_exhibits import use_exhibits
from claims.model.claim_file import Claimant, ClaimFile, ConsentStatement, EntryRecord
from claims.model.matter import ExhibitUse
from claims.model.vocabulary import Move
from claims.store.claim_parts import read_claim_file
from tests.bundle_people import FACTS, paper, photo
from tests.cast import HAN, PARK, agreed
from tests.databases import sqlite_copy
from tests.make import MadeOffice, Sent, make_office
from tests.make_bundles import Court, attach
from tests.unpacked_bundle import Unpacked, laid_open, page_texts

NAMES = st.sampled_from(["Ann", "Ann", "김민준", "Nguyễn Linh", "محمد", "=1+1", "../Ann", "A\u202eB"])
ACCOUNTS = st.text(alphabet=st.sampled_from("abz 가나 ß<>#$[]{}\\\"'\u202e\u2066\x07\n"), max_size=60)
# Kind of each piece and how counsel use it.
PIECES = st.lists(
    st.tuples(st.sampled_from(["photo", "paper"]), st.sampled_from(["clean", "original", "withheld"])), max_size=2
)
CLAIMS = st.lists(st.tuples(NAMES, ACCOUNTS, PIECES, st.booleans()), min_size=2, max_size=4)
# Party number in the name of a file of one claimant; where nobody shares an exhibit, an exhibit's main number is its party's.
PARTY = re.compile(r"(?:statement|match|judgement|findings|power|selection|claim|exhibit)-(\d{6})\b")
OF_ALL = re.compile(r"(00-lists|60-volumes|70-load)/|00-cover|recompute|schema|abroad")


@dataclass
class Drawn:
    """A claim that was drawn: its word, its colour, and the matter it is in (0 or 1)."""

    place: int
    matter: int
    sent: Sent
    uses: Sequence[ExhibitUse]

    @property
    def own(self) -> str:
        return f"ZQ{self.place}WJX"

    @property
    def colour(self) -> tuple[int, int, int]:
        return (40 + 60 * self.place, 220 - 60 * self.place, 120)


class Place:
    """The office, and where bundles are unpacked. No dataclass: Hypothesis would print all that is in it."""

    def __init__(self, office: MadeOffice, folders: pytest.TempPathFactory) -> None:
        self.office, self.folders = office, folders

    def __repr__(self) -> str:
        return "an office"


@pytest.fixture(scope="module")
def place(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """An office with Han and Park."""
    folder = tmp_path_factory.mktemp("office")
    made = make_office(sqlite_copy(sqlite_template, folder), folder, members=(HAN, PARK))
    yield Place(made, tmp_path_factory)
    made.close()


def claim_file(name: str, account: str, own: str, *, place: int) -> ClaimFile:
    """What one of them says, with their word in every place that goes on paper."""
    return ClaimFile(
        language="en",
        claimant=Claimant(name=f"{name} {own}", born=f"{1970 + place}-05-01", nationality="VNM", passport_number=own),
        records=(EntryRecord(id="trip-one", passport="VNM", entered=f"2015-03-0{place + 1}"),),
        statement=ConsentStatement(account=f"{account} {own}", harm=own, language="en"),
        agreements=agreed(),
    )


def drawn(office: MadeOffice, claims: Sequence[tuple[str, str, Sequence[tuple[str, ExhibitUse]], bool]]) -> list[Drawn]:
    """The claims, sent with their pieces."""
    found = []
    for place, (name, account, pieces, second) in enumerate(claims):
        one = Drawn(place=place, matter=int(second and place > 0), sent=None, uses=[use for _, use in pieces])  # type: ignore[arg-type]  # sent below
        receipt, draft = office.draft(claim_file(name, account, one.own, place=place))
        for kind, _use in pieces:
            content = photo(one.colour, camera=one.own) if kind == "photo" else paper(pages=2, words=one.own)
            attach(office, draft, content, name="IMG_0001.jpg" if kind == "photo" else "IMG_0001.pdf")
        one.sent = office.sent(receipt, draft)
        found.append(one)
    return found


def chosen_for(court: Court, claims: Sequence[Drawn]) -> None:
    """They are checked, chosen for the matter, and their pieces used as drawn."""
    for one in claims:
        court.office.decide(one.sent, court.han, Move.CHECK)
        claim = court.office.open(one.sent, court.han)
        with court.office.database.deed() as session:
            file, _ = read_claim_file(session, claim)
            choose_claim(session, court.matter, claim=claim, file=file, actor=court.han.actor, now=court.office.now)
    court.park = court.office.sign_in(PARK)
    for one in claims:
        with court.office.database.deed() as session:
            _use(session, court, one)


def _use(session: Session, court: Court, one: Drawn) -> None:
    file, _ = read_claim_file(session, court.office.open(one.sent, court.han))
    uses = {facts.id: use for facts, use in zip(file.evidence, one.uses, strict=True)}
    use_exhibits(
        session,
        court.matter,
        reference=one.sent.receipt.reference,
        file=file,
        uses=uses,
        keyring=court.park.keyring,
        actor=court.park.actor,
        now=court.office.now,
    )
    court.matter_file = court.matter_file.model_copy(update={"uses": {**court.matter_file.uses, **uses}})


def colours_in(path: str, content: bytes) -> set[tuple[int, int, int]]:
    """The colour in the middle of each picture in a file."""
    found = set()
    if path.endswith(".pdf"):
        with pikepdf.open(io.BytesIO(content)) as opened:
            for one in opened.objects:
                if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image":
                    picture = pikepdf.PdfImage(one).as_pil_image().convert("RGB")
                    middle = picture.getpixel((picture.width // 2, picture.height // 2))
                    assert isinstance(middle, tuple)
                    found.add((int(middle[0]), int(middle[1]), int(middle[2])))
    return found


def near(one: tuple[int, int, int], other: tuple[int, int, int]) -> bool:
    """Whether two colours are the same but for what JPEG does to them."""
    return all(abs(a - b) < 20 for a, b in zip(one, other, strict=True))


def whose(path: str, content: bytes, everybody: Sequence[Drawn]) -> set[int]:
    """Whose words or pictures are in a file; the court's PDFs are laid open besides."""
    said, colours = content, colours_in(path, content)
    if path.endswith(".pdf"):
        said = (laid_open(content) if path.startswith("court/") else b"") + " ".join(page_texts(content)).encode()
    words = set(re.findall(rb"ZQ\dWJX", said + said.replace(b"\0", b"")))
    return {
        one.place
        for one in everybody
        if one.own.encode() in words or any(near(one.colour, colour) for colour in colours)
    }


@given(claims=CLAIMS)
# What fails is not made smaller: every try makes two bundles.
@settings(max_examples=4, deadline=None, phases=[Phase.generate])
def test_nothing_of_one_is_anywhere_of_another(
    place: Place,
    claims: list[tuple[str, str, list[tuple[str, ExhibitUse]], bool]],
) -> None:
    office = place.office
    everybody = drawn(office, claims)
    for at in (0, 1):
        here = [one for one in everybody if one.matter == at]
        if not here:
            continue
        court = Court(office, facts=FACTS)
        chosen_for(court, here)
        bundle = Unpacked(court.zipped(volumes=True, match_in_court="yes"), place.folders.mktemp("drawn"))
        check(bundle, here, everybody)


def check(bundle: Unpacked, here: Sequence[Drawn], everybody: Sequence[Drawn]) -> None:
    """Every file of one claimant holds them alone, files about all hold nobody of another matter, no page of a volume holds two."""
    ordered = sorted(here, key=lambda one: one.sent.receipt.reference)
    of_party = {number: one.place for number, one in enumerate(ordered, start=1)}
    inside, seen = {one.place for one in here}, set()
    for path, content in bundle.files.items():
        found = whose(path, content, everybody)
        party = PARTY.search(path)
        assert found <= inside, path
        if "/data/" in path and party:
            assert found <= {of_party[int(party[1])]}, (path, found)
            seen |= found
        elif found:
            assert OF_ALL.search(path), path
    for page in pages_of_documents(bundle):
        assert len({one.own for one in everybody if one.own in page}) <= 1, page
    assert seen == inside, "the words are where they belong"


def pages_of_documents(bundle: Unpacked) -> Iterator[str]:
    """Each page of the volumes that belongs to a document of one claimant."""
    pages = [page for pdf in bundle.under("court/data/60-volumes/", ".pdf").values() for page in page_texts(pdf)]
    for row in bundle.loaded("counsel"):
        if row["DOCTYPE"] not in ("party_list", "exhibit_list", "chronology"):
            yield from pages[int(row["BEGBATES"]) - 1 : int(row["ENDBATES"])]
