"""How much memory something takes at once, told in a process where other threads and the collector also take some."""

import gc
import tracemalloc
from collections.abc import Callable

TRIES = 3


def least_peak(work: Callable[[], object]) -> int:
    """The most bytes that `work` held at once, in the quietest of some tries.

    What others take meanwhile is counted too and can only add, so the least of the tries is the nearest to the truth.
    """
    return min(_peak(work) for _ in range(TRIES))


def _peak(work: Callable[[], object]) -> int:
    gc.collect()
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
