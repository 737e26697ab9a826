"""Every folder that a row names is known: of a claim, a matter, a bundle with its record, a share of it. And every such column is listed."""

from sqlmodel import SQLModel

from claims.model.bundle import Bundle
from claims.model.bundle_share import BundleShare
from claims.model.tables import random_key
from claims.model.vocabulary import BundleStatus, ShareKind, ShareStatus
from claims.store.all_tables import TABLES
from claims.store.vault_folders import named_folders
from tests.cast import LINH
from tests.make import MadeOffice
from tests.make_bundles import Court

# The folder of a claim that is gone stays named so that it is never restored, and is not there any more.
GONE = {"erasure.vault_folder"}


def bundle_in(court: Court) -> tuple[Bundle, BundleShare]:
    """A bundle with one share, as rows."""
    office_id = court.office.office.id
    bundle = Bundle(
        id=random_key(),
        office_id=office_id,
        matter_id=court.matter.id,
        number=1,
        status=BundleStatus.EXPORTING,
        week="2026-W47",
        vault_folder=random_key(),
        key_wrap=b"",
        order=b"",
    )
    share = BundleShare(
        bundle_id=bundle.id,
        number=1,
        office_id=office_id,
        kind=ShareKind.CLAIMANTS,
        status=ShareStatus.TAKEN,
        vault_folder=random_key(),
        plan=b"",
    )
    with court.office.database.deed() as session:
        session.add(bundle)
        session.flush()
        session.add(share)
    return bundle, share


def test_all_five_kinds_are_named(office: MadeOffice) -> None:
    court = Court(office)
    sent = office.send(LINH)
    bundle, share = bundle_in(court)

    with office.database.question() as session:
        found = named_folders(session.connection())

    assert found == sorted(
        [
            sent.claim.vault_folder,
            court.matter.vault_folder,
            bundle.vault_folder,
            bundle.record_folder,
            share.vault_folder,
        ]
    )


def test_no_column_that_names_a_folder_is_forgotten() -> None:
    """A new table that keeps sealed files is found by its column's name, and is to be listed here and there."""
    columns = {
        f"{table.__tablename__}.{column.name}"
        for table in TABLES
        for column in SQLModel.metadata.tables[str(table.__tablename__)].columns
        if column.name.endswith("_folder")
    }

    assert columns - GONE == {
        "claim.vault_folder",
        "matter.vault_folder",
        "bundle.vault_folder",
        "bundle.record_folder",
        "bundle_share.vault_folder",
    }
