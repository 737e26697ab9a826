"""What a seizure shows of keys and settings: where each key lies, under what, and what the environment gives away.

A setting or a column of key material that is not named here fails the tests and `claims seizure-report --check`. This is where
it is listed which key opens what, and why it is useless cold.
"""

from collections.abc import Iterator

from claims.settings import KNOWN
from claims.store.clear_columns import CLEAR_COLUMNS

# Key: the columns it lies in (none: nowhere on a disk), under what it lies there, what it opens.
KEYS: dict[str, tuple[tuple[str, ...], str, str]] = {
    "host key": (
        (),
        "in memory-backed storage, gone with the service",
        "sessions and errands, with a cookie or a worker",
    ),
    "worker's private key": ((), "in the worker's memory, gone with it", "the errands lent to it"),
    "receipt code": ((), "on the claimant's paper", "one claim"),
    "session cookie": ((), "in one browser, gone with it", "one session, with the host key"),
    "seven words": (
        ("member.salt", "member.next_salt"),
        "in a member's head or on paper; the salt is no secret",
        "that member's private key",
    ),
    "member's private key": (
        ("member.locked_key", "member.next_key"),
        "under seven words (77 bits) and Argon2id",
        "what was handed to the member",
    ),
    "authenticator's secret": (("member.second_factor",), "under the member's key", "the door, nothing sealed"),
    "name of a passkey": (("passkey.label",), "under the member's key", "nothing"),
    "office's private key": (
        ("key_wrap.wrapped", "recovery_wrap.wrapped", "office_key.archived"),
        "under the keys of members who triage or lead, the recovery key, the key that followed it",
        "every claim that was sent, and the office's other keys",
    ),
    "matter's private key": (
        ("key_wrap.wrapped", "recovery_wrap.wrapped"),
        "under the keys of its counsel, and the recovery key",
        "the claims chosen for it and its bundles",
    ),
    "reading key": (("office.reading_wrap",), "under the office's key", "every claim that was opened once"),
    "card key": (("office.card_wrap",), "under the office's key", "the shards of cards and trips"),
    "claim key": (
        ("claim_wrap.wrapped",),
        "under receipt, office, reading key, matters",
        "one claim with its files",
    ),
    "bundle key": (("bundle.key_wrap",), "under the matter's key", "one bundle"),
    "recovery key": ((), "in shares on sheets of paper", "the office's key and matters' keys"),
    "period key": (
        (),
        "in the folders of CLAIMS_PERIOD_KEYS, for 35 days",
        "the backups of one week, sealed as they are",
    ),
    "voucher": (
        ("worker.vouched", "errand.vouched"),
        "made with the host key; says that a row is ours",
        "nothing",
    ),
}

SETTINGS: dict[str, tuple[str, str]] = {
    "CLAIMS_FOLDER": ("public", "where the office lies"),
    "CLAIMS_DATABASE_URL": (
        "key material",
        "where the database lies, perhaps its password: it leads to the columns listed here",
    ),
    "CLAIMS_RUNTIME": ("public", "where the host key lay while the service ran"),
    "CLAIMS_DISCLOSURES": ("public", "where the published disclosure files lie"),
    "CLAIMS_TIMEZONE": ("public", "the zone of legal days"),
    "CLAIMS_HOSTS": ("public", "the names of the service"),
    "CLAIMS_SECURE": ("public", "that TLS or an onion address stands in front"),
    "CLAIMS_ONION": ("public", "its onion address"),
    "CLAIMS_BACKUPS": ("public", "where backups lie"),
    "CLAIMS_PERIOD_KEYS": ("public", "where the keys of the last 35 days of backups lie: keep that place apart"),
    "CLAIMS_ANCHOR_FILE": ("public", "where heads of the ledger are written to"),
    "CLAIMS_ANCHOR_MAIL": ("public", "to whom heads of the ledger are mailed"),
    "CLAIMS_MAIL_SERVER": ("public", "by which server"),
    "CLAIMS_MAIL_SENDER": ("public", "from which address"),
    "CLAIMS_TIMESTAMP_URL": ("public", "which authority stamps heads of the ledger"),
    "CLAIMS_TIMESTAMP_ROOTS": ("public", "with which certificates its stamps are verified"),
}


def unlisted_settings() -> list[str]:
    """Settings that are not on the list, and names on the list that are no settings."""
    return sorted(set(KNOWN) ^ set(SETTINGS))


def unlisted_keys() -> list[str]:
    """Columns of key material that no key on the list explains, and columns named there that hold none."""
    explained = {column for columns, _, _ in KEYS.values() for column in columns}
    return sorted(explained ^ {name for name, (kind, _) in CLEAR_COLUMNS.items() if kind == "key material"})


def key_lines() -> Iterator[str]:
    """The report as text: each key, where it lies, what it opens; each setting, and what it reveals."""
    width = max(map(len, (*KEYS, *SETTINGS)))
    for name, (columns, under, opens) in KEYS.items():
        where = f" ({', '.join(columns)})" if columns else ""
        yield f"{'key':<13} {name:<{width}}  {under}{where}; opens {opens}"
    for name, (kind, reveals) in SETTINGS.items():
        yield f"{'setting':<13} {name:<{width}}  {kind}: {reveals}"
