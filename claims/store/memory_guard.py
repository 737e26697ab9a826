"""No memory of this process may reach a disk by a crash. This is where core dumps are forbidden and swap is looked at."""

import ctypes
import resource
import sys
from pathlib import Path

_PR_GET_DUMPABLE, _PR_SET_DUMPABLE = 3, 4


def forbid_core_dumps() -> None:
    """RLIMIT_CORE 0, and on Linux PR_SET_DUMPABLE 0, so that no other process of this user may read our memory either."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def core_dumps_forbidden() -> bool:
    """Whether this process leaves no core dump. The limit alone is not enough: a core_pattern that is a pipe ignores it."""
    dumpable = sys.platform == "linux" and ctypes.CDLL(None).prctl(_PR_GET_DUMPABLE, 0, 0, 0, 0) != 0
    return resource.getrlimit(resource.RLIMIT_CORE) == (0, 0) and not dumpable


def plain_swap() -> list[str]:
    """Swap areas that do not lie on an encrypted device, as /proc/swaps names them; zram stays in memory and is not listed."""
    try:
        lines = Path("/proc/swaps").read_text().splitlines()[1:]
    except OSError:
        return []
    areas = [line.split()[0] for line in lines if line.strip()]
    return [area for area in areas if not area.startswith(("/dev/dm-", "/dev/mapper/", "/dev/zram"))]
