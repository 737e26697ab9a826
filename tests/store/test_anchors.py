"""Heads of the ledger: fixed bytes of the format, a stranger's check of a signature, and a file that loses no line."""

import json
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from claims.errors import StartRefused
from claims.store.anchors import (
    KEPT,
    NOT_WRITTEN,
    put_in_file,
    read_anchor_file,
    read_statement,
    sign_head,
    signature_holds,
)

SIGNER = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
HEAD = sign_head(office_id="0f" * 16, number=7, head=b"\xaa" * 32, hour="2026-11-22T04Z", signer=SIGNER)
KNOWN = (
    '{"format":1,"office":"' + "0f" * 16 + '","number":7,"head":"' + "aa" * 32 + '","hour":"2026-11-22T04Z",'
    '"key":"03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8","signature":"'
)


def test_a_known_head_has_the_known_bytes() -> None:
    statement = HEAD.statement().decode()

    assert statement.startswith(KNOWN)
    assert statement.endswith(f'{HEAD.signature}"}}')
    assert HEAD.signature == (
        "78e555c871c096a867a5ea06c75a3b910fb2e3a3f806c7ad928caa1b2b29d012"
        "a07c28c136b6e83ab6452c9902d722f7f324e17a952a8fa7014a9cd897fb1406"
    )


def test_a_stranger_checks_the_signature_from_the_page_on_formats() -> None:
    """The JSON without `signature`, in the same order, without spaces."""
    said = json.loads(HEAD.statement())
    signature = bytes.fromhex(said.pop("signature"))
    signed = json.dumps(said, separators=(",", ":")).encode()
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(said["key"]))

    key.verify(signature, signed)
    with pytest.raises(InvalidSignature):
        key.verify(signature, signed.replace(b'"number":7', b'"number":8'))


@pytest.mark.parametrize(
    "changed",
    [{"number": 8}, {"head": "ab" * 32}, {"hour": "2026-11-22T05Z"}, {"office": "1f" * 16}, {"signature": "00" * 64}],
    ids=lambda changed: next(iter(changed)),
)
def test_a_changed_head_is_not_signed(changed: dict[str, object]) -> None:
    assert signature_holds(HEAD)
    assert not signature_holds(HEAD.model_copy(update=changed))


@given(st.binary(max_size=200))
def test_what_is_no_head_is_none(text: bytes) -> None:
    assert read_statement(text) is None


@pytest.mark.parametrize(
    "changed", [{"hour": "2026-13-45T99Z"}, {"format": 2}, {"key": "zz"}, {"number": 0}, {"more": 1}, {"signature": ""}]
)
def test_a_head_that_is_not_whole_is_none(changed: dict[str, object]) -> None:
    read = read_statement(json.dumps({**json.loads(HEAD.statement()), **changed}).encode())

    assert read is None or not signature_holds(read)


def test_lines_are_appended_and_read_back(tmp_path: Path) -> None:
    path = tmp_path / "anchors.jsonl"

    assert put_in_file(path, HEAD.statement()) == KEPT
    assert put_in_file(path, HEAD.statement()) == KEPT

    assert [read_statement(text) for _, text in read_anchor_file(path)] == [HEAD, HEAD]
    assert path.stat().st_mode & 0o077 == 0


def test_a_torn_line_swallows_no_other(tmp_path: Path) -> None:
    path = tmp_path / "anchors.jsonl"
    path.write_bytes(HEAD.statement() + b"\n" + HEAD.statement()[:50])

    assert put_in_file(path, HEAD.statement()) == KEPT

    assert [(number, read_statement(text)) for number, text in read_anchor_file(path)] == [
        (1, HEAD),
        (2, None),
        (3, HEAD),
    ]


def test_a_place_that_cannot_be_written_is_an_outcome(tmp_path: Path) -> None:
    assert put_in_file(tmp_path / "no folder" / "anchors.jsonl", HEAD.statement()) == NOT_WRITTEN
    assert put_in_file(tmp_path, HEAD.statement()) == NOT_WRITTEN


def test_a_file_that_is_not_there_is_refused_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(StartRefused, match="cannot be read"):
        list(read_anchor_file(tmp_path / "none"))
