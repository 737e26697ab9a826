"""Deny by default: a desk has a guard before any page exists. This is where each desk's table of pages decides who enters.

A page that is not in its desk's table is not found, for anybody. What a person may not enter looks as if it did not exist;
a claimant without an open session is led to "come back with your receipt", a member to the sign-in page.
"""

from collections.abc import Collection, Mapping
from enum import Enum

from flask import Blueprint, Response, g, redirect, request, url_for
from sqlmodel import Session

from claims.actions.draft_claim import receipt_generation, reopen
from claims.errors import NotFound
from claims.model.staff import Member
from claims.model.vocabulary import Role
from claims.rules.access import May, may, roles_of
from claims.store.claim_parts import OpenClaim
from claims.store.keyring import Keyring, open_keyring
from claims.store.ledger import Actor
from claims.web.house import house
from claims.web.proving import ask_for_proof
from claims.web.visits import CLAIMANT, MEMBER, visit_of


class Enter(Enum):
    """Who may enter a page besides those a May names."""

    EVERYONE = "everyone"
    CLAIMANT = "claimant"
    MEMBER = "member"


Access = Mapping[str, Enter | May]
# Whose words were handed over by somebody else makes their own before anything else.
WHILE_RENEWING = frozenset({"staff.words", "staff.prove"})


def guard(desk: Blueprint, access: Access, *, fresh: Collection[str] = ()) -> None:
    """Put the table before the desk. Keys are the names of its routes; those in `fresh` want a proof of the last ten minutes."""

    def enter() -> Response | None:
        page = (request.endpoint or "").rpartition(".")[2]
        who = access.get(page)
        if who is None:
            raise NotFound("page")
        if who is Enter.EVERYONE:
            return None
        if who is Enter.CLAIMANT:
            return _claimant_enters()
        answer = _member_enters(None if who is Enter.MEMBER else who)
        return ask_for_proof(current_member()) if answer is None and page in fresh else answer

    desk.before_request(enter)


def current_claim() -> OpenClaim:
    """The claim of the claimant who is here; only behind Enter.CLAIMANT."""
    claim = g.claim
    assert isinstance(claim, OpenClaim)
    return claim


def current_member() -> Member:
    """The member who is signed in; only behind Enter.MEMBER or a May."""
    member = g.member
    assert isinstance(member, Member)
    return member


def current_roles() -> frozenset[Role]:
    """The signed-in member's roles."""
    return roles_of(current_member().roles)


def current_keyring(session: Session) -> Keyring:
    """What the signed-in member can open."""
    visit = visit_of(MEMBER)
    assert visit is not None
    return open_keyring(session, current_member(), private=visit.key)


def acting(may_do: May) -> Actor:
    """The signed-in member in the role that allows this, for the ledger."""
    member = current_member()
    role = next((r for r in sorted(current_roles()) if may(frozenset({r}), may_do)), "member")
    return Actor(id=member.id, role=str(role))


def _claimant_enters() -> Response | None:
    visit, here = visit_of(CLAIMANT), house()
    claim = None
    if visit is not None:
        with here.database.question() as session:
            # A renewed receipt ends what was opened with the one before.
            if receipt_generation(session, visit.subject) == visit.epoch:
                claim = reopen(session, here.office_id, claim_id=visit.subject, key=visit.key)
    if claim is None:
        return _to(url_for("intake.come_back", ended="yes"))
    g.claim = claim
    return None


def _member_enters(needed: May | None) -> Response | None:
    visit, here = visit_of(MEMBER), house()
    member = None
    if visit is not None:
        with here.database.question() as session:
            member = session.get(Member, visit.subject)
    if visit is None or member is None or not member.active or visit.epoch != member.epoch:
        return _to(url_for("staff.sign_in"))
    if member.renew and request.endpoint not in WHILE_RENEWING:
        return _to(url_for("staff.words"))
    if needed is not None and not may(roles_of(member.roles), needed):
        raise NotFound("page")
    g.member = member
    return None


def _to(address: str) -> Response:
    answer = redirect(address, code=303)
    assert isinstance(answer, Response)
    return answer
