"""Deeds on a firm's offer: add a language, drop one, put it in force, end it. This is where counsel decides what claimants can sign."""

from collections.abc import Callable
from typing import Any

from flask import Response
from sqlmodel import Session

from claims.actions.put_offer import close_offer as end_it
from claims.actions.put_offer import put_in_force
from claims.actions.write_offer import drop_language, set_texts
from claims.desks.matters.forms_offer import language_form
from claims.desks.matters.offer_pages import show_offer
from claims.desks.matters.offer_standing import FoundOffer, find_offer, find_offer_to_change
from claims.errors import NotFound, NotNow, NotValid
from claims.rules.access import May
from claims.web.fields import PageForm
from claims.web.guards import acting
from claims.web.house import house
from claims.web.office_desk import go_to
from claims.web.wording import said

Answer = Response | tuple[str, int]
Deed = Callable[[Session, FoundOffer], object]


def add_offer_language(matter_id: str) -> Answer:
    """One more language, beginning with its draft; every text of it is to be read and signed off."""
    here = find_offer(matter_id)
    form = language_form(here.addable).from_page()
    if not form.accepted():
        return show_offer(here, refused=form)
    tag = str(form["tag"].data)
    texts = {code: (text.title, text.text) for code, text in house().offer_drafts[tag].items()}
    answer = _do(matter_id, lambda session, offer: set_texts(session, language=tag, texts=texts, **_by(offer)), form)
    return answer or go_to("matters.offer_texts", matter_id=matter_id, tag=tag)


def drop_offer_language(matter_id: str, tag: str) -> Answer:
    """The offer being written is not made in this language. One in force stays as it is."""
    if tag not in find_offer(matter_id).tags:
        raise NotFound("language")
    return _press(matter_id, lambda session, offer: drop_language(session, language=tag, **_by(offer)))


def put_offer(matter_id: str) -> Answer:
    """From now on every claimant who is invited can sign it."""

    def put(session: Session, offer: FoundOffer) -> None:
        put_in_force(session, matter_facts=offer.found.facts, facts=offer.facts, today=house().today(), **_by(offer))

    return _press(matter_id, put)


def close_offer(matter_id: str) -> Answer:
    """Nobody new can sign; what was signed stays."""
    return _press(matter_id, lambda session, offer: end_it(session, **_by(offer)))


def _press(matter_id: str, deed: Deed) -> Answer:
    """A lone button: the deed, then the page of the offer."""
    here, form = find_offer(matter_id), PageForm.from_page()
    if not form.accepted():
        return show_offer(here, refused=form)
    return _do(matter_id, deed, form) or go_to("matters.offer", matter_id=matter_id)


def _do(matter_id: str, deed: Deed, form: PageForm) -> Answer | None:
    """None when it was done; the page with the reason when it was refused."""
    try:
        with house().database.deed() as session:
            deed(session, find_offer_to_change(session, matter_id))
    except (NotValid, NotNow) as refusal:
        form.add_problem(said(refusal.reason, among="offer_refusals"))
        return show_offer(find_offer(matter_id), refused=form)
    return None


def _by(offer: FoundOffer) -> dict[str, Any]:
    """The matter, who does it, and when, as every deed on an offer takes them."""
    matter = offer.found
    return {
        "matter": matter.row,
        "keyring": matter.keyring,
        "actor": acting(May.EDIT_MATTER),
        "now": house().now(),
    }
