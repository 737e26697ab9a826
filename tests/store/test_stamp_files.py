"""What lies beside a bundle: stamps with what is needed to check them, the same bytes each time, or a clear word that there are none."""

import io
import zipfile

import pytest

from claims.store.stamp_files import beside_zip
from claims.store.stamp_words import HOW_TO_CHECK_STAMPS
from tests.sample_bundle import DAY


def read(content: bytes) -> dict[str, bytes]:
    """The files by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize(
    ("tokens", "chain", "names"),
    [
        ({"court": b"1", "counsel": b"2"}, b"pem", ["court.tsr", "counsel.tsr", "chain.pem", "README.txt"]),
        ({"counsel": b"2", "court": b"1"}, b"", ["court.tsr", "counsel.tsr", "README.txt"]),
        ({"court": b"1"}, b"pem", ["court.tsr", "chain.pem", "README.txt", "NOT-TIMESTAMPED.txt"]),
        ({}, b"pem", ["NOT-TIMESTAMPED.txt"]),
    ],
)
def test_what_there_is_lies_beside_it(tokens: dict[str, bytes], chain: bytes, names: list[str]) -> None:
    files = read(beside_zip(tokens, chain=chain, day=DAY))
    assert list(files) == names
    for package, token in tokens.items():
        assert files[f"{package}.tsr"] == token
    if tokens:
        assert files["README.txt"].decode() == HOW_TO_CHECK_STAMPS


def test_what_is_not_stamped_is_named() -> None:
    said = read(beside_zip({"court": b"1"}, chain=b"", day=DAY))["NOT-TIMESTAMPED.txt"].decode()
    assert "NOT TIMESTAMPED: counsel\n" in said
    assert "{" not in said


def test_the_same_stamps_give_the_same_bytes() -> None:
    one, two = (beside_zip(dict(order), chain=b"pem", day=DAY) for order in (TWO, reversed(TWO)))
    assert one == two


TWO = [("court", b"1"), ("counsel", b"2")]
