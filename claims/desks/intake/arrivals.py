"""Before a page of the claim is entered: has the session ended, was the claim sent or withdrawn meanwhile?

Whatever a person typed is shown to them again, never thrown away. This is where a late POST is caught.
"""

from flask import Response, g, make_response, redirect, render_template, request, url_for

from claims.desks.intake.forms_agreements import AgreementsForm
from claims.desks.intake.forms_appoint import CourtForm, PowersForm, SignerForm, SignForm, WhereForm
from claims.desks.intake.forms_draft import AccountForm, ContactForm, LawyersForm, PersonForm
from claims.desks.intake.forms_open import ComeBackForm
from claims.desks.intake.forms_trips import TripForm
from claims.model.vocabulary import Status
from claims.store.claim_parts import OpenClaim
from claims.web.csrf import TOKEN, door_cookie_name
from claims.web.dates import format_edtf
from claims.web.draining import drain_body
from claims.web.fields import BirthDateField, LongTextField, ShortTextField, TripDateField
from claims.web.visits import CLAIMANT, visit_of

SHOWN_AT_MOST = 60
FORM = "application/x-www-form-urlencoded"
WHICH_CLAIM = "which_claim"
# These pages alone read their body as a stream, and ask for the claim themselves.
UPLOADS = frozenset({"evidence", "appoint_signer", "appoint_sign"})
_FORMS = (
    *(PersonForm, AccountForm, LawyersForm, ContactForm, TripForm, AgreementsForm),
    *(CourtForm, PowersForm, WhereForm, SignerForm, SignForm),
)
# What a page knows and nobody typed: which offer was read, which file is meant, a drawing.
_NOT_TYPED = frozenset({"offer", "tongue", "image", "which_file", "relation"})
_ASKED = {
    name: made.field_class for form in _FORMS for name, made in vars(form).items() if hasattr(made, "field_class")
}
PICKED = frozenset(name for name, asked in _ASKED.items() if not issubclass(asked, (ShortTextField, LongTextField)))
DATED = frozenset(name for name, asked in _ASKED.items() if issubclass(asked, (TripDateField, BirthDateField)))
_FROM_HERE = (None, "", "same-origin", "none")


def page_here() -> str:
    """The name of the page that was asked for."""
    return (request.endpoint or "").rpartition(".")[2]


def keep_what_was_typed(pages: frozenset[str]) -> Response | None:
    """A POST to one of these pages whose session has ended: what was typed, to copy, and the way back in."""
    if request.method != "POST" or page_here() not in pages or visit_of(CLAIMANT) is not None:
        return None
    reason = "ended" if request.cookies.get(door_cookie_name()) else "no_cookies"
    return typed_again(reason)


def keep_to_this_claim() -> Response | None:
    """A POST from a page of another claim that was open in this browser: nothing of it may reach this one."""
    claim: OpenClaim | None = g.get("claim")
    if claim is None or request.method != "POST" or page_here() in UPLOADS:
        return None
    if request.form.get(WHICH_CLAIM) == claim.reference:
        return None
    return typed_again("other")


def reference_here() -> dict[str, str]:
    """What templates put into their forms."""
    claim: OpenClaim | None = g.get("claim")
    return {"reference_here": claim.reference if claim else ""}


def typed_again(reason: str) -> Response:
    """The page that shows what was typed: `ended`, `no_cookies`, `other`, `sent` or `gone`. Never stored, by us or the browser."""
    if request.mimetype != FORM:
        drain_body()
    page = render_template("intake/ended.html", reason=reason, typed=_typed(), form=ComeBackForm())
    return make_response(page, 403)


def lead_by_status(draft_pages: frozenset[str]) -> Response | None:
    """A page of the draft after sending leads to the status page; a withdrawn claim has only that page."""
    claim: OpenClaim | None = g.get("claim")
    if claim is None or page_here() == "status":
        return None
    withdrawn = claim.status is Status.WITHDRAWN
    sent = claim.status is not Status.DRAFT and page_here() in draft_pages
    if not (withdrawn or sent):
        return None
    if request.method == "POST":
        return typed_again("gone" if withdrawn else "sent")
    answer = redirect(url_for("intake.status"), code=303)
    return make_response(answer)


def _typed() -> list[str]:
    """Words and days. An answer picked from a list is a code on the wire and would say nothing to the person."""
    # A file being uploaded is not parsed here: parsing would write it to a temporary file.
    if request.mimetype != FORM or request.headers.get("Sec-Fetch-Site") not in _FROM_HERE:
        return []
    left_out = {TOKEN, WHICH_CLAIM, *PICKED, *_NOT_TYPED}
    texts = [
        text
        for name, text in request.form.items(multi=True)
        if text.strip() and name not in left_out and name.partition("-")[0] not in DATED
    ]
    return [*filter(None, map(_day_typed, sorted(DATED))), *texts][:SHOWN_AT_MOST]


def _day_typed(question: str) -> str:
    boxes = [request.form.get(f"{question}-{box}", "").strip() for box in ("year", "month", "day")]
    given = "-".join(box.zfill(2) for box in boxes if box)
    return format_edtf(given) if given else ""
