"""Preview a registry that is not published: how many claims would gain, lose or change a result. Not one claim is opened for it.

The errand holds the key of the trips and nothing else; what comes out is counts of results, so it is sealed as results are.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from sqlmodel import Session, col, delete

from claims.errors import Damaged, NotAllowed, NotFound, NotValid
from claims.model.disclosure import Registry
from claims.model.revision_preview import Changes, PreviewOutcome, RevisionPreview
from claims.model.staff import Member
from claims.model.trip_shard import Answers
from claims.model.vocabulary import ErrandKind, Result
from claims.rules.answers import INSIDE, changed_claims, result_for, result_in
from claims.rules.class_answering import ClassAnswering, answered_again
from claims.store.clock import seconds, week_of
from claims.store.database import Database
from claims.store.errands import lend
from claims.store.host_key import HostKey
from claims.store.keyring import Keyring
from claims.store.ledger import SERVICE, write_line
from claims.store.revision_content import read_content
from claims.store.revision_previews import open_proposal, seal_outcome, seal_proposal
from claims.store.trip_lines import OpenShard
from claims.store.trip_shards import read_shards, shard_ids, trips_key

MOST_SAMPLES = 20


def order_preview(
    session: Session,
    member: Member,
    *,
    keyring: Keyring,
    host_key: HostKey,
    content: bytes,
    base_revision: str,
    now: datetime,
) -> str:
    """Lend a worker the key of the trips, and nothing else, to try a registry; returns the preview's id.

    `content`: the registry as a revision's content is, JSON. `base_revision`: the revision in force, beside which it is
    tried. Previews of earlier weeks are destroyed. Refuses NotAllowed `no_key`, NotNow `no_worker`, NotValid `registry_unreadable`.
    """
    if not keyring.opens_office:
        raise NotAllowed("no_key")
    _read_registry(content)
    key, week = trips_key(keyring.card), week_of(now)
    old = delete(RevisionPreview).where(col(RevisionPreview.office_id) == member.office_id)
    session.exec(old.where(col(RevisionPreview.week) != week))
    preview = RevisionPreview(office_id=member.office_id, week=week, proposal=b"", outcome=b"")
    preview.proposal = seal_proposal(preview, base=base_revision, content=content, key=key)
    session.add(preview)
    session.flush()
    lend(
        session,
        member.office_id,
        kind=ErrandKind.PREVIEW_REVISION,
        subject=preview.id,
        keys={"trips": key.hex()},
        member_id=member.id,
        host_key=host_key,
        now=seconds(now),
        seconds=3600,
    )
    return preview.id


def preview_revision(
    database: Database,
    office_id: str,
    *,
    preview_id: str,
    keys: Mapping[str, str],
    now: Callable[[], datetime],
    still_lent: Callable[[], bool],
) -> PreviewOutcome | None:
    """The counts are kept, sealed, and a ledger line says so; None where the keys were taken back before. Refuses NotFound `preview`."""
    key = bytes.fromhex(keys["trips"])
    with database.question() as session:
        preview = session.get(RevisionPreview, preview_id)
        if preview is None or preview.office_id != office_id:
            raise NotFound("preview")
        base, content = open_proposal(preview, key=key)
        shards = shard_ids(session, office_id)
    registry = _read_registry(content)
    trial = Trial(base=base, answering=ClassAnswering(registry))
    for handful in read_shards(database, shards, key=key, damaged=trial.damaged):
        if not still_lent():
            return None
        trial.add([held for _, held in handful])
    outcome = trial.outcome(registry)
    with database.deed() as session:
        kept = session.get(RevisionPreview, preview_id)
        if kept is not None:
            # Sealed anew meanwhile: then our key is of before a renewal, and nothing may be kept under it.
            open_proposal(kept, key=key)
            kept.outcome = seal_outcome(kept, outcome, key=key)
            session.add(kept)
        details = {"preview": preview_id, "revision": registry.revision}
        write_line(session, office_id, actor=SERVICE, action="preview_revision", details=details, now=now())
    return outcome


def _read_registry(content: bytes) -> Registry:
    try:
        return read_content(content, revision=sha256(content).hexdigest())
    except (Damaged, ValueError, KeyError, TypeError, AttributeError):
        raise NotValid("registry_unreadable") from None


@dataclass
class _Tally:
    """What is counted of one project or window, but for the claims that stay as they are."""

    counts: dict[str, int] = field(default_factory=lambda: {"gain": 0, "lose": 0, "change": 0})
    samples: list[str] = field(default_factory=list)

    def add(self, kind: str, reference: str) -> None:
        """One more claim."""
        self.counts[kind] += 1
        if len(self.samples) < MOST_SAMPLES:
            self.samples.append(reference)


@dataclass
class Trial:
    """A registry tried on shard after shard: claims that something is said otherwise of are looked at one by one."""

    base: str
    answering: ClassAnswering
    claims: int = 0
    elsewhere: int = 0
    projects: dict[str, _Tally] = field(default_factory=dict)
    windows: dict[str, _Tally] = field(default_factory=dict)
    damaged: list[str] = field(default_factory=list)

    def add(self, shards: list[OpenShard]) -> None:
        """A handful of shards."""
        answered = answered_again(self.answering, [(held.trips, held.answers) for held in shards])
        for held, fresh in zip(shards, answered, strict=True):
            self._add(held, fresh)

    def _add(self, held: OpenShard, fresh: list[Answers]) -> None:
        self.claims += len(held.claims)
        self.elsewhere += sum(mark.partition(".")[0] != self.base for mark in held.marks)
        changed = changed_claims(held.counts, old=held.answers, new=fresh)
        for place, (first, end) in enumerate(held.spans()):
            if place in changed:
                self._compare(held.references[place], held.answers[first:end], fresh[first:end])

    def _compare(self, reference: str, old: list[Answers], new: list[Answers]) -> None:
        answers = [answer for trip in (*old, *new) for answer in trip]
        said = {p for p in {answer.project for answer in answers} if _words(p, old) != _words(p, new)}
        for project in sorted(said):
            kind = kind_of(result_for(project, old), result_for(project, new)) or "change"
            self.projects.setdefault(project, _Tally()).add(kind, reference)
        for window in sorted({window for answer in answers for window, _ in answer.windows}):
            if moved := kind_of(result_in(window, old), result_in(window, new)):
                self.windows.setdefault(window, _Tally()).add(moved, reference)

    def outcome(self, registry: Registry) -> PreviewOutcome:
        """The counts for everything the registry would hold, and for what would go with it."""
        windows = [window.id for project in registry.projects for window in project.collection_windows]
        return PreviewOutcome(
            base=self.base,
            revision=registry.revision,
            claims=self.claims,
            elsewhere=self.elsewhere,
            damaged=len(self.damaged),
            projects=self._counted(self.projects, (project.code for project in registry.projects)),
            windows=self._counted(self.windows, windows),
        )

    def _counted(self, tallies: dict[str, _Tally], names: Iterable[str]) -> dict[str, Changes]:
        empty = _Tally()
        found = {name: tallies.get(name, empty) for name in (*names, *tallies)}
        return {
            name: Changes(
                **tally.counts, same=self.claims - sum(tally.counts.values()), samples=tuple(sorted(tally.samples))
            )
            for name, tally in found.items()
        }


def kind_of(old: Result, new: Result) -> str:
    """Whether a claim gains, loses or changes otherwise in result; "" where it is the same.

    >>> kind_of(Result.CANNOT_TELL, Result.INSIDE_FLAGGED)
    'gain'
    """
    if old is new:
        return ""
    if (old in INSIDE) == (new in INSIDE):
        return "change"
    return "gain" if new in INSIDE else "lose"


def _words(project: str, trips: list[Answers]) -> list[str]:
    """What is said of each trip for a project; "" where that is nothing but outside."""
    found = []
    for trip in trips:
        answer = next((answer for answer in trip if answer.project == project), None)
        silent = answer is None or (answer.result is Result.OUTSIDE and not answer.windows)
        found.append("" if silent or answer is None else answer.said)
    return found
