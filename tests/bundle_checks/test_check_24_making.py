"""24. While a bundle is made its stage and count are told; taken up again it ends with the same bytes; cancelled, nothing of it is left.

How fast it is, and in how little memory, is measured by `benchmarks/bundles.py`; what a killed process leaves is tried in
tests/actions/test_bundle_killed.py.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from claims.actions import assemble_bundle as assembling
from claims.actions.bundle_shares import Progress, progress
from claims.actions.cancel_bundle import CANCELLED, cancel_bundle
from claims.actions.run_errands import run_errands
from claims.errors import NotNow
from claims.model.bundle import Bundle
from claims.model.vocabulary import BundleStatus, ShareKind
from claims.store.vault import FolderVault
from tests.bundle_copies import copied, lend, make_again
from tests.whole_bundle import FullMatter


class Watched(FolderVault):
    """A vault that tells somebody before each part is put."""

    def __init__(self, root: Path, *, told: Callable[[int], None]) -> None:
        super().__init__(root)
        self.told, self.put = told, 0

    def put_part(self, folder: str, name: str, sealed: bytes, *, time: int) -> None:
        """Tell how many were put before, then put it."""
        self.told(self.put)
        self.put += 1
        super().put_part(folder, name, sealed, time=time)


@pytest.fixture
def ordering(matter: FullMatter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FullMatter:
    """A copy of the matter where a share has three claimants."""
    monkeypatch.setattr(assembling, "SHARE", 3)
    return copied(matter, tmp_path / "office")


def made_while(court: FullMatter, told: Callable[[Bundle, int], None], *, bundle: Bundle | None = None) -> Bundle:
    """The bundle, made by a worker while somebody looks on."""
    office = court.office
    with office.worker() as worker:
        row = bundle or court.order()
        if bundle:
            lend(court, row)
        vault = Watched(office.vault.root, told=lambda put: told(row, put))
        run_errands(replace(office.export, vault=vault), worker, host_key=office.host_key)
    return row


def test_its_stage_and_count_only_go_forward(ordering: FullMatter) -> None:
    """Claimants share by share, then the lists, a volume, the packing; what is shown at the desk never runs back."""
    seen: list[Progress] = []

    def look(bundle: Bundle, _put: int) -> None:
        with ordering.office.database.question() as session:
            found = progress(session, bundle.id)
        assert found is not None
        seen.append(found)

    bundle = made_while(ordering, look)

    kinds = list(dict.fromkeys(one.kind for one in seen))
    assert kinds == [ShareKind.CLAIMANTS, ShareKind.LISTS, ShareKind.VOLUMES, ShareKind.PACKING]
    counted = [one.made for one in seen if one.kind is ShareKind.CLAIMANTS]
    assert counted == sorted(counted)
    assert set(counted) == {0, 1, 2}
    assert {one.of for one in seen if one.kind is ShareKind.CLAIMANTS} == {3}
    assert ordering.row(bundle).status == BundleStatus.READY


@pytest.mark.parametrize("at", [0, 3, 9])
def test_cancelled_at_any_point_nothing_of_it_is_left(ordering: FullMatter, at: int) -> None:
    """No part of it in the vault, no share, no lent key; what was never finished is collected by nobody."""
    office, before = ordering.office, everything_sealed(ordering)

    def cancel(bundle: Bundle, put: int) -> None:
        if put == at:
            with office.database.deed() as session:
                cancel_bundle(session, bundle.id, vault=office.vault, actor=ordering.park.actor, now=office.now)

    bundle = made_while(ordering, cancel)

    assert (ordering.row(bundle).status, ordering.row(bundle).stopped_by) == (BundleStatus.STOPPED, CANCELLED)
    with office.database.question() as session:
        assert progress(session, bundle.id) is None
    with pytest.raises(NotNow, match="not_ready"):
        ordering.collect(bundle)
    assert everything_sealed(ordering) == before


def everything_sealed(court: FullMatter) -> set[tuple[str, str]]:
    """Every part in the vault."""
    vault = court.office.vault
    return {(folder, name) for folder, _time in vault.folders() for name in vault.list(folder)}


@pytest.mark.parametrize("at", [8])
def test_keys_taken_back_and_lent_again_it_goes_on_to_the_same_bytes(
    ordering: FullMatter, tmp_path: Path, at: int
) -> None:
    """What was made is kept; the whole is what an undisturbed worker makes of the same order."""

    def taken_back(_bundle: Bundle, put: int) -> None:
        if put == at:
            raise NotNow("errand_ended")

    bundle = made_while(ordering, taken_back)
    undisturbed = copied(ordering, tmp_path / "undisturbed")
    assert ordering.row(bundle).status == BundleStatus.EXPORTING

    made_while(ordering, lambda _bundle, _put: None, bundle=bundle)
    with undisturbed.office.database.deed() as session:
        session.connection().exec_driver_sql("UPDATE bundle_share SET status = 'waiting' WHERE kind = 'claimants'")
    assert ordering.paper(bundle).sha256 == make_again(undisturbed, bundle).sha256
