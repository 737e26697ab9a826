"""Time stamps by a real authority, made by openssl: kept when they fit, and found out when they do not."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

from claims.errors import StartRefused
from claims.store.anchors import DOES_NOT_FIT, KEPT, NOT_REACHED, REFUSED
from claims.store.timestamps import ask_for_timestamp, read_roots, stamped_at
from tests.store.test_anchors import HEAD
from tests.timestamp_authority import Authority, make_authority, running_authority

STATEMENT = HEAD.statement()


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Authority]:
    """One for all tests of this file."""
    with running_authority(tmp_path_factory.mktemp("authority")) as running:
        yield running


@pytest.fixture(scope="module")
def another(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """An authority that nobody trusts."""
    return make_authority(tmp_path_factory.mktemp("another"))


def test_a_stamp_is_kept_and_says_when(authority: Authority) -> None:
    stamped = ask_for_timestamp(STATEMENT, url=authority.url, roots=authority.roots)

    assert stamped.outcome == KEPT
    assert stamped.token
    found = stamped_at(stamped.token, STATEMENT, roots=read_roots(authority.roots))
    assert found is not None
    assert abs(datetime.now(UTC) - found) < timedelta(minutes=5)


def test_the_authority_learns_a_hash_and_nothing_else(authority: Authority) -> None:
    ask_for_timestamp(STATEMENT, url=authority.url, roots=None)

    assert len(authority.asks[-1]) < 160
    assert HEAD.office.encode() not in authority.asks[-1]


def test_a_stamp_of_something_else_does_not_fit(authority: Authority) -> None:
    token = ask_for_timestamp(STATEMENT, url=authority.url, roots=None).token
    assert token
    roots = read_roots(authority.roots)

    assert stamped_at(token, STATEMENT, roots=roots) is not None
    assert stamped_at(token, STATEMENT + b" ", roots=roots) is None


def test_a_stamp_by_somebody_else_does_not_fit(authority: Authority, another: Authority) -> None:
    token = ask_for_timestamp(STATEMENT, url=authority.url, roots=None).token
    assert token

    assert ask_for_timestamp(STATEMENT, url=authority.url, roots=another.roots).outcome == DOES_NOT_FIT
    assert stamped_at(token, STATEMENT, roots=read_roots(another.roots)) is None
    assert stamped_at(token, STATEMENT, roots=[]) is None


def test_an_answer_to_another_question_does_not_fit(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same bytes stamped before: its nonce is not ours."""
    asked = TimestampRequestBuilder().data(STATEMENT).hash_algorithm(HashAlgorithm.SHA512).build()
    earlier = authority.stamp(asked.as_bytes())
    monkeypatch.setattr(Authority, "stamp", lambda *_: earlier)

    assert ask_for_timestamp(STATEMENT, url=authority.url, roots=authority.roots).outcome == DOES_NOT_FIT


@pytest.mark.parametrize("answer", [b"", b"no stamp", b"0\x03\x02\x01\x02"])
def test_an_answer_that_is_no_stamp_is_refused(
    authority: Authority, monkeypatch: pytest.MonkeyPatch, answer: bytes
) -> None:
    monkeypatch.setattr(Authority, "stamp", lambda *_: answer)

    assert ask_for_timestamp(STATEMENT, url=authority.url, roots=None).outcome == REFUSED


def test_an_authority_that_says_no_or_is_away_is_an_outcome(authority: Authority) -> None:
    authority.status = 503
    try:
        assert ask_for_timestamp(STATEMENT, url=authority.url, roots=None).outcome == REFUSED
    finally:
        authority.status = 200
    assert ask_for_timestamp(STATEMENT, url="http://127.0.0.1:9/", roots=None).outcome == NOT_REACHED


def test_certificates_that_vanished_while_the_service_runs_are_an_outcome(authority: Authority, tmp_path: Path) -> None:
    gone = tmp_path / "gone.pem"

    assert ask_for_timestamp(STATEMENT, url=authority.url, roots=gone).outcome == DOES_NOT_FIT
    with pytest.raises(StartRefused, match="CLAIMS_TIMESTAMP_ROOTS"):
        read_roots(gone)


@given(st.binary(max_size=300))
def test_no_bytes_make_it_fail(token: bytes) -> None:
    assert stamped_at(token, STATEMENT, roots=[]) is None
