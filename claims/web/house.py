"""The parts of the running service, joined once by app.py and found by every door. This is where a route finds the wires."""

from dataclasses import dataclass
from datetime import date, datetime

from flask import current_app, g, has_request_context

from claims.model.disclosure import Registry
from claims.queries.registry_revisions import current_registry
from claims.settings import Settings
from claims.store.agreement_texts import AgreementTexts
from claims.store.clock import legal_day, now
from claims.store.court_tables import CourtTables
from claims.store.database import Database
from claims.store.host_key import HostKey
from claims.store.offer_drafts import OfferDrafts
from claims.store.office_texts import OfficeTexts
from claims.store.open_cards import OpenCards
from claims.store.papers import Press
from claims.store.privacy_notice import PrivacyNotice
from claims.store.vault import Vault

NAME = "house"


@dataclass(frozen=True)
class House:
    """Everything a door may reach; frozen for the life of the process."""

    settings: Settings
    database: Database
    vault: Vault
    open_cards: OpenCards
    host_key: HostKey
    agreements: AgreementTexts
    office_texts: OfficeTexts
    privacy_notice: PrivacyNotice
    press: Press
    court_tables: CourtTables
    offer_drafts: OfferDrafts
    office_id: str
    office_name: str
    office_contact: str
    office_firms: str
    demonstration: bool

    @property
    def registry(self) -> Registry:
        """The registry in force: asked for once per request, so that one answer never mixes two revisions."""
        if not has_request_context():
            return self._registry_now()
        if "registry" not in g:
            g.registry = self._registry_now()
        found = g.registry
        assert isinstance(found, Registry)
        return found

    def _registry_now(self) -> Registry:
        with self.database.question() as session:
            return current_registry(session, self.office_id)

    def now(self) -> datetime:
        """Aware UTC now."""
        return now()

    def today(self) -> date:
        """The legal day here."""
        return legal_day(now(), self.settings.timezone)


def house() -> House:
    """The running house."""
    found = current_app.extensions[NAME]
    assert isinstance(found, House)
    return found
