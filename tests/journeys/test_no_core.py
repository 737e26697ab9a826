"""No memory of the running service reaches a disk by a crash: web, its workers and the errands' worker are killed in the worst way.

A core dump would be a copy of every key that was open. So the limit is 0, and the kernel is told besides, which also holds where
core dumps go to a program and where somebody raises the limit from outside.
"""

import os
import resource
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from time import monotonic

import pytest

from tests.journeys.running import STARTS_WITHIN, children_of, running_service

UNLIMITED = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
PATTERN = Path("/proc/sys/kernel/core_pattern")
needs_linux = pytest.mark.skipif(sys.platform != "linux", reason="processes are looked at in the way of Linux")


def limit_of(process: int) -> list[str]:
    """The soft and the hard limit, as the kernel shows them."""
    lines = Path(f"/proc/{process}/limits").read_text().splitlines()
    return next(line for line in lines if line.startswith("Max core file size")).split()[4:6]


def has_core_in_place() -> bool:
    """Whether this machine writes core dumps into the folder of whoever crashed, where it may."""
    allowed = resource.getrlimit(resource.RLIMIT_CORE)[1] != 0
    return allowed and PATTERN.exists() and PATTERN.read_text()[:1] not in ("|", "/")


def guarded(process: int) -> None:
    """Waits for a process that is still starting, and so holds no key, to have set its limit."""
    deadline = monotonic() + STARTS_WITHIN
    while limit_of(process) != ["0", "0"]:
        assert monotonic() < deadline, "a process of the service did not set its limit"


def killed(process: int) -> None:
    """By SIGABRT, as a failed check in a library does, with the limit raised first where we may."""
    with suppress(PermissionError):
        resource.prlimit(process, resource.RLIMIT_CORE, UNLIMITED)
    os.kill(process, signal.SIGABRT)


@needs_linux
@pytest.mark.skipif(not has_core_in_place(), reason="core dumps go elsewhere here, or nowhere")
def test_a_program_that_does_not_guard_itself_leaves_a_core_here(tmp_path: Path) -> None:
    """Or the next test could not fail."""
    if resource.getrlimit(resource.RLIMIT_CORE)[1] == 0:
        pytest.skip("a command that was tried in this process has forbidden core dumps for good")
    asleep = subprocess.Popen(
        [sys.executable, "-c", "import sys; sys.stdin.read()"], cwd=tmp_path, stdin=subprocess.PIPE
    )
    killed(asleep.pid)
    asleep.communicate(timeout=60)

    assert [path.name.partition(".")[0] for path in tmp_path.iterdir()] == ["core"]


@needs_linux
def test_no_process_of_the_service_leaves_a_core(tmp_path: Path) -> None:
    """The limits of each are 0; each is killed; the folder they stand in stays empty."""
    place = tmp_path / "place"
    place.mkdir()
    with running_service(tmp_path, place=place) as service:
        web, worker = service.processes["web"], service.processes["worker"]
        forked = children_of(web.pid)
        every = [web.pid, *forked, worker.pid]
        assert len(forked) >= 2
        assert {Path(f"/proc/{process}/cwd").resolve() for process in every} == {place}

        for process in every:
            guarded(process)
        if os.getuid() != 0:  # what may not be dumped belongs to root
            assert {Path(f"/proc/{process}/mem").stat().st_uid for process in every} == {0}
        for process in (*forked, worker.pid, web.pid):
            killed(process)
        for name in ("worker", "web"):
            assert service.processes.pop(name).wait(timeout=60) == -signal.SIGABRT

    assert list(place.iterdir()) == []
