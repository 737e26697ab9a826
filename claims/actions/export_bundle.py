"""Export a bundle that was ordered: open what was chosen, set the papers, pack both packages, seal the whole under the bundle's key.

Everything is made in memory; what is finished lies sealed in parts until it is collected.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from claims.actions.assemble_bundle import finished_context, read_order
from claims.actions.bundle_files import Export, OpenGoing, counsel_files, court_files
from claims.actions.decide_claim import read_desk_facts
from claims.actions.match_claims import latest_judgement
from claims.actions.rematch_claims import always
from claims.errors import Damaged, NotFound, NotNow, Refusal
from claims.model.claim import Claim
from claims.model.matter import Bundle, BundleOrder, BundlePaper, Chosen
from claims.model.vocabulary import BundleStatus, Status
from claims.rules.court_papers import Going
from claims.store.archive import write_bundle
from claims.store.claim_parts import opened, read_claim_file
from claims.store.clock import legal_day, start_of_week
from claims.store.database import UNTIL_DONE
from claims.store.ledger import SERVICE, write_line
from claims.store.seal import seal
from claims.store.sealed_files import FileSealer, recipient_of

BEING_MADE = frozenset({BundleStatus.ORDERED, BundleStatus.EXPORTING})


def export_bundle(
    export: Export, *, bundle_id: str, keys: Mapping[str, str], now: datetime, still_lent: Callable[[], bool] = always
) -> None:
    """The bundle is ready to be collected. Refuses by name (a claim gone, a part damaged, a glyph missing) and keeps nothing then.

    `still_lent` is asked before each claim is opened and before the bundle is kept: False refuses NotNow `errand_ended`.
    """
    key = bytes.fromhex(keys["bundle"])
    with export.database.deed() as session:
        bundle = _being_made(session, bundle_id)
        order = read_order(bundle, key=key)
        bundle.status, bundle.stage = BundleStatus.EXPORTING, "papers"
        session.add(bundle)
    export.vault.delete_folder(bundle.vault_folder)
    paper = build_bundle(export, bundle, order, keys=keys, now=now, still_lent=still_lent)
    try:
        _check_lent(still_lent)
        _keep(export, bundle_id, paper, key=key, now=now)
    except BaseException:
        export.vault.delete_folder(bundle.vault_folder)
        raise


def _being_made(session: Session, bundle_id: str) -> Bundle:
    bundle = session.get(Bundle, bundle_id, with_for_update=UNTIL_DONE, populate_existing=True)
    if bundle is None:
        raise NotFound("bundle")
    if BundleStatus(bundle.status) not in BEING_MADE:
        raise NotNow("bundle_over")
    return bundle


def _keep(export: Export, bundle_id: str, paper: BundlePaper, *, key: bytes, now: datetime) -> None:
    with export.database.deed() as session:
        row = _being_made(session, bundle_id)
        row.status, row.stage = BundleStatus.READY, "ready"
        row.finished = seal(key, paper.model_dump_json().encode(), context=finished_context(row), least=4096)
        session.add(row)
        details = {"sha256": paper.sha256, "size": paper.size}
        write_line(
            session, row.office_id, actor=SERVICE, action="export_bundle", reference=row.id, details=details, now=now
        )


def build_bundle(
    export: Export,
    bundle: Bundle,
    order: BundleOrder,
    *,
    keys: Mapping[str, str],
    now: datetime,
    still_lent: Callable[[], bool] = always,
) -> BundlePaper:
    """Both packages as one sealed file in the vault; the same order gives the same bytes."""
    sealer = FileSealer(
        recipient=recipient_of(order.identity), vault=export.vault, folder=bundle.vault_folder, time=start_of_week(now)
    )
    day = date.fromisoformat(order.day)

    def going() -> Iterator[OpenGoing]:
        return everybody(export, order, keys=keys, still_lent=still_lent)

    facts = {"registry": export.registry.revision, "made_with": export.press.versions(), "number": bundle.number}
    try:
        written = write_bundle(
            sealer,
            court=court_files(export, order, going=going),
            counsel=counsel_files(export, order, going=going),
            day=day,
            facts=facts,
        )
        parts = sealer.finish()
    except BaseException:
        sealer.abandon()
        raise
    name = f"bundle-{order.day}-{bundle.number:03d}.zip"
    return BundlePaper(file_name=name, size=written.size, sha256=written.sha256, parts=parts)


def everybody(
    export: Export, order: BundleOrder, *, keys: Mapping[str, str], still_lent: Callable[[], bool] = always
) -> Iterator[OpenGoing]:
    """Each claimant of the order, opened one at a time. Raises Damaged or NotFound naming the party, NotNow `errand_ended`."""
    for chosen in order.chosen:
        _check_lent(still_lent)
        try:
            with export.database.question() as session:
                one = _open(session, chosen, key=bytes.fromhex(keys[chosen.claim_id]), zone=export.zone)
        except Damaged as damage:
            raise Damaged(damage.reason, **damage.facts, party=chosen.number) from None
        yield one


def _check_lent(still_lent: Callable[[], bool]) -> None:
    """Keys that were taken back at the desk open no further claim, though this process still holds them."""
    if not still_lent():
        raise NotNow("errand_ended")


def _open(session: Session, chosen: Chosen, *, key: bytes, zone: ZoneInfo) -> OpenGoing:
    row = session.get(Claim, chosen.claim_id)
    if row is None or Status(row.status) is Status.WITHDRAWN:
        raise NotFound("claim_gone", party=chosen.number)
    claim = opened(row, key)
    file, _ = read_claim_file(session, claim)
    judgement = latest_judgement(session, claim)
    if judgement is None or file.sent_at is None:
        raise Damaged("claim_part", reference=claim.reference, part="judgement", number=1)
    sent = legal_day(datetime.fromtimestamp(file.sent_at, tz=zone), zone)
    going = Going(
        number=chosen.number,
        reference=claim.reference,
        sent=sent,
        file=file,
        desk=read_desk_facts(session, claim)[0],
        judgement=judgement,
    )
    return OpenGoing(claim=claim, going=going)


def stop_bundle(export: Export, *, bundle_id: str, refusal: Refusal, now: datetime) -> None:
    """The export stopped; `stopped_by` is the reason's code, `stage` the party's number, and nothing half-made remains.

    What exactly was refused stands sealed in the ledger. A bundle that is over already stays as it is.
    """
    with export.database.deed() as session:
        row = session.get(Bundle, bundle_id, with_for_update=UNTIL_DONE, populate_existing=True)
        if row is None or BundleStatus(row.status) not in BEING_MADE:
            return
        row.status, row.stopped_by = BundleStatus.STOPPED, refusal.reason[:48]
        row.stage = str(refusal.facts.get("party", ""))
        session.add(row)
        details = {"reason": refusal.reason, **refusal.facts}
        write_line(
            session, row.office_id, actor=SERVICE, action="stop_bundle", reference=row.id, details=details, now=now
        )
        folder = row.vault_folder
    export.vault.delete_folder(folder)
