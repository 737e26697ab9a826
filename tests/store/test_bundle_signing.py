"""A matter's signing key: the same each time, told apart from other matters', and checked by openssl."""

from pathlib import Path

from claims.store.bundle_signing import SIGNATURE, SIGNER, public_hex, signature_files, signing_key
from claims.store.seal import derive, new_key
from tests.outside_tools import run_tool

KNOWN_PUBLIC = "70dc4c76ea3e08d1f77077fe569bea24e6f198ea37e260bd6347aed9b0c8f18a"
KNOWN_SIGNATURE = (
    "e15084dbee5bf31e998bb89ead94e99dc2b21c0482645e04731a37d43e054ce4"
    "0ef4a96aa69cbde854b126586b7ca13fe56b5b8ed92bec24591e23bd99861a09"
)


def test_the_key_is_the_matters_and_no_other_use_of_it() -> None:
    private = new_key()
    assert public_hex(signing_key(private)) == public_hex(signing_key(private))
    assert public_hex(signing_key(private)) != public_hex(signing_key(new_key()))
    assert signing_key(private).private_bytes_raw() == derive(private, purpose="bundle signing")
    assert signing_key(private).private_bytes_raw() != derive(private, purpose="another")


def test_a_fixed_key_has_fixed_files() -> None:
    """Bundles of ten years ago are signed by the same key today: these may never change."""
    signer = signing_key(bytes(range(32)))
    files = signature_files(b"statement\n", signer=signer)
    assert public_hex(signer) == KNOWN_PUBLIC
    assert files[SIGNATURE].hex() == KNOWN_SIGNATURE
    assert files[SIGNER].startswith(b"-----BEGIN PUBLIC KEY-----\n")


def test_openssl_says_it_is_right(tmp_path: Path) -> None:
    files = signature_files(b"statement\n", signer=signing_key(new_key()))
    for name, content in (("sig", files[SIGNATURE]), ("pem", files[SIGNER]), ("said", b"statement\n")):
        (tmp_path / name).write_bytes(content)
    words = ("pkeyutl", "-verify", "-rawin", "-pubin", "-inkey", "pem", "-sigfile", "sig", "-in", "said")
    assert run_tool("openssl", *words, folder=tmp_path).returncode == 0
    (tmp_path / "said").write_bytes(b"another\n")
    assert run_tool("openssl", *words, folder=tmp_path).returncode != 0
