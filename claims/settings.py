"""Settings: frozen, read once from the environment, refusing nonsense by the variable's name. This is where every CLAIMS_ variable is named."""

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from claims.errors import StartRefused

ROOT = Path(__file__).resolve().parent.parent


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
}


def read_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the environment. Raises StartRefused naming the variable, what it holds and what would be accepted."""
    given = dict(os.environ if environ is None else environ)
    for name in sorted(given):
        if name.startswith("CLAIMS_") and name not in KNOWN and not name.startswith("CLAIMS_DEEP_"):
            raise StartRefused(f"{name} is not a setting of this service. Known: {', '.join(sorted(KNOWN))}.")
    folder = Path(given.get("CLAIMS_FOLDER", "office")).expanduser().resolve()
    hosts = tuple(h.strip() for h in given.get("CLAIMS_HOSTS", "127.0.0.1,localhost,[::1]").split(",") if h.strip())
    if not hosts:
        raise StartRefused("CLAIMS_HOSTS is empty: name at least one host name people will use.")
    return Settings(
        folder=folder,
        database_url=_database_url(given.get("CLAIMS_DATABASE_URL", ""), folder),
        runtime=_runtime(given.get("CLAIMS_RUNTIME", ""), folder),
        disclosures=_existing("CLAIMS_DISCLOSURES", given.get("CLAIMS_DISCLOSURES", ""), ROOT / "disclosures"),
        timezone=_timezone(given.get("CLAIMS_TIMEZONE", "Asia/Seoul")),
        hosts=hosts,
        secure=_yes_or_no("CLAIMS_SECURE", given.get("CLAIMS_SECURE", "no")),
        loopback=all(h in {"127.0.0.1", "localhost", "[::1]"} for h in hosts),
    )


def _database_url(given: str, folder: Path) -> str:
    if not given:
        return f"sqlite:///{folder / 'office.sqlite'}"
    if given.startswith("postgresql://"):
        return "postgresql+psycopg://" + given.removeprefix("postgresql://")
    if given.startswith(("sqlite:///", "postgresql+psycopg://")):
        return given
    scheme = given.split(":", 1)[0]
    raise StartRefused(
        f"CLAIMS_DATABASE_URL begins with '{scheme}:', which is no engine of this service: {KNOWN['CLAIMS_DATABASE_URL']}."
    )


def _runtime(given: str, folder: Path) -> Path:
    if given:
        return Path(given).expanduser().resolve()
    mark = hashlib.sha256(str(folder).encode()).hexdigest()[:16]
    return Path("/dev/shm") / f"claims-{os.getuid()}-{mark}"  # noqa: S108 -- memory-backed on purpose, mode 0700, owner checked


def _existing(name: str, given: str, fallback: Path) -> Path:
    path = Path(given).expanduser().resolve() if given else fallback
    if not path.is_dir():
        raise StartRefused(f"{name} is '{path}', which is not a folder: {KNOWN[name]}.")
    return path


def _timezone(given: str) -> ZoneInfo:
    try:
        return ZoneInfo(given)
    except (ZoneInfoNotFoundError, ValueError):
        raise StartRefused(f"CLAIMS_TIMEZONE is '{given}', which is no time zone: write one like Asia/Seoul.") from None


def _yes_or_no(name: str, given: str) -> bool:
    if given.lower() not in {"yes", "no"}:
        raise StartRefused(f"{name} is '{given}': write yes or no.")
    return given.lower() == "yes"
