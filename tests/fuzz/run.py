"""Fuzzing by coverage, one harness after the other, each for its time in a process of its own. `.ci/fuzz --help` says how.

A crash, a hang of five seconds or a gigabyte of memory ends a harness; what did it is kept. This is where atheris is set to work.
"""

import argparse
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory, gettempdir

from tests.fuzz.table import HARNESSES
from tests.make import make_settings

SECONDS = 600
HANGS_AFTER = 5
MOST_MEMORY = 1024
IN_MEMORY = Path("/dev/shm")
_DONE = re.compile(r"Done (\d+) runs? in (\d+) second")
_COVERED = re.compile(r"cov: (\d+) ft: (\d+)")


@dataclass(frozen=True)
class Outcome:
    """What came of one harness: executions, seconds, edges of our own code that were reached, and whether it fell over."""

    name: str
    executions: int
    seconds: int
    edges: int
    crashed: bool

    def __str__(self) -> str:
        ended = "CRASHED" if self.crashed else "no crash"
        return f"{self.name:<22} {self.executions:>12,} executions {self.seconds:>6} s {self.edges:>7,} edges  {ended}"


def fuzz(name: str, *, seconds: int, kept: Path) -> Outcome:
    """One harness in a process of its own; the corpus it grows and what made it fall over stay in `kept`."""
    corpus, finds, log = kept / name / "corpus", kept / name / "finds", kept / name / "log"
    for folder in (corpus, finds):
        folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=IN_MEMORY if IN_MEMORY.is_dir() else None) as scratch, log.open("wb") as said:
        order = [sys.executable, "-m", "tests.fuzz.one", name, scratch, f"-max_total_time={seconds}"]
        order += [f"-timeout={HANGS_AFTER}", f"-rss_limit_mb={MOST_MEMORY}", f"-max_len={HARNESSES[name].longest}"]
        order += [f"-artifact_prefix={finds}/", "-print_final_stats=1", str(corpus)]
        environ = {**os.environ, "TMPDIR": scratch}
        ended = subprocess.run(order, stdout=said, stderr=subprocess.STDOUT, env=environ, check=False).returncode
        rmtree(make_settings("", Path(scratch)).runtime, ignore_errors=True)
    return _read(name, log.read_text(errors="replace"), crashed=ended != 0)


def _read(name: str, said: str, *, crashed: bool) -> Outcome:
    done = _DONE.search(said)
    covered = _COVERED.findall(said)
    edges = int(covered[-1][0]) if covered else 0
    return Outcome(name, int(done[1]) if done else 0, int(done[2]) if done else 0, edges, crashed or done is None)


def main(arguments: list[str]) -> int:
    """Ends with 1 when something fell over."""
    parser = argparse.ArgumentParser(prog=".ci/fuzz", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of: {', '.join(HARNESSES)}; by default all")
    parser.add_argument("--seconds", type=int, default=SECONDS, help="for each harness; by default ten minutes")
    parser.add_argument(
        "--kept", type=Path, default=Path(gettempdir()) / "claims-fuzz", help="where corpora and finds stay"
    )
    given = parser.parse_args(arguments)
    unknown = [name for name in given.names if name not in HARNESSES]
    if unknown:
        parser.error(f"no harness is named {', '.join(unknown)}")
    fell = False
    for name in given.names or HARNESSES:
        outcome = fuzz(name, seconds=given.seconds, kept=given.kept)
        fell |= outcome.crashed
        print(outcome, flush=True)
        if outcome.crashed:
            print(f"  see {given.kept / name / 'log'}; what did it: {given.kept / name / 'finds'}", flush=True)
    return 1 if fell else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
