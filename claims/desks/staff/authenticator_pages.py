"""A new authenticator. This is where its secret is shown, and replaces the old one with its first code."""

import base64
import json

import pyotp
from flask import Response, render_template, request

from claims.actions.renew_authenticator import renew_authenticator
from claims.desks.staff.forms import AuthenticatorForm
from claims.errors import Damaged, NotValid
from claims.model.staff import Member
from claims.store.clock import seconds
from claims.store.seal import context, open_sealed, seal
from claims.web.guards import current_member
from claims.web.house import house
from claims.web.language import lazy_gettext as _l
from claims.web.office_desk import go_to
from claims.web.qr import qr_drawing

PENDING_SECONDS = 30 * 60
NOT_THIS_CODE = _l("This code does not come from the new secret, or its half minute is over. Please type the next one.")
Answer = Response | tuple[str, int]


def authenticator() -> Answer:
    """A new secret as a QR code and as letters; it replaces the old one when a code made by it was typed."""
    here, member = house(), current_member()
    secret = _pending(request.form.get("pending", ""), member) or pyotp.random_base32()
    form = AuthenticatorForm.from_page()
    if form.accepted():
        try:
            with here.database.deed() as session:
                renew_authenticator(session, member.id, secret=secret, code=form.code.data or "", now=here.now())
        except NotValid:
            form.add_problem(NOT_THIS_CODE, field=form.code)
        else:
            return go_to("staff.own")
    page = render_template(
        "staff/authenticator.html",
        form=form,
        secret=secret,
        drawing=authenticator_drawing(secret, name=member.sign_in_name),
        pending=_sealed_pending(secret, member),
    )
    return page, form.status


def authenticator_drawing(secret: str, *, name: str) -> object:
    """What an authenticator scans."""
    return qr_drawing(pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=house().office_name))


def _sealed_pending(secret: str, member: Member) -> str:
    """The new secret between two pages: sealed for this member and this start, so that nobody chooses one of their own."""
    here = house()
    held = json.dumps({"secret": secret, "ends": seconds(here.now()) + PENDING_SECONDS}).encode()
    sealed = seal(here.host_key.for_purpose("pending authenticator"), held, context=_bound(member), least=128)
    return base64.urlsafe_b64encode(sealed).decode()


def _pending(typed: str, member: Member) -> str:
    here = house()
    try:
        sealed = base64.urlsafe_b64decode(typed)
        opened = open_sealed(here.host_key.for_purpose("pending authenticator"), sealed, context=_bound(member))
    except (ValueError, Damaged):
        return ""
    held = json.loads(opened)
    return str(held["secret"]) if seconds(here.now()) <= held["ends"] else ""


def _bound(member: Member) -> bytes:
    return context("pending authenticator", member.office_id, member.id)
