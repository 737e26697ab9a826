"""Papers of a signing: the one to print and sign by hand, and the copy to keep. This is where they leave as PDF under neutral names."""

from flask import Response

from claims.actions.power_files import copy_of_signing, paper_to_sign
from claims.desks.intake.appoint_way import Way, led_back, way_to
from claims.desks.intake.routes_open import office_facts
from claims.errors import NotFound
from claims.model.appointment import Signed
from claims.model.offer import Offer
from claims.model.signing import SigningDraft
from claims.rules.appointments import Signing
from claims.web.guards import current_claim
from claims.web.house import house
from claims.web.signing_files import saved_pdf
from claims.web.signing_texts import language_names


def appoint_paper(place: int, number: int = 0) -> Response:
    """The power of attorney to print and sign by hand: as answered so far, or as a signature says, for a notary abroad.

    Signatures count from 1; raises NotFound for a number of none.
    """
    way = way_to(place)
    if number:
        signed = _signing(way, number).signed
        offer = way.offered.offer(signed.offer)
        if offer is None:
            raise NotFound("offer")
        return _paper(way, signed, offer=offer)
    if back := led_back(way, "sign"):
        return back
    offer, draft = way.on_the_way
    return _paper(way, draft, offer=offer)


def appoint_copy(place: int, number: int) -> Response:
    """What was signed, to keep; signatures count from 1, the oldest first. Raises NotFound."""
    way, here = way_to(place), house()
    signing = _signing(way, number)
    with here.database.question() as session:
        pdf = copy_of_signing(
            session,
            current_claim(),
            file=way.file,
            standing=way.offered.standing,
            signing=signing,
            office=here.office_name,
            agreements=here.agreements,
            office_facts=office_facts(),
            language_names=language_names(signing.signed, file=way.file),
            press=here.press,
            tables=here.court_tables,
        )
    return saved_pdf(pdf, name="copy.pdf")


def _signing(way: Way, number: int) -> Signing:
    signings = way.offered.standing.signings
    if not 1 <= number <= len(signings):
        raise NotFound("signing")
    return signings[number - 1]


def paper_of(way: Way, answered: SigningDraft | Signed, *, offer: Offer) -> bytes:
    """The paper to print, as answered."""
    here = house()
    return paper_to_sign(
        file=way.file,
        offer=offer,
        matter_id=answered.matter_id,
        answers=answered.answers,
        signer=answered.signer,
        language=answered.language,
        helped=None,
        press=here.press,
        tables=here.court_tables,
        reference=current_claim().reference,
        today=here.today(),
    )


def _paper(way: Way, answered: SigningDraft | Signed, *, offer: Offer) -> Response:
    return saved_pdf(paper_of(way, answered, offer=offer), name="to-sign.pdf")
