"""What lies beside a bundle: time stamps, the authority's certificates and how to check them, as a small ZIP, or a clear word that there
is no stamp yet. Beside and not inside: a stamp is got after the bundle is closed, and the bundle stays as it is, byte for byte.
This is where it is packed.
"""

import io
from collections.abc import Iterable, Mapping
from datetime import date

from claims.model.vocabulary import Package
from claims.store.file_digests import measured
from claims.store.stamp_words import HOW_TO_CHECK_STAMPS, NOT_TIMESTAMPED
from claims.store.stored_zip import StoredZip


def beside_zip(tokens: Mapping[str, bytes], *, chain: bytes, day: date) -> bytes:
    """court.tsr and counsel.tsr as far as there are, chain.pem unless it is empty, README.txt; NOT-TIMESTAMPED.txt where one is missing.

    The same tokens, chain and day (the bundle's) give the same bytes.
    """
    files = {f"{package}.tsr": tokens[package] for package in Package if package in tokens}
    missing = [package.value for package in Package if package not in tokens]
    if files and chain:
        files["chain.pem"] = chain
    if files:
        files["README.txt"] = HOW_TO_CHECK_STAMPS.encode()
    if missing:
        files["NOT-TIMESTAMPED.txt"] = NOT_TIMESTAMPED.format(packages=", ".join(missing)).encode()
    return _zipped(files.items(), day=day)


def _zipped(files: Iterable[tuple[str, bytes]], *, day: date) -> bytes:
    target, there = io.BytesIO(), list(files)
    archive = StoredZip(target, day=day)
    for name, content in there:
        archive.put(name, (content,), size=len(content), crc32=measured((content,)).crc32)
    archive.finish((name, len(content)) for name, content in there)
    return target.getvalue()
