"""What a share made is kept sealed beside its streams, and opens in its own place alone."""

from pathlib import Path

import pytest

from claims.errors import Damaged
from claims.model.bundle_share import BundleShare
from claims.model.made_bundle import MadeDocument
from claims.model.tables import random_key
from claims.model.vocabulary import Package
from claims.store.seal import new_key
from claims.store.sealed_files import FileSealer, new_identity, recipient_of
from claims.store.share_made import ShareMade, keep_made, read_made, read_rows
from claims.store.share_streams import ShareStream
from claims.store.vault import FolderVault

KEY, IDENTITY = new_key(), new_identity()


@pytest.fixture
def vault(tmp_path: Path) -> FolderVault:
    return FolderVault(tmp_path / "vault")


def share(number: int = 1) -> BundleShare:
    return BundleShare(
        bundle_id="b" * 32,
        number=number,
        office_id="o",
        kind="claimants",
        status="taken",
        vault_folder=random_key(),
        plan=b"",
    )


def made_in(vault: FolderVault, folder: str) -> ShareMade:
    """One file in each package."""
    streams = [
        ShareStream(FileSealer(recipient=recipient_of(IDENTITY), vault=vault, folder=folder, time=0)) for _ in range(2)
    ]
    court, counsel = streams
    court.add("10-statements/a.pdf", b"for the court", what="a statement")
    counsel.add("20-claims/a.json", b"for counsel", what="a claim")
    document = MadeDocument(path="10-statements/a.pdf", section="statements", title="Nguyen Thi Linh", pages=1)
    return ShareMade(
        court=tuple(court.files),
        counsel=tuple(counsel.files),
        court_parts=court.finish(),
        counsel_parts=counsel.finish(),
        documents=(document,),
    )


def test_what_was_kept_is_read_again_with_the_streams_of_both_packages(vault: FolderVault) -> None:
    row = share()
    made = made_in(vault, row.vault_folder)
    row.made = keep_made(row, made, key=KEY, identity=IDENTITY, vault=vault, time=0)
    read = read_made(row, key=KEY, identity=IDENTITY, vault=vault)

    assert read == made
    content = {
        package: read.stream(package, identity=IDENTITY, vault=vault, folder=row.vault_folder).whole(
            read.files(package)[0]
        )
        for package in Package
    }
    assert content == {Package.COURT: b"for the court", Package.COUNSEL: b"for counsel"}
    assert not [name for name in vault.list(row.vault_folder) if b"Thi Linh" in vault.open_part(row.vault_folder, name)]
    for rows in ("court", "counsel", "documents", "parties", "exhibits", "claimants"):
        found = read_rows(row, rows, key=KEY, identity=IDENTITY, vault=vault)
        assert found == getattr(made, rows)


def test_in_another_share_it_does_not_open(vault: FolderVault) -> None:
    """Another number, another bundle, another key; a part of it gone."""
    row = share()
    row.made = keep_made(row, made_in(vault, row.vault_folder), key=KEY, identity=IDENTITY, vault=vault, time=0)
    for number, bundle_id, key in ((2, row.bundle_id, KEY), (1, "c" * 32, KEY), (1, row.bundle_id, new_key())):
        other = share(number)
        other.bundle_id, other.made, other.vault_folder = bundle_id, row.made, row.vault_folder
        with pytest.raises(Damaged):
            read_made(other, key=key, identity=IDENTITY, vault=vault)
        with pytest.raises(Damaged):
            read_rows(other, "documents", key=key, identity=IDENTITY, vault=vault)
    vault.delete_folder(row.vault_folder)
    with pytest.raises(Damaged, match="file_part"):
        read_made(row, key=KEY, identity=IDENTITY, vault=vault)


def test_what_is_no_share_is_damaged_and_not_quoted(vault: FolderVault) -> None:
    row = share()
    wrong = ShareMade.model_construct(court=("Q-secret",))
    with pytest.warns(UserWarning, match="serialized value"):
        row.made = keep_made(row, wrong, key=KEY, identity=IDENTITY, vault=vault, time=0)
    with pytest.raises(Damaged, match="bundle_part") as damaged:
        read_made(row, key=KEY, identity=IDENTITY, vault=vault)
    assert "Q-secret" not in f"{damaged.value!r}{damaged.value.facts}{damaged.value.__cause__!r}"
