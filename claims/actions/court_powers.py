"""One claimant's signed powers in the court's package: exactly the signatures that were in force for this matter when the bundle was ordered.

Who has not signed has nothing here; what they still have to sign lies in counsel's package.
"""

from claims.actions.court_exhibits import CourtPart, path_of
from claims.actions.making import Making
from claims.actions.open_parties import OpenParty
from claims.actions.power_files import PowerFile, power_file
from claims.actions.signed_powers import signed_powers
from claims.errors import Refusal
from claims.model.appointment import Signed
from claims.model.made_bundle import MadeDocument
from claims.rules.appointments import Appointment
from claims.rules.power_standing import is_signed_since
from claims.rules.powers import Claiming
from claims.store.archive import BagFile
from claims.store.pdf_extent import page_count

_PDF = "application/pdf"


def add_powers(making: Making, one: OpenParty, part: CourtPart) -> None:
    """소송위임장 and 선정서 of each signature; for whom a supplement holds only what is new, those signed since the bundle before.

    Raises as actions/power_files.powers_of, naming the party.
    """
    standing = one.going.standing
    if standing.appointment is None or not standing.in_force:
        return
    try:
        for place, paper, signed in _papers(making, one, standing.appointment):
            _add(making, one, part, paper, signed=signed, place=place)
    except Refusal as refusal:
        raise type(refusal)(refusal.reason, **{**refusal.facts, "party": one.chosen.number}) from None


def _papers(making: Making, one: OpenParty, standing: Appointment) -> list[tuple[int, PowerFile, Signed]]:
    going, claim, export = one.going, one.claim, making.export
    claiming = Claiming(
        reference=one.chosen.reference,
        file=going.file,
        name_hangul=going.desk.name_hangul,
        party_number=one.chosen.number,
    )
    told_key = bytes.fromhex(standing.invited.told_key)
    with export.database.question() as session:
        found = signed_powers(session, claim, claiming=claiming, standing=standing, told_key=told_key)
    return [
        (
            place,
            power_file(
                each,
                claim,
                file=going.file,
                place=place,
                press=export.press,
                tables=export.tables,
                vault=export.vault,
            ),
            each.signing.signed,
        )
        for place, each in enumerate(found, start=1)
        if _goes(making, one, each.signing.signed)
    ]


def _goes(making: Making, one: OpenParty, signed: Signed) -> bool:
    """Of whom only the new goes, what was signed since the bundle before was ordered; an old order that knows no instant sends twice rather than never."""
    before = making.order.supersedes
    return one.chosen.papers == "all" or before is None or is_signed_since(signed, before=before)


def _add(making: Making, one: OpenParty, part: CourtPart, paper: PowerFile, *, signed: Signed, place: int) -> None:
    pieces = [("power", paper.pdf)]
    if paper.selection is not None:
        pieces.append(("selection", paper.selection))
    for kind, pdf in pieces:
        title = making.export.press.court_terms["power_paper.title" if kind == "power" else "selection.title"]
        path = path_of(making, kind, one, part=place)
        part.files.append(BagFile(path, pdf, title))
        part.documents.append(_document(one, path, pdf, kind=kind, title=title, signed=signed))


def _document(one: OpenParty, path: str, pdf: bytes, *, kind: str, title: str, signed: Signed) -> MadeDocument:
    """A signed paper as it stands in volumes and load files. Of several scans it says the type that decides: a PDF of others."""
    types = [scan.clean_media_type for scan in signed.scans]
    by_hand = signed.scans if signed.how in {"scanned", "paper"} else ()
    return MadeDocument(
        path=path,
        section="powers",
        title=f"{title} – {signed.signer.name}",
        pages=page_count(pdf),
        party=one.chosen.number,
        reference=one.chosen.reference,
        kind=kind,
        author=signed.signer.name,
        made_on=signed.day,
        language="ko",
        source_sha256=by_hand[0].clean_sha256 if len(by_hand) == 1 else "",
        source_media_type=(_PDF if _PDF in types else types[0]) if by_hand else "",
    )
