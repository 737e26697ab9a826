"""A stranger's reader of backups: written from docs/formats.md alone, with age and nothing of the house. This is where that page is put to the test."""

import base64
import hashlib
import json
from pathlib import Path
from typing import Any

import pyrage


def identity_in(key_file: Path) -> pyrage.x25519.Identity:
    """The last line; the others begin with a number sign."""
    lines = [line for line in key_file.read_text("ascii").splitlines() if not line.startswith("#")]
    return pyrage.x25519.Identity.from_str(lines[-1])


def read_frame(sealed: bytes, identity: Any) -> tuple[dict[str, Any], list[Any], Any, str]:
    """Head, lines, counts and hash of one sealed file."""
    plain = pyrage.decrypt(sealed, [identity])
    *lines, blanks = plain.split(b"\n")
    assert set(blanks) <= {0x20}
    end = json.loads(lines[-1])
    before = b"".join(line + b"\n" for line in lines[:-1])
    assert end["sha256"] == hashlib.sha256(before).hexdigest()
    head, *rest = [json.loads(line) for line in lines[:-1]]
    assert head["format"] == 1
    return head, rest, end["end"], end["sha256"]


def read_rows(lines: list[Any]) -> dict[str, list[dict[str, Any]]]:
    """Tables by name; bytes as bytes."""
    tables: dict[str, list[dict[str, Any]]] = {}
    columns: dict[str, str] = {}
    for line in lines:
        if isinstance(line, dict):
            columns, rows = line["columns"], tables.setdefault(line["table"], [])
            continue
        row = dict(zip(columns, line, strict=True))
        for name, kind in columns.items():
            if kind == "bytes" and row[name] is not None:
                row[name] = base64.b64decode(row[name])
        rows.append(row)
    return tables


def read_backup(
    backup: Path, key_file: Path
) -> tuple[dict[str, Any], dict[str, list[dict[str, Any]]], dict[tuple[str, str], bytes]]:
    """What the backup says of itself, its rows, and its sealed parts by folder and name; each hash is checked."""
    header = json.loads((backup / "header.json").read_text("utf-8"))
    assert header["format"] == 1
    assert f"{header['week']}.key" == key_file.name
    sealed = {name: (backup / f"{name}.age").read_bytes() for name in ("tables", "parts")}
    for name, content in sealed.items():
        assert header[name] == {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    identity = identity_in(key_file)
    manifest, lines, counts, _ = read_frame(sealed["tables"], identity)
    listing, listed, number, proof = read_frame(sealed["parts"], identity)
    assert (listing["backup"], number, proof) == (manifest["backup"], manifest["parts"], manifest["proof"])
    tables = read_rows(lines)
    assert {name: len(rows) for name, rows in tables.items()} == counts
    parts = {}
    for folder, name, size, digest in listed:
        content = (backup.parent / "parts" / name[:2] / f"{name}.{digest}").read_bytes()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (size, digest)
        parts[folder, name] = content
    return manifest, tables, parts
