"""Every table of the house, by being imported. This is where a new table is added, so that migrations and the seizure report see it."""

from sqlmodel import SQLModel

from claims.model.bundle import Bundle
from claims.model.bundle_share import BundleShare, BundleStamp
from claims.model.card import CardShard
from claims.model.claim import Claim, ClaimPart, ClaimWrap, Erasure
from claims.model.ledger import LedgerAnchor, LedgerLine, ProofKey
from claims.model.matter import Matter
from claims.model.offer import Announcement
from claims.model.revision import RegistryDraft, RegistryFile, RegistryName, RegistryRevision
from claims.model.revision_preview import RevisionPreview
from claims.model.session import Errand, SessionRow, Worker
from claims.model.staff import KeyWrap, KnownBrowser, Member, Office, OfficeKey, Passkey, RecoveryKey, RecoveryWrap
from claims.model.triage import TriageEvent
from claims.model.trip_shard import TripShard

TABLES: tuple[type[SQLModel], ...] = (
    Office,
    OfficeKey,
    Member,
    KeyWrap,
    Passkey,
    KnownBrowser,
    Claim,
    ClaimWrap,
    ClaimPart,
    Erasure,
    CardShard,
    TripShard,
    TriageEvent,
    Matter,
    Announcement,
    Bundle,
    BundleShare,
    BundleStamp,
    RecoveryKey,
    RecoveryWrap,
    SessionRow,
    Worker,
    Errand,
    LedgerLine,
    LedgerAnchor,
    ProofKey,
    RegistryRevision,
    RegistryName,
    RegistryFile,
    RegistryDraft,
    RevisionPreview,
)
