"""Every table of the house, by being imported. This is where a new table is added, so that migrations and the seizure report see it."""

from sqlmodel import SQLModel

from claims.model.card import CardShard
from claims.model.claim import Claim, ClaimPart, ClaimWrap
from claims.model.ledger import LedgerLine, ProofKey
from claims.model.matter import Bundle, Matter
from claims.model.revision import RegistryDraft, RegistryFile, RegistryName, RegistryRevision
from claims.model.revision_preview import RevisionPreview
from claims.model.session import Errand, SessionRow, Worker
from claims.model.staff import KeyWrap, Member, Office
from claims.model.triage import TriageEvent
from claims.model.trip_shard import TripShard

TABLES: tuple[type[SQLModel], ...] = (
    Office,
    Member,
    KeyWrap,
    Claim,
    ClaimWrap,
    ClaimPart,
    CardShard,
    TripShard,
    TriageEvent,
    Matter,
    Bundle,
    SessionRow,
    Worker,
    Errand,
    LedgerLine,
    ProofKey,
    RegistryRevision,
    RegistryName,
    RegistryFile,
    RegistryDraft,
    RevisionPreview,
)
