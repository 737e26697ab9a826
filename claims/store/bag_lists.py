"""What stands in the lists of a bag: manifests, manifest.json, bag-info.txt, each line by line. This is where lists are worded.

manifest.json has one file a line, so that 1.5 million of them can be read as they are written: one after the other.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from claims.store.bag_files import ListedFile

FORMAT = 2
BAGIT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


def manifest_lines(listed: Iterable[ListedFile], *, algorithm: str) -> Iterator[bytes]:
    """`fingerprint  path` of each payload file, for sha256sum and sha512sum."""
    for file in listed:
        yield f"{getattr(file, algorithm)}  data/{file.path}\n".encode()


def tag_lines(fingerprints: Mapping[str, str]) -> bytes:
    """The same for the files beside the payload: fingerprint by path."""
    return "".join(f"{digest}  {path}\n" for path, digest in sorted(fingerprints.items())).encode()


def bag_about(*, package: str, day: date, size: int, count: int, signer: str) -> bytes:
    """bag-info.txt; `signer` is the public key (hex), "" for a package that is not signed."""
    lines = {
        "Bagging-Date": day.isoformat(),
        "External-Description": f"{package} package",
        "Payload-Oxum": f"{size}.{count}",
        **({"Signer-Ed25519": signer} if signer else {}),
    }
    return "".join(f"{name}: {value}\n" for name, value in lines.items()).encode()


def manifest_json(
    listed: Iterable[ListedFile],
    *,
    package: str,
    packages: Iterable[str],
    day: date,
    facts: Mapping[str, object],
    signer: str,
) -> Iterator[bytes]:
    """manifest.json: what the package is, what made it, who signed it, then what each file is, one a line."""
    about = {
        "format": FORMAT,
        "package": package,
        "packages": list(packages),
        "day": day.isoformat(),
        "facts": facts,
        "signed": bool(signer),
        "signer": signer,
    }
    yield json.dumps(about, ensure_ascii=False, indent=1, sort_keys=True)[:-2].encode() + b',\n "files": [\n'
    between = b""
    for file in listed:
        yield between + _row(file)
        between = b",\n"
    yield b"\n ]\n}\n"


def _row(file: ListedFile) -> bytes:
    row = {
        "path": f"data/{file.path}",
        "size": file.size,
        "sha256": file.sha256,
        "sha512": file.sha512,
        "what": file.what,
    }
    return json.dumps(row, ensure_ascii=False).encode()
