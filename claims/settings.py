"""Settings: frozen, read once from the environment, refusing nonsense by the variable's name. This is where every CLAIMS_ variable is named."""

import hashlib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from claims.errors import StartRefused

ROOT = Path(__file__).resolve().parent.parent
_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\]")


@dataclass(frozen=True)
class Settings:
    """Where the office lives and how its doors stand. Paths are absolute; `hosts` are allowed Host headers without port."""

    folder: Path
    database_url: str
    runtime: Path
    disclosures: Path
    timezone: ZoneInfo
    hosts: tuple[str, ...]
    secure: bool
    loopback: bool
    onion: str
    backups: Path | None
    period_keys: tuple[Path, ...]
    anchor_file: Path | None
    anchor_mail: tuple[str, ...]
    mail_server: str
    mail_sender: str
    timestamp_url: str
    timestamp_roots: Path | None

    @property
    def vault(self) -> Path:
        return self.folder / "vault"

    @property
    def fonts(self) -> Path:
        return self.folder / "fonts"


KNOWN = {
    "CLAIMS_FOLDER": "the office's own folder (database, vault, fonts)",
    "CLAIMS_DATABASE_URL": "sqlite:///… or postgresql+psycopg://…; by default office.sqlite in the office's folder",
    "CLAIMS_RUNTIME": "a memory-backed folder for the host key; by default below /dev/shm",
    "CLAIMS_DISCLOSURES": "the folder of disclosure files",
    "CLAIMS_TIMEZONE": "the zone of legal days; by default Asia/Seoul",
    "CLAIMS_HOSTS": "allowed host names, separated by commas; by default 127.0.0.1,localhost,[::1]",
    "CLAIMS_SECURE": "yes where TLS or an onion address stands in front; by default no",
    "CLAIMS_ONION": "the onion address of this service, such as abc….onion; told to Tor Browser, and an allowed host",
    "CLAIMS_BACKUPS": "the folder backups are made in, best on another disk; by default none are made",
    "CLAIMS_PERIOD_KEYS": "folders for the weekly keys that open backups, separated by colons, none below CLAIMS_BACKUPS",
    "CLAIMS_ANCHOR_FILE": "a file outside this machine's reach (mounted, append-only) that signed heads of the ledger are written to",
    "CLAIMS_ANCHOR_MAIL": "addresses that signed heads of the ledger are mailed to, separated by commas",
    "CLAIMS_MAIL_SERVER": "host:port of the mail server on this machine or network that takes those mails",
    "CLAIMS_MAIL_SENDER": "the address those mails come from",
    "CLAIMS_TIMESTAMP_URL": "the address of a time-stamping authority (RFC 3161)",
    "CLAIMS_TIMESTAMP_ROOTS": "a PEM file with the certificates that its answers are verified with",
}


def read_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the environment. Raises StartRefused naming the variable, what it holds and what would be accepted."""
    given = dict(os.environ if environ is None else environ)
    for name in sorted(given):
        if name.startswith("CLAIMS_") and name not in KNOWN and not name.startswith("CLAIMS_DEEP_"):
            raise StartRefused(f"{name} is not a setting of this service. Known: {', '.join(sorted(KNOWN))}.")
    folder = _folder("CLAIMS_FOLDER", given.get("CLAIMS_FOLDER", "office"))
    onion = _onion(given.get("CLAIMS_ONION", ""))
    hosts = _hosts(given.get("CLAIMS_HOSTS", "127.0.0.1,localhost,[::1]"))
    backups = _folder("CLAIMS_BACKUPS", given["CLAIMS_BACKUPS"]) if given.get("CLAIMS_BACKUPS") else None
    return Settings(
        folder=folder,
        database_url=_database_url(given.get("CLAIMS_DATABASE_URL", ""), folder),
        runtime=_runtime(given.get("CLAIMS_RUNTIME", ""), folder),
        disclosures=_existing("CLAIMS_DISCLOSURES", given.get("CLAIMS_DISCLOSURES", ""), ROOT / "disclosures"),
        timezone=_timezone(given.get("CLAIMS_TIMEZONE", "Asia/Seoul")),
        hosts=(*hosts, onion) if onion else hosts,
        secure=_yes_or_no("CLAIMS_SECURE", given.get("CLAIMS_SECURE", "no")),
        loopback=all(h in {"127.0.0.1", "localhost", "[::1]"} for h in hosts) and not onion,
        onion=onion,
        backups=backups,
        period_keys=_period_keys(given.get("CLAIMS_PERIOD_KEYS", ""), backups=backups),
        anchor_file=_file("CLAIMS_ANCHOR_FILE", given.get("CLAIMS_ANCHOR_FILE", "")),
        anchor_mail=_mail_addresses("CLAIMS_ANCHOR_MAIL", given.get("CLAIMS_ANCHOR_MAIL", "")),
        mail_server=_mail_server(given.get("CLAIMS_MAIL_SERVER", "")),
        mail_sender="".join(_mail_addresses("CLAIMS_MAIL_SENDER", given.get("CLAIMS_MAIL_SENDER", ""))[:1]),
        timestamp_url=_web_address("CLAIMS_TIMESTAMP_URL", given.get("CLAIMS_TIMESTAMP_URL", "")),
        timestamp_roots=_present("CLAIMS_TIMESTAMP_ROOTS", given.get("CLAIMS_TIMESTAMP_ROOTS", "")),
    )


def _folder(name: str, given: str) -> Path:
    if not given.strip():
        raise StartRefused(f"{name} is empty: {KNOWN[name]}.")
    try:
        path = Path(given).expanduser().resolve()
        taken = path.exists() and not path.is_dir()
    except (OSError, RuntimeError, ValueError):
        raise StartRefused(f"{name} is '{given}', which cannot be a folder: {KNOWN[name]}.") from None
    if taken:
        raise StartRefused(f"{name} is '{path}', which is not a folder: {KNOWN[name]}.")
    return path


def _hosts(given: str) -> tuple[str, ...]:
    hosts = tuple(h.strip().lower() for h in given.split(",") if h.strip())
    if not hosts:
        raise StartRefused("CLAIMS_HOSTS is empty: name at least one host name people will use.")
    for host in hosts:
        if not _HOST.fullmatch(host):
            raise StartRefused(
                f"CLAIMS_HOSTS names '{host}': write a name like claims.example.org, without https:// and port."
            )
    return hosts


def _database_url(given: str, folder: Path) -> str:
    if not given:
        return f"sqlite:///{folder / 'office.sqlite'}"
    if given.startswith("postgresql://"):
        given = "postgresql+psycopg://" + given.removeprefix("postgresql://")
    # SQLite in memory would be another office in each process.
    if re.fullmatch(r"sqlite:///(?!:memory:)[^?]+|postgresql\+psycopg://[^/]*/[^/?]+(\?.*)?", given):
        return given
    scheme = given.split(":", 1)[0]  # never the rest: it may hold a password
    raise StartRefused(
        f"CLAIMS_DATABASE_URL begins with '{scheme}:' and is no address of a database of this service: "
        f"{KNOWN['CLAIMS_DATABASE_URL']}."
    )


def _runtime(given: str, folder: Path) -> Path:
    if given:
        return _folder("CLAIMS_RUNTIME", given)
    mark = hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]
    return Path("/dev/shm") / f"claims-{os.getuid()}-{mark}"  # noqa: S108 -- memory-backed on purpose, mode 0700, owner checked


def _existing(name: str, given: str, fallback: Path) -> Path:
    path = _folder(name, given) if given else fallback
    if not path.is_dir():
        raise StartRefused(f"{name} is '{path}', which is not a folder: {KNOWN[name]}.")
    return path


def _file(name: str, given: str) -> Path | None:
    if not given.strip():
        return None
    try:
        path = Path(given).expanduser().resolve()
        taken = path.is_dir()
    except (OSError, RuntimeError, ValueError):
        raise StartRefused(f"{name} is '{given}', which cannot be a file: {KNOWN[name]}.") from None
    if taken:
        raise StartRefused(f"{name} is '{path}', which is a folder: {KNOWN[name]}.")
    return path


def _present(name: str, given: str) -> Path | None:
    path = _file(name, given)
    if path is not None and not path.is_file():
        raise StartRefused(f"{name} is '{path}', which is not there: {KNOWN[name]}.")
    return path


def _mail_addresses(name: str, given: str) -> tuple[str, ...]:
    addresses = tuple(each.strip() for each in given.split(",") if each.strip())
    for address in addresses:
        if not re.fullmatch(r"[^\s@<>,;]+@[^\s@<>,;]+", address):
            raise StartRefused(f"{name} names '{address}', which is no mail address: {KNOWN[name]}.")
    return addresses


def _mail_server(given: str) -> str:
    if given.strip() and not re.fullmatch(r"[^\s:/@]+:\d{1,5}", given.strip()):
        raise StartRefused(f"CLAIMS_MAIL_SERVER is '{given}': write host:port, such as localhost:25.")
    return given.strip()


def _period_keys(given: str, *, backups: Path | None) -> tuple[Path, ...]:
    folders = tuple(_folder("CLAIMS_PERIOD_KEYS", each) for each in given.split(":") if each.strip())
    for folder in folders:
        if backups is not None and folder.is_relative_to(backups):
            raise StartRefused(
                f"CLAIMS_PERIOD_KEYS names '{folder}', which lies inside the backups: whoever takes the backups would have "
                "their keys. Name a folder elsewhere."
            )
    return folders


def _onion(given: str) -> str:
    name = given.strip().lower()
    if name and not re.fullmatch(r"[a-z2-7]{56}\.onion", name):
        raise StartRefused(
            f"CLAIMS_ONION is '{given}': write the 56 letters and digits of the address and .onion, nothing else."
        )
    return name


def _web_address(name: str, given: str) -> str:
    address = given.strip()
    if address and not re.fullmatch(r"https?://[^/\s@]+(/\S*)?", address):
        raise StartRefused(f"{name} is no web address: write https://…, without a name and password in it.")
    return address


def _timezone(given: str) -> ZoneInfo:
    try:
        return ZoneInfo(given)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise StartRefused(f"CLAIMS_TIMEZONE is '{given}', which is no time zone: write one like Asia/Seoul.") from None


def _yes_or_no(name: str, given: str) -> bool:
    if given.lower() not in {"yes", "no"}:
        raise StartRefused(f"{name} is '{given}': write yes or no.")
    return given.lower() == "yes"
