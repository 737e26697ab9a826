"""The matters desk: every page with its address and who may enter. This is where the desk is joined."""

from flask import Blueprint

from claims.desks.matters import (
    bundle_pages,
    choosing,
    claim_pages,
    collect_pages,
    compare_pages,
    counsel_pages,
    edit_pages,
    exhibit_pages,
    group_pages,
    hold_pages,
    listing,
    ordering,
    showing,
    use_pages,
)
from claims.rules.access import May
from claims.web.office_desk import ASK, DEED, PREFIX, Page, open_desk

_MATTER = "/matters/<matter_id>"
_CLAIM = f"{_MATTER}/claims/<reference>"
_BUNDLE = f"{_MATTER}/bundles/<bundle_id>"

PAGES = (
    Page("/matters", listing.list, May.SEE_MATTERS),
    Page("/new-matter", listing.open, May.OPEN_MATTER, ASK),
    Page(_MATTER, showing.matter, May.SEE_MATTERS),
    Page(f"{_MATTER}/edit", edit_pages.edit, May.EDIT_MATTER, ASK),
    Page(f"{_MATTER}/exhibits", exhibit_pages.exhibits, May.EDIT_MATTER, ASK),
    Page(f"{_MATTER}/exhibits/<exhibit_id>/unshare", exhibit_pages.unshare, May.EDIT_MATTER, DEED),
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
