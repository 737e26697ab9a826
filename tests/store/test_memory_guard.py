"""The memory guard: a crash writes no memory to a disk, and swap that would is named."""

import subprocess
import sys
from pathlib import Path

import pytest

from claims.store.memory_guard import plain_swap

GUARDED = """
import os, resource
from claims.store.memory_guard import core_dumps_forbidden, forbid_core_dumps
print(core_dumps_forbidden())
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
print(core_dumps_forbidden())
forbid_core_dumps()
print(core_dumps_forbidden(), resource.getrlimit(resource.RLIMIT_CORE), os.stat("/proc/self/mem").st_uid)
child = os.fork()
if child == 0:
    print(core_dumps_forbidden(), flush=True)
    os._exit(0)
os.wait()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel is asked in the way of Linux")
def test_core_dumps_are_forbidden_by_limit_and_by_the_kernel() -> None:
    """The limit alone does not count, for a core_pattern that is a pipe ignores it; children inherit both."""
    done = subprocess.run([sys.executable, "-c", GUARDED], capture_output=True, text=True, check=True, timeout=60)

    assert done.stdout.splitlines() == ["False", "False", "True (0, 0) 0", "True"]


def test_a_crash_leaves_no_core(tmp_path: Path) -> None:
    """Killed by SIGSEGV in a folder of its own: nothing is in it afterwards."""
    crash = (
        "import os, signal, claims.store.memory_guard as g; g.forbid_core_dumps(); os.kill(os.getpid(), signal.SIGSEGV)"
    )
    done = subprocess.run([sys.executable, "-c", crash], cwd=tmp_path, check=False, timeout=60)

    assert done.returncode == -11
    assert list(tmp_path.iterdir()) == []


def test_swap_that_is_not_encrypted_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Plain partitions and files; not device-mapper, not memory."""
    areas = "Filename Type Size Used Priority\n/dev/sda2 partition 1 0 -2\n/dev/dm-1 partition 1 0 -3\n/swapfile file 1 0 -4\n/dev/zram0 partition 1 0 5\n\n"
    monkeypatch.setattr(Path, "read_text", lambda self: areas)

    assert plain_swap() == ["/dev/sda2", "/swapfile"]
