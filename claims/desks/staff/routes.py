"""The desk of everybody who works here: every page with its address and who may enter. This is where the desk is joined."""

from flask import Blueprint

from claims.desks.staff import (
    authenticator_pages,
    key_pages,
    leaver_pages,
    ledger_pages,
    member_pages,
    own_pages,
    pages,
    passkey_pages,
    review_pages,
)
from claims.rules.access import May
from claims.web.guards import Enter
from claims.web.office_desk import ASK, DEED, PREFIX, Page, open_desk

_MEMBER = "/members/<member_id>"

PAGES = (
    Page("", pages.office, May.SEE_OFFICE),
    Page("/sign-in", pages.sign_in, Enter.EVERYONE, ASK),
    Page("/sign-out", pages.sign_out, Enter.EVERYONE, DEED, button=True),
    Page("/door", pages.door, Enter.MEMBER),
    Page("/prove", pages.prove, Enter.MEMBER, ASK),
    Page("/errands/<errand_id>/end", pages.end_errand, May.END_ERRANDS, DEED, button=True),
    Page("/ledger", ledger_pages.ledger, May.SEE_LEDGER),
    Page("/ledger/open", ledger_pages.open_ledger, May.OPEN_LEDGER, DEED, button=True),
    Page("/ledger/<int:number>/open", ledger_pages.open_line, May.OPEN_LEDGER, DEED, button=True),
    Page("/ledger/export", ledger_pages.export_ledger, May.EXPORT_LEDGER, ASK, fresh=True),
    Page("/ledger/review", review_pages.review, May.SEE_LEDGER, ASK),
    Page("/own", own_pages.own, May.OWN_DOOR),
    Page("/own/words", own_pages.words, May.OWN_DOOR, ASK, fresh=True),
    Page("/own/authenticator", authenticator_pages.authenticator, May.OWN_DOOR, ASK, fresh=True),
    Page("/own/sessions/end", own_pages.end_sessions, May.OWN_DOOR, DEED, button=True),
    Page("/own/passkey", passkey_pages.passkey, May.OWN_DOOR, ASK, fresh=True),
    Page(
        "/own/passkeys/<passkey_id>/remove", passkey_pages.remove_passkey, May.OWN_DOOR, DEED, button=True, fresh=True
    ),
    Page("/keys", key_pages.keys, May.MANAGE_KEYS),
    Page("/keys/renew", key_pages.renew_keys, May.MANAGE_KEYS, DEED, button=True, fresh=True),
    Page("/members", member_pages.members, May.MANAGE_MEMBERS),
    Page("/invite", member_pages.invite, May.MANAGE_MEMBERS, ASK, fresh=True),
    Page(f"{_MEMBER}/reset", member_pages.reset_member, May.MANAGE_MEMBERS, ASK, fresh=True),
    Page(f"{_MEMBER}/end", leaver_pages.end_member, May.MANAGE_MEMBERS, ASK, fresh=True),
    Page(f"{_MEMBER}/sessions/end", member_pages.end_member_sessions, May.MANAGE_MEMBERS, DEED, button=True),
)

desk = Blueprint("staff", __name__, url_prefix=PREFIX)
open_desk(desk, PAGES)
