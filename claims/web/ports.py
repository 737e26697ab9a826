"""Ports: the airports, sea ports and crossings a trip can have gone through, with their names in each language.

The list is data in ports.toml, so that a port can be added or a name mended without touching code. Closed ports stay.
Where a port lies is no matter of language and stands in claims/store/ports.toml.
This is where `ICN` becomes "Incheon Airport".
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from claims.errors import StartRefused
from claims.web.language import Language, current_language
from claims.web.language import lazy_gettext as _l

PORTS_FILE = Path(__file__).with_name("ports.toml")
OTHER = "other"
_OTHER_WORDS = _l("Another airport, port or crossing")


@dataclass(frozen=True)
class Port:
    """One port: code (IATA for airports, UN/LOCODE for sea ports, own for the rest), names by language tag."""

    code: str
    names: tuple[tuple[str, str], ...]

    def name_in(self, language: Language) -> str:
        """Its name in the language, or in English."""
        names = dict(self.names)
        return names.get(language.tag) or names["en"]


@cache
def ports(*, file: Path = PORTS_FILE) -> tuple[Port, ...]:
    """All ports in the order of the file, busiest first. A port without code or English name stops the start."""
    found = []
    for row in tomllib.loads(file.read_text(encoding="utf-8"))["port"]:
        names = {tag: str(name) for tag, name in row.get("name", {}).items()}
        if not row.get("code") or not names.get("en"):
            raise StartRefused(f"{file}: the port {row} lacks its code or its English name.")
        found.append(Port(row["code"], tuple(names.items())))
    return tuple(found)


def port_name(code: str, *, language: Language | None = None) -> str:
    """The port behind a code; the code itself when it is not in the list."""
    if code == OTHER:
        return str(_OTHER_WORDS)
    spoken = language or current_language()
    return next((port.name_in(spoken) for port in ports() if port.code == code), code)


def port_choices(language: Language) -> list[tuple[str, str]]:
    """Every port with its name, busiest first, and "other" at the end. Not remembering is the field's own answer."""
    return [*((port.code, port.name_in(language)) for port in ports()), (OTHER, str(_OTHER_WORDS))]
