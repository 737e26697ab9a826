"""Sealed files that belong to nobody go after a week; those of claims, matters and bundles, and new ones, stay."""

from datetime import timedelta

from claims.actions.drop_strange_folders import drop_strange_folders
from claims.model.tables import random_key
from claims.store.clock import start_of_week
from tests.cast import LINH
from tests.make import NOW, MadeOffice
from tests.make_bundles import Court, attach, picture


def test_only_old_folders_that_no_row_names_go(bare_office: MadeOffice) -> None:
    """Last week's stay: an upload may be under way."""
    office = bare_office
    sent = office.send(LINH)
    attach(office, sent.claim, picture())
    ages = {weeks: random_key() for weeks in (0, 1, 2, 9)}
    for weeks, folder in ages.items():
        office.vault.put_part(folder, random_key(), b"x", time=start_of_week(NOW - timedelta(weeks=weeks)))

    assert drop_strange_folders(office.database, vault=office.vault, now=NOW) == 2
    assert {folder for folder, _ in office.vault.folders()} == {sent.claim.vault_folder, ages[0], ages[1]}
    later = NOW + timedelta(weeks=30)
    assert drop_strange_folders(office.database, vault=office.vault, now=later) == 2
    assert {folder for folder, _ in office.vault.folders()} == {sent.claim.vault_folder}
    assert drop_strange_folders(office.database, vault=office.vault, now=later) == 0


def test_what_a_matter_keeps_stays(small_office: MadeOffice) -> None:
    """Shared exhibits lie in the matter's own folder, for as long as the matter."""
    court = Court(small_office)
    small_office.vault.put_part(court.matter.vault_folder, random_key(), b"x", time=0)

    assert drop_strange_folders(small_office.database, vault=small_office.vault, now=NOW) == 0
    assert {folder for folder, _ in small_office.vault.folders()} == {court.matter.vault_folder}
