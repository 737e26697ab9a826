"""What happened to one piece of evidence from the day it came to the day it leaves. This is where a custody log's rows come from.

"For each piece: what came, when, from whom; which copies were made of it, by whom, with which fingerprints before and after; who got
it, and why." Names of events are those of PREMIS 3. What was not recorded then stays blank; nothing is guessed.

To check in the head: a photo, cleaned, painted over once, exported: capture, message digest calculation, normalization, redaction,
dissemination; the digest after the redaction is the one that is disseminated.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from claims.model.bundle import BundleOrder
from claims.model.bundle_row import Redaction
from claims.model.claim_file import ClaimFile, EvidenceFacts, Masking
from claims.model.made_bundle import CustodyEvent
from claims.model.matter import ExhibitUse, SharedExhibit

CLAIMANT, COUNSEL, SERVICE = "claimant", "counsel", "service"
# Resident numbers may not be held in the clear (Personal Information Protection Act art. 24-2): the only thing that is painted over.
PAINTED, BASIS = "number_painted_over", "pipa_24_2"
# Painted over before day, hand and first fingerprint were recorded.
PAINTED_EARLIER = "number_painted_over_unrecorded"
GIVEN, AS_RECEIVED, WITHOUT_METADATA = "evidence_given", "sha256_as_received", "copy_without_metadata"
SHARED_BY_COUNSEL = "shared_by_counsel"


@dataclass(frozen=True)
class Leaving:
    """How a bundle leaves: the instant it was ordered (ISO UTC), by whom (name and role), for what, to whom."""

    at: str
    actor: str
    purpose: str
    recipient: str


def leaving_of(order: BundleOrder) -> Leaving:
    """How a bundle leaves, by its order."""
    return Leaving(at=instant(order.at), actor=order.ordered_by, purpose=order.purpose, recipient=order.recipient)


def custody_of_shared(shared: SharedExhibit, *, item: str, leaving: Leaving) -> tuple[CustodyEvent, ...]:
    """What happened to an exhibit that all claimants share: counsel gave it, and it leaves as it was given."""
    came = {"item": item, "at": instant(shared.added_at)}
    return (
        CustodyEvent(event="capture", actor=COUNSEL, purpose=SHARED_BY_COUNSEL, **came),
        CustodyEvent(
            event="message digest calculation", actor=SERVICE, purpose=AS_RECEIVED, after=shared.sha256, **came
        ),
        _dissemination(item, use="original", before=shared.sha256, after=shared.sha256, leaving=leaving),
    )


def events_of(
    file: ClaimFile,
    *,
    numbers: Mapping[str, str],
    uses: Mapping[str, ExhibitUse],
    names: Mapping[str, str],
    leaving: Leaving,
) -> tuple[CustodyEvent, ...]:
    """What happened to each numbered piece of one claimant, piece by piece, each in the order it happened.

    `numbers` maps evidence ids to exhibit numbers: pieces without one did not leave and are not told of. `uses` says what left of them
    (a clean copy where nothing is said), `names` maps member ids to names. The last fingerprint is that of what the pages are made of.
    """
    return tuple(
        event
        for facts in file.evidence
        if facts.id in numbers
        for event in (
            *_of_piece(facts, item=numbers[facts.id], names=names),
            _left(facts, item=numbers[facts.id], use=uses.get(facts.id, "clean"), leaving=leaving),
        )
    )


def redactions_of(
    file: ClaimFile, *, party: int, reference: str, numbers: Mapping[str, str], names: Mapping[str, str]
) -> tuple[Redaction, ...]:
    """One row per painting-over. A piece masked before that was recorded has one row with what is known of it."""
    return tuple(
        Redaction(
            number=numbers[facts.id],
            party=party,
            reference=reference,
            at=instant(one.at) if one else "",
            kind=PAINTED,
            basis=BASIS,
            before=one.before if one else "",
            after=one.after if one else facts.sha256,
            by=_who(one, names) if one else "",
            regions=one.regions if one else 0,
        )
        for facts in file.evidence
        if facts.masked and facts.id in numbers
        for one in facts.maskings or (None,)
    )


def instant(at: int) -> str:
    """UTC seconds as ISO text; "" where the instant was not kept.

    >>> instant(1795348800)
    '2026-11-22T12:00:00Z'
    """
    return datetime.fromtimestamp(at, tz=UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if at else ""


def _of_piece(facts: EvidenceFacts, *, item: str, names: Mapping[str, str]) -> Iterator[CustodyEvent]:
    came = instant(facts.added_at)
    first = facts.maskings[0] if facts.maskings else None
    # What was masked before maskings were recorded has lost its first fingerprints; the copy's may not stand in for them.
    lost = facts.masked and first is None
    given = first.before if first else "" if lost else facts.sha256
    clean = first.clean if first else "" if lost else facts.clean_sha256
    at_the_door = {"item": item, "at": came}
    yield CustodyEvent(event="capture", actor=CLAIMANT, purpose=GIVEN, **at_the_door)
    if given:
        yield CustodyEvent(
            event="message digest calculation", actor=SERVICE, purpose=AS_RECEIVED, after=given, **at_the_door
        )
    if clean:
        facts_of_copy = {"purpose": WITHOUT_METADATA, "before": given, "after": clean}
        yield CustodyEvent(event="normalization", actor=SERVICE, **facts_of_copy, **at_the_door)
    yield from _paintings(facts, item=item, names=names)


def _left(facts: EvidenceFacts, *, item: str, use: ExhibitUse, leaving: Leaving) -> CustodyEvent:
    shown = {"original": facts.sha256, "clean": facts.clean_sha256 or facts.sha256, "withheld": ""}[use]
    return _dissemination(item, use=use, before=facts.sha256, after=shown, leaving=leaving)


def _dissemination(item: str, *, use: ExhibitUse, before: str, after: str, leaving: Leaving) -> CustodyEvent:
    return CustodyEvent(
        item=item,
        event="dissemination",
        at=leaving.at,
        actor=leaving.actor,
        purpose=f"{use}: {leaving.purpose} → {leaving.recipient}",
        before=before,
        after=after,
    )


def _paintings(facts: EvidenceFacts, *, item: str, names: Mapping[str, str]) -> Iterator[CustodyEvent]:
    for one in facts.maskings:
        yield CustodyEvent(
            item=item,
            event="redaction",
            at=instant(one.at),
            actor=_who(one, names),
            purpose=PAINTED,
            before=one.before,
            after=one.after,
        )
    if facts.masked and not facts.maskings:
        yield CustodyEvent(item=item, event="redaction", at="", actor="", purpose=PAINTED_EARLIER, after=facts.sha256)


def _who(one: Masking, names: Mapping[str, str]) -> str:
    return f"{names.get(one.by, one.by)} ({one.role})"
