"""Closed word-lists. This is where every code that is stored or compared is spelled, once. Codes are append-only."""

from enum import StrEnum


class Status(StrEnum):
    """Where a claim stands. A claimant reads received, checked, signed, filed."""

    DRAFT = "draft"
    RECEIVED = "received"
    ASKED = "asked"
    CHECKED = "checked"
    SIGNED = "signed"
    FILED = "filed"
    SET_ASIDE = "set_aside"
    WITHDRAWN = "withdrawn"


class Move(StrEnum):
    """One step of triage, from status to status by the table in rules/triage.py."""

    RECEIVE = "receive"
    ASK = "ask"
    ANSWER = "answer"
    CHECK = "check"
    SIGN = "sign"
    FILE = "file"
    SET_ASIDE = "set_aside"
    REOPEN = "reopen"
    WITHDRAW = "withdraw"
    APPOINT = "appoint"
    TAKE_BACK = "take_back"


class Result(StrEnum):
    """The four answers, and nothing else. Order of goodness is in rules/eligibility.py."""

    INSIDE = "inside"
    INSIDE_FLAGGED = "inside_flagged"
    CANNOT_TELL = "cannot_tell"
    OUTSIDE = "outside"


class Strength(StrEnum):
    """How well a finding would stand before a court; for lawyers only."""

    STRONG = "strong"
    MEDIUM = "medium"
    WEAK = "weak"
    UNRATED = "unrated"


class Channel(StrEnum):
    """How the person passed the border control."""

    DESK = "desk"
    GATE = "gate"
    OTHER = "other"


class Capacity(StrEnum):
    """In what capacity the person travelled."""

    ORDINARY = "ordinary"
    DIPLOMAT = "diplomat"
    SOFA = "sofa"
    CREW = "crew"
    CRUISE = "cruise"
    REFUGEE = "refugee"
    TRANSIT = "transit"
    REFUSED_ENTRY = "refused_entry"


class Answer(StrEnum):
    """A claimant's answer to a question of fact; blank (None) is 'not asked or not answered'."""

    YES = "yes"
    NO = "no"
    DONT_KNOW = "dont_know"


class AgreementCode(StrEnum):
    """One thing this service does now, to which the claimant says yes or no, each alone."""

    C1 = "C1"
    C2 = "C2"
    C3 = "C3"
    C4 = "C4"
    C5 = "C5"
    C6 = "C6"
    C7 = "C7"
    C8 = "C8"


class Grade(StrEnum):
    """How strong a piece of evidence is: certificate, stamp, carrier's paper, own word."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


class EvidenceKind(StrEnum):
    """What the claimant says a file is; the grade follows from it (rules/grading.py)."""

    CERTIFICATE = "certificate"
    STAMP = "stamp"
    PASSPORT = "passport"
    TICKET = "ticket"
    VISA_CARD = "visa_card"
    LETTER = "letter"
    OTHER = "other"


class Role(StrEnum):
    """What a member of the office may do. Administrator, auditor and researcher hold no key to claims."""

    TRIAGE = "triage"
    LEAD = "lead"
    COUNSEL = "counsel"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"
    RESEARCHER = "researcher"


class PartKind(StrEnum):
    """The sealed parts of a claim; the kind is in the associated data of the seal."""

    FILE = "file"
    JUDGEMENT = "judgement"
    DESK = "desk"
    MESSAGE = "message"
    PROOF = "proof"
    APPOINTMENT = "appointment"
    SIGNING = "signing"


class Recipient(StrEnum):
    """For whom a claim key is wrapped."""

    RECEIPT = "receipt"
    OFFICE = "office"
    READING = "reading"
    MATTER = "matter"


class BundleStatus(StrEnum):
    """Where an ordered bundle stands."""

    ORDERED = "ordered"
    EXPORTING = "exporting"
    READY = "ready"
    COLLECTED = "collected"
    STOPPED = "stopped"
    DESTROYED = "destroyed"


class ErrandKind(StrEnum):
    """Work that a worker may do with keys lent by a signed-in office."""

    OPEN_MAIL = "open_mail"
    EXPORT_BUNDLE = "export_bundle"
    REMATCH = "rematch"
    PREVIEW_REVISION = "preview_revision"
    ROTATE = "rotate"


class MessageCode(StrEnum):
    """What the service tells a claimant by itself; said in their language when they read it."""

    RESULT_CHANGED = "result_changed"
    RECEIPT_RENEWED = "receipt_renewed"
    INVITED = "invited"
    SIGN_AGAIN = "sign_again"
    COURSE = "course"
    ELSEWHERE_ASKED = "elsewhere_asked"


class AnnouncementKind(StrEnum):
    """What a matter tells all its claimants."""

    OFFER = "offer"
    OFFER_ENDED = "offer_ended"
    COURSE = "course"


class Package(StrEnum):
    """One of the two packages of a bundle; the second is never filed."""

    COURT = "court"
    COUNSEL = "counsel"


class ShareKind(StrEnum):
    """What one share of a bundle makes; a kind is begun when all of the kind before are made."""

    CLAIMANTS = "claimants"
    LISTS = "lists"
    VOLUMES = "volumes"
    PACKING = "packing"


class ShareStatus(StrEnum):
    """How it stands with a share of a bundle."""

    WAITING = "waiting"
    TAKEN = "taken"
    MADE = "made"


class StampStatus(StrEnum):
    """How it stands with the time stamp of a package."""

    WAITING = "waiting"
    STAMPED = "stamped"
