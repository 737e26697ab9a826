"""The texts of an offer in one language: edited, and signed off one by one. This is where counsel stands by words.

Keeping and signing off are two deeds. What is signed off is what stood on the page with its figures, never what was typed beside it.
"""

from collections.abc import Mapping

from flask import Response, render_template, request
from sqlmodel import Session

from claims.actions.write_offer import set_texts, sign_off
from claims.desks.matters.forms_offer import TextsForm, kept_texts, texts_form
from claims.desks.matters.offer_standing import FoundOffer, direction_of, find_offer, find_offer_to_change
from claims.errors import NotFound, NotValid
from claims.rules.access import May
from claims.rules.offers import PLACEHOLDERS
from claims.web.guards import acting, current_member
from claims.web.house import house
from claims.web.language import lazy_gettext as _l
from claims.web.office_desk import go_to
from claims.web.wording import said

KEEP_FIRST = _l("You changed this text here. Please keep the texts first, then read it again and sign it off.")
TICK_SOME = _l("Please tick the texts that you have read and stand by.")
OVERTAKEN = _l(
    "Somebody else changed this text since you opened the page. “How it reads” shows their words. What you typed is kept here; "
    "keeping it again replaces theirs."
)
Answer = Response | tuple[str, int]


def offer_texts(matter_id: str, tag: str) -> Answer:
    """Every text of one language in one form, how each reads with the figures in it, and the tick of who stands by it."""
    here = _in_language(matter_id, tag)
    standings = here.standings(tag)
    form = texts_form(standings).from_page(**kept_texts(standings))
    if form.accepted() and _kept(matter_id, tag, form):
        return go_to("matters.offer_texts", matter_id=matter_id, tag=tag, kept="yes")
    return _page(matter_id, tag, form)


def sign_off_texts(matter_id: str, tag: str) -> Answer:
    """Counsel stands by the texts that are ticked, as they stood on the page."""
    here = _in_language(matter_id, tag)
    form = texts_form(here.standings(tag)).from_page()
    if form.accepted() and _signed_off(matter_id, tag, form):
        return go_to("matters.offer_texts", matter_id=matter_id, tag=tag, signed="yes")
    return _page(matter_id, tag, form)


def _page(matter_id: str, tag: str, form: TextsForm) -> Answer:
    here = _in_language(matter_id, tag)
    standings = tuple(each for each in here.standings(tag) if each.code in form.codes)
    page = render_template(
        "matters/offer_texts.html",
        found=here.found,
        tag=tag,
        written=direction_of(tag),
        standings=standings,
        signed=sum(each.state == "signed" for each in standings),
        placeholders=sorted(PLACEHOLDERS),
        facts=here.facts[tag],
        form=form,
        kept="kept" in request.args,
        signed_now="signed" in request.args,
    )
    return page, form.status


def _in_language(matter_id: str, tag: str) -> FoundOffer:
    here = find_offer(matter_id)
    if tag not in here.tags:
        raise NotFound("language")
    return here


def _kept(matter_id: str, tag: str, form: TextsForm) -> bool:
    """Keep the texts that were edited; a text that is left as it was stays signed off."""
    here, actor = house(), acting(May.EDIT_MATTER)
    try:
        with here.database.deed() as session:
            offer = _to_change(session, matter_id, tag)
            for code in form.overtaken(offer.standings(tag)):
                form.add_problem(OVERTAKEN, field=form[f"text_{code}"])
                form[f"was_{code}"].data = ""
            texts = {code: form.written(code) for code in form.edited()}
            if texts and not form.errors:
                row, keyring = offer.found.row, offer.found.keyring
                set_texts(session, row, language=tag, texts=texts, keyring=keyring, actor=actor, now=here.now())
    except NotValid as refusal:
        form.add_problem(said(refusal.reason, among="offer_refusals"))
    return not form.errors


def _signed_off(matter_id: str, tag: str, form: TextsForm) -> bool:
    here, actor, read = house(), acting(May.EDIT_MATTER), form.ticked()
    if not read:
        form.add_problem(TICK_SOME)
    for code in form.edited():
        form.add_problem(KEEP_FIRST, field=form[f"text_{code}"])
    try:
        with here.database.deed() as session:
            offer = _to_change(session, matter_id, tag)
            _check_drawable(offer, tag, read)
            if not form.errors:
                sign_off(
                    session,
                    offer.found.row,
                    language=tag,
                    read=read,
                    facts=offer.facts,
                    by=current_member(),
                    keyring=offer.found.keyring,
                    actor=actor,
                    now=here.now(),
                )
    except NotValid as refusal:
        _read_again(form, refusal)
    return not form.errors


def _check_drawable(offer: FoundOffer, tag: str, read: Mapping[str, str]) -> None:
    """What no font draws could stand in nobody's copy. Raises NotValid `text_undrawable` naming the text's code."""
    for each in offer.standings(tag):
        if each.code in read:
            try:
                house().press.check_drawable(f"{each.title}\n{each.text}", language=tag)
            except NotValid:
                raise NotValid("text_undrawable", code=each.code) from None


def _to_change(session: Session, matter_id: str, tag: str) -> FoundOffer:
    offer = find_offer_to_change(session, matter_id)
    if tag not in offer.tags:
        raise NotFound("language")
    return offer


def _read_again(form: TextsForm, refusal: NotValid) -> None:
    """Whoever ticked words that have changed reads the new ones, which the page now shows, and ticks again."""
    code = refusal.facts["code"]
    form[f"stand_{code}"].data, form[f"read_{code}"].data = False, ""
    form.add_problem(said(refusal.reason, among="offer_refusals"), field=form[f"stand_{code}"])
