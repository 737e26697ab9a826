"""Who goes in the demonstration's bundle, looked at as the page of the order does. This is where the made-up counsel choose."""

from sqlmodel import Session

from claims.actions.assemble_bundle import Candidate
from claims.actions.bundle_candidates import Asking, look_at_candidates
from claims.actions.making import Export
from claims.model.matter import Matter, MatterFacts, MatterFile
from claims.model.staff import Office
from claims.settings import ROOT
from claims.store.agreement_texts import load_agreements
from claims.store.clock import legal_day, now
from claims.store.keyring import Keyring
from claims.store.named_firms import named_firms
from claims.store.office_texts import load_office_texts


def who_goes(
    session: Session,
    matter: Matter,
    *,
    facts: MatterFacts,
    file: MatterFile,
    export: Export,
    office: Office,
    keyring: Keyring,
) -> list[Candidate]:
    """Everybody chosen for the matter, with the reason they stay out. NotAllowed without the matter's key."""
    texts, offices = (
        load_agreements(ROOT / "templates" / "agreements"),
        load_office_texts(ROOT / "templates" / "office"),
    )
    asking = Asking(
        facts=facts,
        matter_file=file,
        firms_named=named_firms(texts, offices, office=office.name, contact=office.contact, firms=office.firms),
        registry=export.registry,
        reciprocity=export.tables.reciprocity,
        zone=export.zone,
        today=legal_day(now(), export.zone),
    )
    return [one.candidate for one in look_at_candidates(session, matter, asking=asking, keyring=keyring)]
