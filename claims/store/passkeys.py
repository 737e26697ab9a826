"""Passkeys (WebAuthn): what a browser is asked, and whether its answer holds. This is where the library for them is spoken to.

A challenge is made and known again without being kept: 16 random bytes, the time, and an HMAC under the host key over both and
the browser's door. A passkey stands for the authenticator's code; the seven words stay, for they are what opens the key.
"""

import hmac
import json
import secrets
from dataclasses import dataclass
from hashlib import sha256

from webauthn import (
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url, parse_authentication_credential_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from claims.model.staff import Passkey
from claims.store.host_key import HostKey
from claims.store.seal import context

CHALLENGE_SECONDS = 5 * 60
_RANDOM, _TIME, _MAC = 16, 8, 32


@dataclass(frozen=True)
class Party:
    """Who asks: the host's name, and the origins its pages may have."""

    host: str
    origins: tuple[str, ...]


@dataclass(frozen=True)
class MadePasskey:
    """What a browser registered: the credential's name, its public key (COSE), and its counter."""

    credential: bytes
    public_key: bytes
    sign_count: int


@dataclass(frozen=True)
class UsedPasskey:
    """A passkey of ours whose answer holds: its row, the counter it had, and the one it has now."""

    row_id: str
    before: int
    now: int


def make_challenge(host_key: HostKey, *, door: str, now: int) -> str:
    """A challenge for this browser, good for CHALLENGE_SECONDS from `now` (UTC seconds); base64url."""
    plain = secrets.token_bytes(_RANDOM) + now.to_bytes(_TIME, "big")
    return bytes_to_base64url(plain + _mac(host_key, door, plain))


def challenge_ends(host_key: HostKey, challenge: str, *, door: str, now: int) -> int:
    """Until when this challenge is good (UTC seconds); 0 for one that is too old, of another browser, or not ours."""
    try:
        whole = base64url_to_bytes(challenge)
    except ValueError:
        return 0
    if bytes_to_base64url(whole) != challenge:
        return 0  # another spelling of the same bytes would be good a second time
    plain, mac = whole[:-_MAC], whole[-_MAC:]
    if len(plain) != _RANDOM + _TIME or not hmac.compare_digest(mac, _mac(host_key, door, plain)):
        return 0
    made = int.from_bytes(plain[_RANDOM:], "big")
    return made + CHALLENGE_SECONDS if made <= now <= made + CHALLENGE_SECONDS else 0


def registration_options(party: Party, *, challenge: str, member_id: str, sign_in_name: str, known: list[bytes]) -> str:
    """What the browser is told to make a passkey by, as JSON; passkeys this member has already are left out."""
    options = generate_registration_options(
        rp_id=party.host,
        rp_name=party.host,
        user_id=bytes.fromhex(member_id),
        user_name=sign_in_name,
        challenge=base64url_to_bytes(challenge),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.PREFERRED
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(id=each) for each in known],
    )
    return str(options_to_json(options))


def read_registration(party: Party, answer: str, *, challenge: str) -> MadePasskey | None:
    """What was registered, or None where the answer does not hold."""
    try:
        found = verify_registration_response(
            credential=answer,
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=party.host,
            expected_origin=list(party.origins),
        )
    except (WebAuthnException, ValueError, TypeError, KeyError):
        return None
    return MadePasskey(
        credential=found.credential_id, public_key=found.credential_public_key, sign_count=found.sign_count
    )


def read_use(party: Party, answer: str, *, challenge: str, passkeys: list[Passkey]) -> UsedPasskey | None:
    """Which of these passkeys answered, or None where none did or the answer does not hold; a counter must have grown."""
    try:
        named = parse_authentication_credential_json(answer).raw_id
        row = next(each for each in passkeys if each.credential == named)
        found = verify_authentication_response(
            credential=json.loads(answer),
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=party.host,
            expected_origin=list(party.origins),
            credential_public_key=row.public_key,
            credential_current_sign_count=row.sign_count,
        )
    except (WebAuthnException, StopIteration, ValueError, TypeError, KeyError):
        return None
    return UsedPasskey(row_id=row.id, before=row.sign_count, now=found.new_sign_count)


def _mac(host_key: HostKey, door: str, plain: bytes) -> bytes:
    key = host_key.for_purpose("passkey challenge")
    return hmac.new(key, context("passkey challenge", door, plain.hex()), sha256).digest()
