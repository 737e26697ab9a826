"""Acts about members and keys, each in an office of its own, for they change who can open what. This is where they are written down."""

import pyotp

from tests.cast import ADA, HAN, LEE, TRIIN
from tests.client import Page
from tests.desks.at_work import AtWork
from tests.house.ledger_acts import OFFICE, Act, Doing, pressing

TYPED = {"name": "Kim Minji", "sign_in_name": "kim.minji", "roles": ["auditor"], "language": "en"}


def triin(work: AtWork, page: str) -> Page:
    """A page of Triin's own door."""
    return work.inside(TRIIN).open(f"{OFFICE}/own{page}")


def offer_words(work: AtWork) -> Act:
    """New words are made and shown."""
    return Act(TRIIN, "member", pressing(triin(work, "/words"), "Make new words"), (("offer_words", ""),))


def confirm_words(work: AtWork) -> Act:
    """They are typed back."""
    page = triin(work, "/words").press("Make new words")
    words = " ".join(item.text or "" for item in page.tree.iter("bdi"))
    send = pressing(page, "Use the new words from now on", typed=words)
    return Act(TRIIN, "member", send, (("confirm_words", ""),))


def authenticator(work: AtWork) -> Act:
    """A new authenticator shows its first code."""
    page = triin(work, "/authenticator")
    secret = next(item.text or "" for item in page.tree.iter("code"))
    send = pressing(page, "Use the new authenticator from now on", code=pyotp.TOTP(secret.replace(" ", "")).now())
    return Act(TRIIN, "member", send, (("renew_authenticator", ""),))


def end_sessions(work: AtWork) -> Act:
    """All of one's own."""
    lines = (("end_sessions", work.member(TRIIN).id),)
    return Act(TRIIN, "triage", pressing(triin(work, ""), "End all my sessions"), lines)


def end_member_sessions(work: AtWork) -> Act:
    """All of a colleague's."""
    page = work.inside(ADA).open(f"{OFFICE}/members")
    send = pressing(page, "End all sessions of Triin")
    return Act(ADA, "administrator", send, (("end_sessions", work.member(TRIIN).id),))


def invite(work: AtWork) -> Act:
    """Somebody new."""
    page = work.inside(ADA).open(f"{OFFICE}/invite")
    return Act(ADA, "administrator", pressing(page, "Make their words", **TYPED), (("invite_member", "*"),))


def reset_member(work: AtWork) -> Act:
    """New words for somebody who lost theirs; the office's key is handed over anew."""
    page = work.inside(HAN).open(f"{OFFICE}/members/{work.member(TRIIN).id}/reset")
    return Act(HAN, "lead", pressing(page, "Make new words"), (("reset_member", work.member(TRIIN).id),))


def end_member(work: AtWork) -> Act:
    """A membership ends."""
    page = work.inside(ADA).open(f"{OFFICE}/members/{work.member(LEE).id}/end")
    return Act(ADA, "administrator", pressing(page, "End the membership"), (("end_membership", work.member(LEE).id),))


def renew_keys(work: AtWork) -> Act:
    """The office's key is renewed while no worker is there."""
    work.let_worker_go()
    page = work.inside(HAN).open(f"{OFFICE}/keys")
    return Act(HAN, "lead", pressing(page, "Renew the office's key"), (("rotate_office_key", ""),))


MEMBER_ACTS: dict[str, Doing] = {
    "staff.words: made": offer_words,
    "staff.words: typed back": confirm_words,
    "staff.authenticator": authenticator,
    "staff.end_sessions": end_sessions,
    "staff.end_member_sessions": end_member_sessions,
    "staff.invite": invite,
    "staff.reset_member": reset_member,
    "staff.end_member": end_member,
    "staff.renew_keys": renew_keys,
}
