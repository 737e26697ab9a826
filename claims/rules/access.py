"""Who may do what here. Deny by default: what is not in the table is not allowed. This is where roles get their meaning."""

from enum import StrEnum

from claims.errors import NotAllowed
from claims.model.vocabulary import Role


class May(StrEnum):
    """One thing a member may be allowed to do."""

    SEE_QUEUE = "see_queue"
    READ_CLAIM = "read_claim"
    DECIDE = "decide"
    CHOOSE_CLAIMS = "choose_claims"
    OPEN_MATTER = "open_matter"
    SEE_MATTERS = "see_matters"
    EDIT_MATTER = "edit_matter"
    ORDER_BUNDLE = "order_bundle"
    SEE_LEDGER = "see_ledger"
    SEE_OFFICE = "see_office"
    END_ERRANDS = "end_errands"
    SEE_REGISTRY = "see_registry"
    EDIT_REGISTRY = "edit_registry"
    PUBLISH_REGISTRY = "publish_registry"
    ORDER_REMATCH = "order_rematch"
    OWN_DOOR = "own_door"
    MANAGE_MEMBERS = "manage_members"
    ADD_COUNSEL = "add_counsel"
    RENEW_RECEIPT = "renew_receipt"
    MANAGE_KEYS = "manage_keys"
    HOLD_CLAIM = "hold_claim"
    EXPORT_LEDGER = "export_ledger"
    OPEN_LEDGER = "open_ledger"


_R = Role
PERMISSIONS: dict[May, frozenset[Role]] = {
    May.SEE_QUEUE: frozenset({_R.TRIAGE, _R.LEAD}),
    May.READ_CLAIM: frozenset({_R.TRIAGE, _R.LEAD, _R.COUNSEL}),
    May.DECIDE: frozenset({_R.TRIAGE, _R.LEAD, _R.COUNSEL}),
    May.CHOOSE_CLAIMS: frozenset({_R.TRIAGE, _R.LEAD}),
    May.OPEN_MATTER: frozenset({_R.LEAD}),
    May.SEE_MATTERS: frozenset({_R.TRIAGE, _R.LEAD, _R.COUNSEL}),
    May.EDIT_MATTER: frozenset({_R.COUNSEL}),
    May.ORDER_BUNDLE: frozenset({_R.COUNSEL}),
    May.SEE_LEDGER: frozenset({_R.AUDITOR, _R.LEAD}),
    May.SEE_OFFICE: frozenset(_R),
    May.END_ERRANDS: frozenset({_R.LEAD, _R.TRIAGE, _R.COUNSEL, _R.ADMINISTRATOR}),
    May.SEE_REGISTRY: frozenset({_R.RESEARCHER, _R.LEAD, _R.TRIAGE, _R.AUDITOR}),
    May.EDIT_REGISTRY: frozenset({_R.RESEARCHER, _R.LEAD}),
    May.PUBLISH_REGISTRY: frozenset({_R.RESEARCHER, _R.LEAD}),
    May.ORDER_REMATCH: frozenset({_R.TRIAGE, _R.LEAD}),
    May.OWN_DOOR: frozenset(_R),
    May.MANAGE_MEMBERS: frozenset({_R.LEAD, _R.ADMINISTRATOR}),
    May.ADD_COUNSEL: frozenset({_R.COUNSEL}),
    May.RENEW_RECEIPT: frozenset({_R.TRIAGE, _R.LEAD}),
    May.MANAGE_KEYS: frozenset({_R.LEAD}),
    May.HOLD_CLAIM: frozenset({_R.COUNSEL}),
    May.EXPORT_LEDGER: frozenset({_R.AUDITOR, _R.LEAD}),
    May.OPEN_LEDGER: frozenset({_R.LEAD}),
}

# Who is given the office's private key; an administrator, auditor or researcher holds none.
HOLDS_OFFICE_KEY = frozenset({Role.TRIAGE, Role.LEAD})


def may(roles: frozenset[Role], what: May) -> bool:
    """Whether any of these roles is allowed this.

    >>> may(frozenset({Role.ADMINISTRATOR}), May.READ_CLAIM)
    False
    """
    return bool(PERMISSIONS.get(what, frozenset()) & roles)


def check_may(roles: frozenset[Role], what: May) -> None:
    """Raises NotAllowed where `may` says no."""
    if not may(roles, what):
        raise NotAllowed(what.value)


def roles_of(text: str) -> frozenset[Role]:
    """The roles listed in a member's row."""
    return frozenset(Role(word) for word in text.split())
