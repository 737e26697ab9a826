"""Time stamps by an authority outside (RFC 3161): that these bytes existed by then. This is where one is asked for and verified."""

from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha512
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from time import monotonic
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from cryptography.x509 import Certificate, load_pem_x509_certificates
from rfc3161_client import (
    HashAlgorithm,
    TimestampRequestBuilder,
    TimeStampResponse,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from claims.errors import StartRefused
from claims.store.anchors import DOES_NOT_FIT, KEPT, NOT_REACHED, REFUSED

PATIENCE = 20
MOST_BYTES = 128 * 1024
GRANTED = 0
ASK = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}


@dataclass(frozen=True)
class Stamped:
    """What came of asking: the outcome, and the authority's answer where there is one (DER, RFC 3161)."""

    outcome: str
    token: bytes | None = None


def ask_for_timestamp(statement: bytes, *, url: str, roots: Path | None) -> Stamped:
    """Ask the authority at `url` to stamp SHA-512 of the statement. With `roots` the answer is verified before it is kept."""
    request = TimestampRequestBuilder().data(statement).hash_algorithm(HashAlgorithm.SHA512).build()
    asked = Request(url, data=request.as_bytes(), headers=ASK)  # noqa: S310 -- settings take http and https alone
    try:
        with urlopen(asked, timeout=PATIENCE) as answer:  # noqa: S310 -- as above
            token = _read_in_time(answer)
    except HTTPError as refusal:
        refusal.close()
        return Stamped(REFUSED)
    except (OSError, HTTPException, ValueError):
        return Stamped(NOT_REACHED)
    found = _decoded(token)
    if found is None:
        return Stamped(REFUSED)
    fits = found.tst_info.nonce == request.nonce and _stamps(found, statement)
    return Stamped(KEPT, token) if fits and _trusted(token, statement, roots) else Stamped(DOES_NOT_FIT)


def _read_in_time(answer: HTTPResponse) -> bytes:
    """At most MOST_BYTES within PATIENCE seconds in all: an answer that trickles must not hold the worker."""
    until, read = monotonic() + PATIENCE, b""
    while len(read) < MOST_BYTES and (more := answer.read1(MOST_BYTES - len(read))):
        read += more
        if monotonic() > until:
            raise TimeoutError
    return read


def stamped_at(token: bytes, statement: bytes, *, roots: list[Certificate]) -> datetime | None:
    """When the statement was stamped, by an authority that one of these certificates vouches for; None where it does not fit."""
    found = _decoded(token)
    if found is None:
        return None
    own = [each for each in roots if each.issuer == each.subject]
    between = [each for each in roots if each.issuer != each.subject]
    try:
        VerifierBuilder(roots=own, intermediates=between).build().verify_message(found, statement)
    except (VerificationError, ValueError):
        return None
    return found.tst_info.gen_time.astimezone(UTC)


def read_roots(path: Path) -> list[Certificate]:
    """The certificates of a PEM file. Raises StartRefused where there are none."""
    try:
        return load_pem_x509_certificates(path.read_bytes())
    except (OSError, ValueError):
        raise StartRefused(f"CLAIMS_TIMESTAMP_ROOTS is '{path}', which holds no certificates in PEM.") from None


def _decoded(token: bytes) -> TimeStampResponse | None:
    """The answer with its stamp; None for bytes that are none, and for an authority's no."""
    try:
        found = decode_timestamp_response(token)
        return found if found.status == GRANTED and found.tst_info else None
    except ValueError:
        return None


def _trusted(token: bytes, statement: bytes, roots: Path | None) -> bool:
    try:
        return roots is None or stamped_at(token, statement, roots=read_roots(roots)) is not None
    except StartRefused:  # it was there at the start and is not any more: the worker goes on, doctor names it
        return False


def _stamps(found: TimeStampResponse, statement: bytes) -> bool:
    return bool(found.tst_info.message_imprint.message == sha512(statement).digest())
