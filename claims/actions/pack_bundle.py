"""Pack a bundle: both packages out of the finished shares into one ZIP, sealed part by part; then its record, and the shares may go."""

from collections.abc import Iterator

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from claims.actions.bundle_numbers import read_numbers
from claims.actions.bundle_record import keep_record
from claims.actions.making import Making
from claims.actions.share_reading import Shares
from claims.model.bundle import BundlePaper
from claims.model.bundle_share import BundleShare
from claims.model.counsel_paper import ListedFile
from claims.model.vocabulary import Package, ShareKind
from claims.store.archive import PackageContents, Written, write_bundle
from claims.store.clock import start_of_week
from claims.store.sealed_files import new_identity

MADE = (ShareKind.CLAIMANTS, ShareKind.LISTS, ShareKind.VOLUMES)


def pack_bundle(making: Making, share: BundleShare) -> tuple[BundlePaper, Written]:
    """The finished facts, and what was written. The ZIP lies in the share's folder; the same order gives the same bytes.

    Raises Damaged, NotValid `bundle_path`, NotNow `errand_ended`; what was sealed then is the caller's to destroy.
    """
    shares = Shares(making, MADE)
    order, vault, time = making.order, making.export.vault, start_of_week(making.clock())
    with making.sealer(share.vault_folder) as sealer:
        written = write_bundle(
            sealer,
            court=_contents(shares, Package.COURT),
            counsel=_contents(shares, Package.COUNSEL),
            day=making.day,
            facts=_facts(making),
            signer=Ed25519PrivateKey.from_private_bytes(bytes.fromhex(making.keys["signer"])),
        )
        parts = sealer.finish()
    identity = new_identity()
    numbers = read_numbers(making.bundle, order, vault=vault)
    lists = next(made for _share, made in Shares(making, (ShareKind.LISTS,)).made())
    record = keep_record(
        making.bundle,
        _listed(shares),
        numbers,
        identity=identity,
        vault=vault,
        time=time,
    )
    paper = BundlePaper(
        file_name=f"bundle-{order.day}-{making.bundle.number:03d}.zip",
        size=written.size,
        sha256=written.sha256,
        parts=parts,
        fingerprints=written.fingerprints,
        signer=written.signer,
        record=record,
        record_identity=identity,
        last_page=lists.last_page,
        last_volume=lists.last_volume,
    )
    return paper, written


def _contents(shares: Shares, package: Package) -> PackageContents:
    return PackageContents(listed=lambda: shares.files(package), files=lambda: shares.with_bytes(package))


def _facts(making: Making) -> dict[str, object]:
    """What both manifests say of the making; nothing that only counsel may know."""
    order = making.order
    before = order.supersedes
    return {
        "registry": making.export.registry.revision,
        "made_with": making.export.press.versions(),
        "number": making.bundle.number,
        "mode": order.options.mode,
        "profile": making.profile.code,
        "recipient": order.recipient,
        "supersedes": None
        if before is None
        else {"number": before.number, "day": before.day, "fingerprints": before.fingerprints},
    }


def _listed(shares: Shares) -> Iterator[ListedFile]:
    for package in Package:
        for file in shares.files(package):
            yield ListedFile(package.value, file.path, file.size, file.sha256)
