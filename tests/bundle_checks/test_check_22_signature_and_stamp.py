"""Check 22: signature and time stamp hold offline, today and ten years on; an authority that fails leaves a stamp that waits and is asked again."""

import io
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from claims.actions.stamp_bundles import stamp_when_due
from claims.model.bundle import Bundle
from claims.model.bundle_share import BundleStamp
from claims.model.ledger import LedgerLine
from claims.model.matter import Matter
from claims.model.vocabulary import BundleStatus, Package, StampStatus
from claims.store.anchors import DOES_NOT_FIT, KEPT, NOT_REACHED, REFUSED
from claims.store.bundle_stamps import keep_token, stamps_of, token_of
from claims.store.seal import new_pair, public_half
from claims.store.stamp_files import beside_zip
from claims.store.stamp_words import HOW_TO_CHECK_STAMPS
from claims.store.timestamps import ask_for_timestamp
from claims.store.verify_bundle import CHANGED, UNCHANGED, verify
from tests.bundle_checks.test_check_04_verifying import commands, run_here
from tests.make import NOW, MadeOffice
from tests.offices import small_bare_office as small_bare_office
from tests.sample_bundle import DAY, unpacked, written
from tests.timestamp_authority import Authority, running_authority

TEN_YEARS = timedelta(days=3653)
# A clock that goes ten years ahead, for a program that asks the C library.
CLOCK = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <time.h>
time_t time(time_t *out) {
    time_t (*real)(time_t *) = dlsym(RTLD_NEXT, "time");
    time_t now = real(0) + 3653L * 86400;
    if (out) *out = now;
    return now;
}
"""


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Authority]:
    """A real authority on loopback; its certificates run out within ten years."""
    with running_authority(tmp_path_factory.mktemp("authority")) as running:
        yield running


@pytest.fixture(scope="module")
def tokens(authority: Authority) -> dict[str, bytes]:
    """The authority's answers for the sample bundle."""
    _, said = written()
    found = {}
    for package, statement in said.statements.items():
        asked = ask_for_timestamp(statement, url=authority.url, roots=authority.roots)
        assert asked.outcome == KEPT
        found[package] = asked.token or b""
    return found


@pytest.fixture
def collected(tokens: dict[str, bytes], authority: Authority, tmp_path: Path) -> Path:
    """The bundle unpacked, with what lies beside it."""
    root = unpacked(tmp_path)
    beside = beside_zip(tokens, chain=authority.roots.read_bytes(), day=DAY)
    with zipfile.ZipFile(io.BytesIO(beside)) as archive:
        assert archive.namelist() == ["court.tsr", "counsel.tsr", "chain.pem", "README.txt"]
        archive.extractall(root)
    return root


def test_every_command_of_the_readme_runs_as_it_stands(collected: Path) -> None:
    found = commands(HOW_TO_CHECK_STAMPS)
    for command in found[: len(found) // 2]:
        done = run_here(command.replace("python ", f"{sys.executable} ", 1), collected)
        said = done.stdout + done.stderr
        assert done.returncode == 0, (command, said)
        assert re.search("Time stamp: |Verification: OK|says the time stamp", said), (command, said)


def test_a_stamp_of_something_else_does_not_fit(collected: Path) -> None:
    command = commands(HOW_TO_CHECK_STAMPS)[1]
    assert run_here(command.replace("court/tag", "counsel/tag"), collected).returncode != 0


def test_ten_years_on_the_stamp_is_checked_as_of_its_own_time(collected: Path) -> None:
    """Certificates run out; that the authority was to be trusted when it stamped does not."""
    plain, as_of_then = commands(HOW_TO_CHECK_STAMPS)[1:3]
    later = int((datetime.now(UTC) + TEN_YEARS).timestamp())
    assert run_here(f"{plain} -attime {later}", collected).returncode != 0
    assert "Verification: OK" in run_here(as_of_then, collected).stdout


@pytest.fixture
def ten_years_on(tmp_path: Path) -> str:
    """What to put before a command so that its clock is ten years ahead."""
    if shutil.which("cc") is None:
        pytest.skip("cc is not installed, and no other way to set a program's clock is")
    source, library = tmp_path / "clock.c", tmp_path / "clock.so"
    source.write_text(CLOCK)
    subprocess.run(["cc", "-shared", "-fPIC", "-o", library, source, "-ldl"], check=True, capture_output=True)
    return f"LD_PRELOAD={library} "


def test_with_the_clock_ten_years_ahead_all_holds(collected: Path, ten_years_on: str) -> None:
    plain, as_of_then, ours = commands(HOW_TO_CHECK_STAMPS)[1:4]
    assert "Verification: OK" not in run_here(ten_years_on + plain, collected).stdout
    assert "Verification: OK" in run_here(ten_years_on + as_of_then, collected).stdout
    signed = (
        "openssl pkeyutl -verify -rawin -pubin -inkey court/signature/signer.pem "
        "-sigfile court/signature/tagmanifest-sha256.txt.sig -in court/tagmanifest-sha256.txt"
    )
    assert run_here(ten_years_on + signed, collected).returncode == 0
    done = run_here(ten_years_on + ours.replace("python ", f"{sys.executable} ", 1), collected)
    assert done.returncode == 0
    assert "court: signature right." in done.stdout
    assert "says the time stamp" in done.stdout


def test_our_own_check_of_a_stamp(collected: Path, tmp_path: Path) -> None:
    chain = collected / "chain.pem"
    bundle = tmp_path / "bundle.zip"
    bundle.write_bytes(written()[0])
    for path in (bundle, collected / "court"):
        report = verify(path, stamp=collected / "court.tsr", chain=chain)
        assert report.outcome == UNCHANGED
        assert any(note.startswith("court: existed by ") for note in report.notes)
    other, stranger = tmp_path / "other.tsr", tmp_path / "stranger.pem"
    other.write_bytes(b"nothing")
    stranger.write_bytes(b"nothing")
    for stamp, vouching in ((other, chain), (collected / "court.tsr", stranger), (collected / "court.tsr", None)):
        report = verify(bundle, stamp=stamp, chain=vouching)
        assert report.outcome == CHANGED
        assert any("The time stamp does not fit" in change for change in report.changes)
    assert verify(collected / "counsel", stamp=collected / "court.tsr", chain=chain).outcome == CHANGED


@dataclass(frozen=True)
class Waiting:
    """An office with one finished bundle whose packages wait for their stamps, and the matter's private key."""

    office: MadeOffice
    bundle_id: str
    private: bytes

    def beat(self, *, url: str, roots: Path | None) -> list[str]:
        """A beat of the worker with this authority."""
        settings = replace(self.office.settings, timestamp_url=url, timestamp_roots=roots)
        return stamp_when_due(self.office.database, self.office.office.id, settings=settings, now=NOW)

    def stamps(self) -> list[BundleStamp]:
        """As they stand, the court's first."""
        with self.office.database.question() as session:
            return stamps_of(session, self.bundle_id)

    def statuses(self) -> list[str]:
        """How it stands with each."""
        return [str(stamp.status) for stamp in self.stamps()]


@pytest.fixture
def waiting(small_bare_office: MadeOffice) -> Waiting:
    """Both packages of the sample bundle wait."""
    office = small_bare_office
    private, public = new_pair()
    with office.database.deed() as session:
        matter = Matter(office_id=office.office.id, public_key=public, for_office=b"x", for_counsel=b"x")
        session.add(matter)
        session.flush()
        bundle = Bundle(
            office_id=office.office.id,
            matter_id=matter.id,
            number=1,
            status=BundleStatus.READY,
            week="2026-W47",
            vault_folder="0" * 32,
            key_wrap=b"x",
            order=b"x",
        )
        session.add(bundle)
        session.flush()
        for package, statement in written()[1].statements.items():
            session.add(
                BundleStamp(
                    bundle_id=bundle.id,
                    package=Package(package),
                    office_id=office.office.id,
                    status=StampStatus.WAITING,
                    statement=statement,
                )
            )
        bundle_id = bundle.id
    return Waiting(office, bundle_id, private)


def test_a_stamp_is_got_wrapped_to_the_matter_and_holds(waiting: Waiting, authority: Authority, tmp_path: Path) -> None:
    assert waiting.beat(url=authority.url, roots=authority.roots) == [KEPT, KEPT]
    assert waiting.statuses() == ["stamped", "stamped"]
    path = tmp_path / "bundle.zip"
    path.write_bytes(written()[0])
    for stamp in waiting.stamps():
        token = token_of(stamp, waiting.private)
        assert token is not None
        assert stamp.token is not None
        assert token not in stamp.token
        (tmp_path / "one.tsr").write_bytes(token)
        report = verify(path, stamp=tmp_path / "one.tsr", chain=authority.roots)
        assert any(note.startswith(f"{stamp.package}: existed by ") for note in report.notes), report
    asked = len(authority.asks)
    assert waiting.beat(url=authority.url, roots=authority.roots) == []
    assert len(authority.asks) == asked


def test_no_authority_leaves_it_waiting(waiting: Waiting) -> None:
    assert waiting.beat(url="", roots=None) == []
    assert waiting.statuses() == ["waiting", "waiting"]
    assert [token_of(stamp, waiting.private) for stamp in waiting.stamps()] == [None, None]


def test_an_authority_that_fails_is_asked_again(waiting: Waiting, tmp_path: Path) -> None:
    with running_authority(tmp_path / "failing") as failing:
        failing.status = 503
        assert waiting.beat(url=failing.url, roots=failing.roots) == [REFUSED], "one failure ends the round"
        assert waiting.statuses() == ["waiting", "waiting"]
        failing.status = 200
        assert waiting.beat(url=failing.url, roots=failing.roots) == [KEPT, KEPT]
    assert waiting.statuses() == ["stamped", "stamped"]


def test_an_authority_that_is_away_or_another_leaves_it_waiting(
    waiting: Waiting, authority: Authority, tmp_path: Path
) -> None:
    assert waiting.beat(url="http://127.0.0.1:9/stamp", roots=None) == [NOT_REACHED]
    with running_authority(tmp_path / "another") as another:
        assert waiting.beat(url=authority.url, roots=another.roots) == [DOES_NOT_FIT]
    assert waiting.statuses() == ["waiting", "waiting"]


def test_each_stamp_leaves_a_line_in_the_ledger(waiting: Waiting, authority: Authority) -> None:
    waiting.beat(url=authority.url, roots=authority.roots)
    with waiting.office.database.question() as session:
        lines = session.exec(select(LedgerLine).where(LedgerLine.action == "stamp_bundle")).all()
    assert [line.reference for line in lines] == [waiting.bundle_id] * 2


def test_what_is_not_stamped_says_so() -> None:
    with zipfile.ZipFile(io.BytesIO(beside_zip({}, chain=b"", day=DAY))) as archive:
        assert archive.namelist() == ["NOT-TIMESTAMPED.txt"]
        said = archive.read("NOT-TIMESTAMPED.txt").decode()
    assert "NOT TIMESTAMPED: court, counsel" in said
    assert "시점확인(타임스탬프) 없음: court, counsel" in said


def test_the_second_of_two_workers_changes_nothing(waiting: Waiting) -> None:
    [stamp, _] = waiting.stamps()
    public = public_half(waiting.private)
    for token, kept in ((b"first", True), (b"second", False)):
        with waiting.office.database.deed() as session:
            assert keep_token(session, stamp, token, public=public) is kept
    assert token_of(waiting.stamps()[0], waiting.private) == b"first"
