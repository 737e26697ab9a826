"""Route `demand`: the letter to the defendant for all claimants, and the sheet on its delivery, which names every piece by its bytes."""

from collections.abc import Iterator, Sequence
from hashlib import sha256

from claims.actions.listed import Listed
from claims.actions.making import Making, list_path
from claims.actions.papers_to_sign import agent_of
from claims.actions.share_reading import Shares
from claims.model.demand_paper import Delivery, DemandLetter, SentPiece
from claims.model.made_bundle import MadeDocument
from claims.rules.court_papers import worded
from claims.store.archive import BagFile
from claims.store.demand_papers import delivery_sheet, demand_letter
from claims.store.pdf_extent import page_count


def demand_papers(making: Making, shares: Shares, *, lists: Sequence[MadeDocument]) -> Iterator[Listed]:
    """Both papers, in Korean whatever the court is; the party lists among `lists` go with the letter."""
    matter, press, sender = making.order.matter, making.export.press, agent_of(making.order.matter)
    persons, each = sum(1 for _row in shares.parties()), matter.amount_each
    attached = [one for one in lists if one.kind == "party_list"]
    letter = DemandLetter(
        day=making.day,
        matter=matter.case,
        defendant=matter.defendant,
        defendant_address=matter.defendant_address,
        sender=sender,
        persons=persons,
        project=worded(making.project.title, "ko") if making.project else "",
        claim=matter.purpose,
        amount_each=each,
        amount_total=None if each is None else each * persons,
        party_lists=tuple(one.path for one in attached),
    )
    pdf, path, title = (
        demand_letter(letter, press=press),
        list_path(making, "demand_letter"),
        press.court_terms["demand.title"],
    )
    yield Listed(BagFile(path, pdf, title))
    sent = SentPiece(title=title, path=path, pages=page_count(pdf), sha256=sha256(pdf).hexdigest())
    lists_sent = (SentPiece(title=one.title, path=one.path, pages=one.pages, sha256=one.sha256) for one in attached)
    delivery = Delivery(
        day=making.day,
        matter=matter.case,
        defendant=matter.defendant,
        defendant_address=matter.defendant_address,
        sender=sender,
        pieces=(sent, *lists_sent),
    )
    sheet = delivery_sheet(delivery, press=press)
    yield Listed(BagFile(list_path(making, "delivery"), sheet, press.court_terms["delivery.title"]))
