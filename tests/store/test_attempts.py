"""Counts of attempts: for all processes of a host, in memory, by no name that can be read, and gone with the start."""

import multiprocessing
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from claims.store.attempts import FILE, WINDOW_SECONDS, Attempts, Limit
from claims.store.host_key import HostKey, destroy_host_key, make_host_key

HOST = HostKey(bytes(range(32)))
BY_NAME = Limit("by name", most=10)
START = 1_795_316_400


@pytest.fixture
def runtime(tmp_path: Path) -> Iterator[Path]:
    """A memory-backed folder of our own."""
    folder = Path("/dev/shm") / f"claims-attempts-{os.getpid()}-{tmp_path.name}"
    folder.mkdir(mode=0o700)
    yield folder
    for path in folder.glob("*"):
        path.unlink()
    if folder.exists():
        folder.rmdir()


def test_each_name_and_each_kind_is_counted_for_itself(runtime: Path) -> None:
    attempts = Attempts(runtime, host_key=HOST)

    assert [attempts.count(BY_NAME, "han", now=START) for _ in range(3)] == [1, 2, 3]
    assert attempts.count(BY_NAME, "triin", now=START) == 1
    assert attempts.count(Limit("other", most=1), "han", now=START) == 1
    assert attempts.counted(BY_NAME, "han", now=START) == 3


def test_with_the_window_the_counts_go(runtime: Path) -> None:
    attempts = Attempts(runtime, host_key=HOST)
    attempts.count(BY_NAME, "han", now=START)
    ends = START - START % WINDOW_SECONDS + WINDOW_SECONDS

    assert attempts.count(BY_NAME, "han", now=ends - 1) == 2
    assert attempts.counted(BY_NAME, "han", now=ends) == 0
    assert attempts.count(BY_NAME, "han", now=ends) == 1


def test_a_good_attempt_is_forgiven(runtime: Path) -> None:
    attempts = Attempts(runtime, host_key=HOST)
    attempts.count(BY_NAME, "han", now=START)

    attempts.forgive(BY_NAME, "han")

    assert attempts.count(BY_NAME, "han", now=START) == 1


def _count_a_hundred(runtime: Path) -> None:
    for _ in range(100):
        Attempts(runtime, host_key=HOST).count(BY_NAME, "han", now=START)


def test_all_processes_of_a_host_count_together_and_none_is_lost(runtime: Path) -> None:
    ours = multiprocessing.get_context("spawn")
    others = [ours.Process(target=_count_a_hundred, args=(runtime,)) for _ in range(2)]
    for other in others:
        other.start()
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: _count_a_hundred(runtime), range(2)))
    for other in others:
        other.join()

    assert Attempts(runtime, host_key=HOST).counted(BY_NAME, "han", now=START) == 400


def test_something_good_once_is_good_once_also_when_asked_at_the_same_moment(runtime: Path) -> None:
    attempts = Attempts(runtime, host_key=HOST)
    with ThreadPoolExecutor(8) as pool:
        good = list(pool.map(lambda _: attempts.spend("challenge", "x", ends=START + 300, now=START), range(8)))

    assert sum(good) == 1
    assert attempts.spend("challenge", "y", ends=START + 300, now=START)


def test_the_file_names_nobody_and_is_ours_alone(runtime: Path) -> None:
    Attempts(runtime, host_key=HOST).count(BY_NAME, "han-the-lead", now=START)

    (file,) = runtime.iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
    assert b"han" not in file.read_bytes()


def test_after_a_restart_nothing_of_before_counts(runtime: Path) -> None:
    Attempts(runtime, host_key=HOST).count(BY_NAME, "han", now=START)

    assert Attempts(runtime, host_key=HostKey(bytes(32))).counted(BY_NAME, "han", now=START) == 0


def test_with_the_service_the_file_goes(runtime: Path) -> None:
    host_key = make_host_key(runtime)
    Attempts(runtime, host_key=host_key).count(BY_NAME, "han", now=START)
    assert (runtime / FILE).exists()

    destroy_host_key(runtime)

    assert not runtime.exists()


def test_a_link_put_in_its_place_is_not_followed(runtime: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    (runtime / FILE).symlink_to(elsewhere)

    with pytest.raises(OSError, match="symbolic"):
        Attempts(runtime, host_key=HOST).count(BY_NAME, "han", now=START)
    assert not elsewhere.exists()
