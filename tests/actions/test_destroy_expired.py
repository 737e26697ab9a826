"""What has outlived its week is destroyed, rows and files; what has not stays, and sent claims leave a line."""

from datetime import UTC, datetime, timedelta

from sqlmodel import select

from claims.actions.bundle_shares import destroy_shares, take_share
from claims.actions.destroy_expired import destroy_expired
from claims.actions.draft_claim import change_file
from claims.model.bundle import Bundle
from claims.model.bundle_share import BundleShare
from claims.model.claim import Claim, ClaimPart, ClaimWrap
from claims.model.ledger import LedgerLine
from claims.model.tables import random_key
from claims.model.triage import TriageEvent
from claims.model.vocabulary import BundleStatus
from claims.rules.retention import CLAIM_WEEKS, DRAFT_WEEKS, limits_week
from claims.store.clock import seconds, week_of
from tests.cast import LINH
from tests.make import NOW, MadeOffice
from tests.make_bundles import Court, attach, picture


def destroy(office: MadeOffice, *, weeks: int) -> int:
    """What is over after so many weeks."""
    with office.database.deed() as session:
        return destroy_expired(session, office.office.id, vault=office.vault, now=NOW + timedelta(weeks=weeks))


def claims(office: MadeOffice) -> set[str]:
    """Claims of which anything is there: a row of any table, or a file."""
    with office.database.question() as session:
        rows = {row.id for row in session.exec(select(Claim))}
        rows |= {row.claim_id for table in (ClaimPart, ClaimWrap, TriageEvent) for row in session.exec(select(table))}
    return rows


def test_drafts_and_claims_go_in_their_week(bare_office: MadeOffice) -> None:
    """Not a week before; files with them."""
    _, draft = bare_office.draft(LINH)
    attach(bare_office, draft, picture())
    sent = bare_office.send(LINH)
    attach(bare_office, sent.claim, picture())
    assert destroy(bare_office, weeks=DRAFT_WEEKS) == 0
    assert destroy(bare_office, weeks=DRAFT_WEEKS + 1) == 1
    assert claims(bare_office) == {sent.claim.id}
    assert list(bare_office.vault.list(draft.vault_folder)) == []
    assert list(bare_office.vault.list(sent.claim.vault_folder))

    last_limit = limits_week(bare_office.registry)
    assert week_of(NOW + timedelta(weeks=CLAIM_WEEKS)) < last_limit
    for weeks in range(CLAIM_WEEKS, CLAIM_WEEKS + 60):
        over = week_of(NOW + timedelta(weeks=weeks)) > last_limit
        assert destroy(bare_office, weeks=weeks) == int(over)
        if over:
            break
    assert claims(bare_office) == set()
    assert [path for path in bare_office.vault.root.rglob("*") if path.is_file()] == []
    with bare_office.database.question() as session:
        lines = session.exec(select(LedgerLine).where(LedgerLine.action == "expire")).all()
    assert [line.reference for line in lines] == [sent.claim.reference]


def test_a_draft_that_is_gone_on_with_stays(bare_office: MadeOffice) -> None:
    """Each page that is saved begins the weeks anew."""
    _, draft = bare_office.draft(LINH)
    with bare_office.database.deed() as session:
        change_file(session, draft, change=lambda file: file, now=NOW + timedelta(weeks=10))

    assert destroy(bare_office, weeks=DRAFT_WEEKS + 5) == 0
    assert destroy(bare_office, weeks=DRAFT_WEEKS + 11) == 1


def test_half_made_bundles_that_were_stopped_leave_nothing(small_office: MadeOffice) -> None:
    """Whoever stopped them; one that is being made and one that is ready stay as they are."""
    office, court = small_office, Court(small_office)
    court.choose(office.send(LINH))
    with office.worker() as worker:
        bundles = {each: court.order() for each in ("stopped", "exporting", "ready")}
        with office.database.deed() as session:
            for status, bundle in bundles.items():
                share = take_share(
                    session, bundle.id, worker_id=worker.id, vault=office.vault, now=seconds(datetime.now(UTC))
                )
                assert share
                office.vault.put_part(share.vault_folder, random_key(), b"half", time=0)
                session.get_one(Bundle, bundle.id).status = BundleStatus(status)
                if status == "ready":  # what a finished bundle keeps
                    destroy_shares(session, bundle.id, vault=office.vault, keep=share.vault_folder)
        assert destroy(office, weeks=0) == 0
        with office.database.question() as session:
            shares = {share.bundle_id for share in session.exec(select(BundleShare))}

    assert shares == {bundles["exporting"].id}
    kept = {court.row(bundle).record_folder: status for status, bundle in bundles.items()}
    there = {kept[folder] for folder, _time in office.vault.folders() if folder in kept}
    assert there == {"exporting", "ready"}
