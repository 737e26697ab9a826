"""Archive: a court package and a counsel package as two BagIt 1.0 bags (RFC 8493) in one ZIP, the same bytes for the same order.

This is where a bundle becomes one file that proves itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from claims.model.vocabulary import Package
from claims.store.bag_files import BagFile, PackageContents
from claims.store.bag_writer import BagWriter
from claims.store.bundle_signing import public_hex
from claims.store.stored_zip import StoredZip, Writable

__all__ = ["BagFile", "PackageContents", "Written", "write_bundle"]


@dataclass(frozen=True)
class Written:
    """What was written: SHA-256 and size of the ZIP, number of payload files; by package its tagmanifest-sha256.txt.

    That file covers everything in its package: it is what is signed and stamped. `signer` is the public key (hex), "" for none.
    """

    sha256: str
    size: int
    files: int
    statements: Mapping[str, bytes]
    signer: str

    @property
    def fingerprints(self) -> dict[str, str]:
        """By package the SHA-256 of its tagmanifest-sha256.txt."""
        return {package: sha256(statement).hexdigest() for package, statement in self.statements.items()}


def write_bundle(
    target: Writable,
    *,
    court: PackageContents,
    counsel: PackageContents,
    day: date,
    facts: Mapping[str, object],
    signer: Ed25519PrivateKey | None,
) -> Written:
    """Write both packages as one ZIP into `target`; the same contents, day, facts and signer give the same bytes.

    `facts` stand in both manifests (versions of tools, fonts and templates, what was ordered), so nothing that only counsel
    may see may be in them. `day` not before 1980. Memory does not grow with files but by 12 bytes each.
    Raises NotValid `bundle_path`, `bundle_path_twice`; Damaged `bundle_file` (bytes that are not what is listed), `bundle_list`.
    """
    archive = StoredZip(target, day=day)
    both, statements = {Package.COURT: court, Package.COUNSEL: counsel}, {}
    packages = tuple(package.value for package in both)
    bags = []
    for package, contents in both.items():
        bag = BagWriter(archive, package.value, packages, contents, day, facts, signer)
        statements[package.value] = bag.pack()
        bags.append(bag)
    archive.finish(name for bag in bags for name in bag.names())
    return Written(
        sha256=archive.sha256,
        size=archive.size,
        files=sum(bag.files for bag in bags),
        statements=statements,
        signer=public_hex(signer) if signer else "",
    )
