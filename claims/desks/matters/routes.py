"""The matters desk: every page with its address and who may enter. This is where the desk is joined."""

from flask import Blueprint

from claims.desks.matters import (
    board_deeds,
    board_pages,
    board_reach,
    board_stamps,
    bundle_pages,
    choosing,
    claim_pages,
    collect_pages,
    compare_pages,
    counsel_pages,
    course_pages,
    edit_pages,
    exhibit_pages,
    group_pages,
    hold_pages,
    listing,
    offer_deeds,
    offer_pages,
    offer_texts,
    ordering,
    power_notes,
    power_pages,
    power_printing,
    showing,
    use_pages,
)
from claims.rules.access import May
from claims.web.office_desk import ASK, DEED, PREFIX, Page, open_desk

_MATTER = "/matters/<matter_id>"
_CLAIM = f"{_MATTER}/claims/<reference>"
_OFFER = f"{_MATTER}/offer"
_BOARD = f"{_MATTER}/board"
_POWER = f"{_CLAIM}/power"
_COURSE = f"{_MATTER}/course"
_BUNDLE = f"{_MATTER}/bundles/<bundle_id>"

PAGES = (
    Page("/matters", listing.list, May.SEE_MATTERS),
    Page("/new-matter", listing.open, May.OPEN_MATTER, ASK),
    Page(_MATTER, showing.matter, May.SEE_MATTERS),
    Page(f"{_MATTER}/edit", edit_pages.edit, May.EDIT_MATTER, ASK),
    Page(f"{_MATTER}/exhibits", exhibit_pages.exhibits, May.EDIT_MATTER, ASK),
    Page(f"{_MATTER}/exhibits/<exhibit_id>/unshare", exhibit_pages.unshare, May.EDIT_MATTER, DEED),
    Page(_OFFER, offer_pages.offer, May.EDIT_MATTER),
    Page(f"{_OFFER}/figures", offer_pages.offer_figures, May.EDIT_MATTER, ASK),
    Page(f"{_MATTER}/offer-languages", offer_deeds.add_offer_language, May.EDIT_MATTER, DEED),
    Page(f"{_MATTER}/put-offer", offer_deeds.put_offer, May.EDIT_MATTER, DEED),
    Page(f"{_MATTER}/end-offer", offer_deeds.close_offer, May.EDIT_MATTER, DEED),
    Page(f"{_OFFER}/read/<int:number>", offer_pages.read_offer, May.EDIT_MATTER),
    Page(f"{_OFFER}/<tag>", offer_texts.offer_texts, May.EDIT_MATTER, ASK),
    Page(f"{_OFFER}/<tag>/sign-off", offer_texts.sign_off_texts, May.EDIT_MATTER, DEED),
    Page(f"{_OFFER}/<tag>/drop", offer_deeds.drop_offer_language, May.EDIT_MATTER, DEED),
    Page(_COURSE, course_pages.course, May.EDIT_MATTER, ASK),
    Page(f"{_COURSE}/<entry_id>", course_pages.replace_entry, May.EDIT_MATTER, ASK),
    Page(f"{_MATTER}/groups", group_pages.groups, May.ORDER_BUNDLE),
    Page(f"{_MATTER}/compare", compare_pages.compare, May.ORDER_BUNDLE),
    Page(f"{_MATTER}/choose", choosing.choose, May.CHOOSE_CLAIMS, ASK),
    Page(f"{_MATTER}/unchoose", choosing.unchoose, May.CHOOSE_CLAIMS, DEED),
    Page(f"{_MATTER}/counsel", counsel_pages.counsel, May.ADD_COUNSEL, ASK, fresh=True),
    Page(f"{_MATTER}/counsel/<member_id>/remove", counsel_pages.remove_counsel, May.ADD_COUNSEL, DEED, fresh=True),
    Page(_CLAIM, claim_pages.claim, May.READ_CLAIM),
    Page(f"{_CLAIM}/decide", claim_pages.decide, May.DECIDE, DEED),
    Page(f"{_CLAIM}/use", use_pages.use, May.EDIT_MATTER, DEED),
    Page(f"{_CLAIM}/keep-back", use_pages.keep_back, May.EDIT_MATTER, DEED),
    Page(f"{_CLAIM}/let-go", use_pages.let_go, May.EDIT_MATTER, DEED),
    Page(f"{_CLAIM}/hold", hold_pages.hold, May.HOLD_CLAIM, DEED),
    Page(f"{_CLAIM}/release", hold_pages.release, May.HOLD_CLAIM, DEED),
    Page(f"{_CLAIM}/erase", hold_pages.erase, May.HOLD_CLAIM, DEED),
    Page(f"{_CLAIM}/evidence/<evidence_id>/<int:number>/picture", claim_pages.preview, May.READ_CLAIM),
    Page(f"{_MATTER}/order", ordering.order, May.ORDER_BUNDLE, ASK),
    Page(_BOARD, board_pages.board, May.SEE_MATTERS),
    Page(f"{_BOARD}/invite", board_deeds.invite, May.EDIT_MATTER, DEED),
    Page(f"{_BOARD}/invite-all", board_deeds.invite_all, May.EDIT_MATTER, DEED, button=True),
    Page(f"{_BOARD}/remind", board_deeds.remind, May.EDIT_MATTER, DEED),
    Page(f"{_BOARD}/told", board_deeds.told, May.EDIT_MATTER, DEED),
    Page(f"{_BOARD}/countersign", board_deeds.countersign_all, May.EDIT_MATTER, DEED),
    Page(f"{_BOARD}/filed", board_deeds.filed_all, May.EDIT_MATTER, DEED),
    Page(f"{_BOARD}/ask", board_deeds.ask_all, May.EDIT_MATTER, DEED),
    Page(f"{_BOARD}/pick-powers", board_deeds.pick_powers, May.EDIT_MATTER, DEED),
    Page(f"{_BOARD}/reminded", board_reach.reminded, May.EDIT_MATTER),
    Page(f"{_BOARD}/reachable", board_reach.reachable, May.EDIT_MATTER),
    Page(f"{_BOARD}/reachable-list", board_reach.reachable_list, May.EDIT_MATTER, DEED),
    Page(f"{_BOARD}/stamps", board_stamps.stamp_numbers, May.EDIT_MATTER, ASK),
    Page(f"{_BOARD}/powers", power_printing.powers, May.EDIT_MATTER, ASK),
    Page(_POWER, power_pages.power, May.EDIT_MATTER),
    Page(f"{_POWER}/<signing_id>/drawn", power_pages.drawn, May.EDIT_MATTER),
    Page(f"{_POWER}/<signing_id>/files/<file_id>/<int:number>/picture", power_pages.scan, May.EDIT_MATTER),
    Page(f"{_POWER}/countersign", power_notes.countersign, May.EDIT_MATTER, DEED),
    Page(f"{_POWER}/stamp", power_notes.stamp, May.EDIT_MATTER, DEED),
    Page(f"{_POWER}/notarise", power_notes.notarise, May.EDIT_MATTER, DEED),
    Page(f"{_POWER}/refuse", power_notes.refuse, May.EDIT_MATTER, DEED),
    Page(f"{_POWER}/ordered", power_notes.ordered, May.EDIT_MATTER, DEED),
    Page(f"{_POWER}/answered", power_notes.answered, May.EDIT_MATTER, DEED),
    Page(f"{_POWER}/elsewhere", power_notes.clear_elsewhere, May.EDIT_MATTER, DEED),
    Page(f"{_POWER}/left", power_notes.left, May.EDIT_MATTER, DEED),
    Page(f"{_POWER}/ask", power_notes.ask, May.EDIT_MATTER, DEED, button=True),
    Page(_BUNDLE, bundle_pages.bundle, May.SEE_MATTERS),
    Page(f"{_BUNDLE}/cancel", bundle_pages.cancel, May.ORDER_BUNDLE, DEED),
    Page(f"{_BUNDLE}/go-on", bundle_pages.go_on, May.ORDER_BUNDLE, DEED),
    Page(f"{_BUNDLE}/collect", collect_pages.collect, May.ORDER_BUNDLE, DEED, fresh=True),
    Page(f"{_BUNDLE}/collect-wrapped", collect_pages.collect_wrapped, May.ORDER_BUNDLE, DEED, fresh=True),
    Page(f"{_BUNDLE}/stamps", collect_pages.stamps, May.ORDER_BUNDLE, DEED, fresh=True),
    Page(f"{_BUNDLE}/destroy", bundle_pages.destroy, May.ORDER_BUNDLE, DEED),
)

desk = Blueprint("matters", __name__, url_prefix=PREFIX)
open_desk(desk, PAGES)
