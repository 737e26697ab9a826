"""Ports as facts: this is where a port's city, country and mode are read from ports.toml, beside this file.

The names of ports in each language are furniture (claims/web/ports.py); both lists hold the same codes.
"""

import tomllib
from functools import cache
from pathlib import Path
from typing import get_args

from claims.errors import StartRefused
from claims.model.disclosure import Mode, Port

PORTS_FILE = Path(__file__).with_name("ports.toml")
_KEYS = ("code", "city", "country", "mode")
_MODES = get_args(Mode)


@cache
def read_ports(*, file: Path = PORTS_FILE) -> tuple[Port, ...]:
    """Every port, in the order of the file. Raises StartRefused where a row lacks a fact or a code stands twice."""
    found: dict[str, Port] = {}
    for row in tomllib.loads(file.read_text(encoding="utf-8"))["port"]:
        if set(row) != set(_KEYS) or not all(isinstance(row[key], str) and row[key] for key in _KEYS):
            raise StartRefused(f"{file}: the port {row} needs exactly {', '.join(_KEYS)}, none of them empty.")
        if row["mode"] not in _MODES or row["code"] in found:
            raise StartRefused(f"{file}: the port {row} stands twice, or its mode is not one of {', '.join(_MODES)}.")
        found[row["code"]] = Port(**row)
    return tuple(found.values())
