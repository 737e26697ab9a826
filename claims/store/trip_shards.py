"""Shards of trips: sealed handfuls under a key of their own, columnar, so that very many claims are matched again in no time.

Opened with the one key of all trips instead of a key per claim. This is where trips lie for the next revision.
"""

from collections.abc import Iterator, Mapping, Sequence

from sqlmodel import Session, col, select

from claims.errors import Damaged
from claims.model.staff import Office
from claims.model.trip_shard import MatchedClaim, TripShard
from claims.store.database import Database
from claims.store.seal import context, derive, open_sealed, seal
from claims.store.shard_names import ShardNames
from claims.store.trip_lines import LINES, OpenShard, answered_line, claims_in, fixed_lines, opened_lines

SHARD_CLAIMS = 256
LEAST_SHARD = 64 * 1024
AT_ONCE = 16


def trips_key(card_key: bytes) -> bytes:
    """The key of all trip shards of an office; who holds the card key holds it, and not the other way round."""
    return derive(card_key, purpose="trip shards")


def shard_ids(session: Session, office_id: str, *, but: str = "") -> list[str]:
    """The office's shards by id, but those of which every claim was last matched by `but`. No key is needed."""
    found = select(TripShard.id).where(TripShard.office_id == office_id).order_by(col(TripShard.id))
    return list(session.exec(found.where(TripShard.matched_by != but) if but else found))


def shards_behind(session: Session, office_id: str, *, mark: str) -> int:
    """How many shards wait to be matched by `mark` (registry revision and rule version). No key is needed."""
    # Of the whole table: to find a row by its key SQLite reads the sealed bytes of every row it passes on the way.
    found = session.exec(select(TripShard.office_id, TripShard.matched_by))
    return sum(office == office_id and matched_by != mark for office, matched_by in found)


def claims_in_shards(session: Session, office_id: str, *, key: bytes) -> tuple[frozenset[str], list[TripShard]]:
    """The ids of all claims whose trips lie in shards, and the shards that do not open."""
    claims: set[str] = set()
    damaged = []
    for shard in session.exec(select(TripShard).where(TripShard.office_id == office_id)):
        held = _claims_or_none(shard, key)
        if held is None:
            damaged.append(shard)
        else:
            claims.update(held)
    return frozenset(claims), damaged


def open_shard(shard: TripShard, *, key: bytes) -> OpenShard:
    """A shard opened in memory. Raises Damaged, naming it."""
    return opened_lines(_lines(shard, key))


def read_shards(
    database: Database, ids: Sequence[str], *, key: bytes, damaged: list[str] | None = None
) -> Iterator[list[tuple[TripShard, OpenShard]]]:
    """These shards opened, a handful at a time; those that are gone are left out.

    One that does not open is left out too and named in `damaged`; without such a list it raises Damaged.
    """
    for start in range(0, len(ids), AT_ONCE):
        with database.question() as session:
            found = [session.get(TripShard, shard_id) for shard_id in ids[start : start + AT_ONCE]]
        opened = []
        for shard in filter(None, found):
            try:
                opened.append((shard, open_shard(shard, key=key)))
            except Damaged:
                if damaged is None:
                    raise
                damaged.append(shard.id)
        yield opened


def put_trips(
    session: Session,
    office_id: str,
    *,
    key: bytes,
    claims: Sequence[MatchedClaim],
    gone: frozenset[str] = frozenset(),
    names: ShardNames[TripShard] | None = None,
) -> None:
    """Replace or add claims' trips, and drop those of claims that are gone. The office's row is locked meanwhile.

    A shard that does not open hinders nobody: it is left alone, and the next re-matching makes it anew from its claims.
    `names`: what is remembered of shards from the last time, in a deed that was kept.
    """
    lock_office(session, office_id)
    fresh = {claim.claim_id: claim for claim in claims}
    there = (names or trip_names()).at(session, office_id, key=key)
    known = {claim_id for held in there.values() for claim_id in fresh.keys() & held}
    new = [claim for claim_id, claim in fresh.items() if claim_id not in known]
    for shard_id, held in there.items():
        if _is_touched(held, fresh=fresh, gone=gone, more=bool(new)):
            shard = session.get_one(TripShard, shard_id, populate_existing=True)
            _rewrite(session, shard, key=key, fresh=fresh, gone=gone, new=new)
    for start in range(0, len(new), SHARD_CLAIMS):
        opened = OpenShard.of(new[start : start + SHARD_CLAIMS])
        seal_shard(session, TripShard(office_id=office_id), opened, key=key)
    session.flush()


def trip_names() -> ShardNames[TripShard]:
    """Whose trips lie in which shard; for whoever puts trips several times, and gives it to `put_trips` each time."""
    return ShardNames(TripShard, _claims_or_none)


def lock_office(session: Session, office_id: str) -> None:
    """Nobody else writes shards until this deed is done. Lock claims before."""
    session.exec(select(Office.id).where(Office.id == office_id).with_for_update(key_share=True)).one()


def seal_shard(session: Session, shard: TripShard, opened: OpenShard, *, key: bytes) -> None:
    """Write a shard anew with these claims; without any it goes, for nothing in it waits for a revision."""
    if not opened.claims:
        session.delete(shard)
        return
    marks = set(opened.marks)
    shard.version += 1
    shard.matched_by = marks.pop() if len(marks) == 1 else ""
    plain = (opened.fixed or fixed_lines(opened)) + b"\n" + answered_line(opened)
    shard.sealed = seal(key, plain, context=_context(shard), least=LEAST_SHARD)
    session.add(shard)


def reseal_trips(session: Session, office_id: str, *, old: bytes, new: bytes) -> None:
    """All shards under another key. One that does not open stays as it is: the next re-matching makes it anew from its claims."""
    for shard in session.exec(select(TripShard).where(TripShard.office_id == office_id)):
        try:
            plain = open_sealed(old, shard.sealed, context=_context(shard))
        except Damaged:
            continue
        shard.version += 1
        shard.sealed = seal(new, plain, context=_context(shard), least=LEAST_SHARD)
        session.add(shard)
    session.flush()


def _is_touched(held: Sequence[str], *, fresh: Mapping[str, MatchedClaim], gone: frozenset[str], more: bool) -> bool:
    room = more and len(held) < SHARD_CLAIMS
    return room or not (gone.isdisjoint(held) and fresh.keys().isdisjoint(held))


def _rewrite(
    session: Session,
    shard: TripShard,
    *,
    key: bytes,
    fresh: Mapping[str, MatchedClaim],
    gone: frozenset[str],
    new: list[MatchedClaim],
) -> None:
    """Replace and drop claims, and take some of the new ones in."""
    held = list(open_shard(shard, key=key).each())
    changed = [fresh.get(claim.claim_id, claim) for claim in held if claim.claim_id not in gone]
    while new and len(changed) < SHARD_CLAIMS:
        changed.append(new.pop(0))
    if changed != held:
        seal_shard(session, shard, OpenShard.of(changed), key=key)


def _context(shard: TripShard) -> bytes:
    return context("trips", shard.office_id, shard.id, shard.version, shard.matched_by)


def _lines(shard: TripShard, key: bytes) -> list[bytes]:
    try:
        lines = open_sealed(key, shard.sealed, context=_context(shard)).split(b"\n")
    except Damaged:
        raise Damaged("trip_shard", shard=shard.id) from None
    if len(lines) != LINES:
        raise Damaged("trip_shard", shard=shard.id)
    return lines


def _claims(shard: TripShard, key: bytes) -> list[str]:
    return claims_in(_lines(shard, key))


def _claims_or_none(shard: TripShard, key: bytes) -> list[str] | None:
    try:
        return _claims(shard, key)
    except Damaged:
        return None
