"""Who could go in a bundle made today: every chosen claim opened once, with the reason it would stay out, what is to follow, its facets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from claims.actions.assemble_bundle import Candidate, claims_of_matter
from claims.errors import Damaged
from claims.model.claim_file import ClaimFile, ConsentStatement, ForLawyers
from claims.model.disclosure import Registry
from claims.model.judgement import Judgement
from claims.model.matter import Matter, MatterFacts, MatterFile
from claims.model.triage import DeskFacts
from claims.model.vocabulary import PartKind, Status
from claims.rules.bundling import left_out_because
from claims.rules.court_papers import Going
from claims.rules.duplicates import Person, person_of, repeats, to_decide
from claims.rules.filing_groups import Facets, ShownReciprocity, facets_of
from claims.rules.follow_up import to_follow
from claims.rules.power_standing import standing_for
from claims.store.claim_parts import OpenClaim, key_from_wrap, opened
from claims.store.clock import legal_day
from claims.store.keyring import Keyring, matter_key
from claims.store.read_together import ClaimParts, read_together

NOT_IN_FILTER, DAMAGED = "not_in_filter", "damaged"
_KINDS = (PartKind.FILE, PartKind.DESK, PartKind.JUDGEMENT, PartKind.APPOINTMENT)


@dataclass(frozen=True, kw_only=True)
class Asking:
    """By what candidates are looked at: the matter, what its counsel keep, which firms C4 named, the registry, reciprocity, the day."""

    facts: MatterFacts
    matter_file: MatterFile
    firms_named: Mapping[str, str]
    registry: Registry
    reciprocity: Mapping[str, ShownReciprocity]
    zone: ZoneInfo
    today: date


@dataclass(frozen=True, kw_only=True)
class LookedAt:
    """One claim of a matter: as it would be ordered, its name, what is to follow, its facets (None: it was never judged), by how many
    projects it was judged.

    `duplicates` are the claims noted as the same person's, `distinct_from` those noted as another's; `duplicate_of` is the one that
    goes in its place, or that must first be told from it.
    """

    candidate: Candidate
    status: Status
    name: str
    to_follow: tuple[str, ...]
    facets: Facets | None
    projects: int
    person: Person
    duplicates: tuple[str, ...] = ()
    distinct_from: tuple[str, ...] = ()
    duplicate_of: str = ""

    @property
    def reference(self) -> str:
        """The claim's reference."""
        return self.candidate.claim.reference

    @property
    def left_out(self) -> str:
        """Why it would stay out; "" when it goes."""
        return self.candidate.left_out


def look_at_candidates(session: Session, matter: Matter, *, asking: Asking, keyring: Keyring) -> tuple[LookedAt, ...]:
    """Every chosen claim, by reference. NotAllowed without the matter's key; the caller has written the ledger lines before.

    One of which a part cannot be opened stays out as `damaged`: what happened to it must not keep all others from the court.
    """
    private = matter_key(matter.id, keyring=keyring)
    kept_back = {each.reference: each.why for each in asking.matter_file.kept_back}
    claims = [opened(row, key_from_wrap(wrap, key=private)) for row, wrap in claims_of_matter(session, matter)]
    together = read_together(session, claims, kinds=_KINDS)
    return _nobody_twice(
        [_looked_at(parts, matter_id=matter.id, asking=asking, kept_back=kept_back) for parts in together]
    )


def _looked_at(parts: ClaimParts, *, matter_id: str, asking: Asking, kept_back: Mapping[str, str]) -> LookedAt:
    try:
        return _read(parts, matter_id=matter_id, asking=asking, kept_back=kept_back)
    except Damaged:
        return _unreadable(parts.claim)


def _unreadable(claim: OpenClaim) -> LookedAt:
    """What is shown of a claim that cannot be read: its reference, and that it stays out."""
    nothing = ClaimFile(language="")
    return LookedAt(
        candidate=Candidate(claim=claim, file=nothing, left_out=DAMAGED),
        status=claim.status,
        name="",
        to_follow=(),
        facets=None,
        projects=0,
        person=person_of(nothing.claimant),
    )


def _nobody_twice(found: Sequence[LookedAt]) -> tuple[LookedAt, ...]:
    """Of claims noted as one person's one goes; of those that look like one person's and nobody decided about, the first."""
    going = {one.reference for one in found if not one.left_out}
    twice = repeats(((one.reference, one.duplicates) for one in found), going=going)
    decided = {one.reference: (*one.duplicates, *one.distinct_from) for one in found}
    left = going - twice.keys()
    open_ = to_decide(((one.reference, one.person) for one in found if one.reference in left), decided=decided)
    reasons = {reference: ("duplicate", other) for reference, other in twice.items()}
    reasons |= {reference: ("duplicate_to_decide", other) for reference, other in open_.items()}
    return tuple(_kept_out(one, *reasons[one.reference]) if one.reference in reasons else one for one in found)


def _read(parts: ClaimParts, *, matter_id: str, asking: Asking, kept_back: Mapping[str, str]) -> LookedAt:
    claim, file, desk, judgement = parts.claim, parts.file(), parts.desk(), parts.judgement()
    status, standing = claim.status, standing_for(parts.events(), matter_id)
    reason = left_out_because(
        file,
        status=status,
        today=asking.today,
        firm=asking.facts.firm,
        firms_named=asking.firms_named,
        kept_back=kept_back.get(claim.reference, ""),
        standing=standing,
    )
    return LookedAt(
        candidate=Candidate(
            claim=claim,
            file=_light(file),
            left_out=reason,
            powers=tuple(each.signed.model_copy(update={"image": ""}) for each in standing.in_force),
        ),
        status=status,
        name=file.claimant.name or file.claimant.name_latin,
        to_follow=to_follow(file, desk, status=status, standing=standing, today=asking.today),
        facets=_facets(claim, file, desk, judgement, asking=asking) if judgement else None,
        projects=len(judgement.verdicts) if judgement else 0,
        person=person_of(file.claimant, name_hangul=desk.name_hangul),
        duplicates=desk.duplicates,
        distinct_from=desk.distinct_from,
    )


def _facets(claim: OpenClaim, file: ClaimFile, desk: DeskFacts, judgement: Judgement, *, asking: Asking) -> Facets:
    sent = legal_day(datetime.fromtimestamp(file.sent_at or 0, tz=asking.zone), asking.zone)
    going = Going(number=0, reference=claim.reference, sent=sent, file=file, desk=desk, judgement=judgement)
    return facets_of(
        going,
        route=asking.facts.route,
        registry=asking.registry,
        reciprocity=asking.reciprocity,
        today=asking.today,
    )


def _light(file: ClaimFile) -> ClaimFile:
    """What ordering needs of a file, without the long texts: a matter may have a hundred thousand of them in memory."""
    return file.model_copy(update={"statement": ConsentStatement(), "for_lawyers": ForLawyers(), "agreements": ()})


def _kept_out(one: LookedAt, reason: str, other: str) -> LookedAt:
    return replace(one, candidate=replace(one.candidate, left_out=reason), duplicate_of=other)


def narrowed_to(found: tuple[LookedAt, ...], references: frozenset[str]) -> tuple[Candidate, ...]:
    """As the order takes them: whoever would go and is not among these stays out because counsel chose a part."""
    return tuple(
        one.candidate if one.left_out or one.reference in references else replace(one.candidate, left_out=NOT_IN_FILTER)
        for one in found
    )
