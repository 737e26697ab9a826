"""Workers in processes of their own, begun and waited for. This is where a test gets one that it can kill.

child = started(court, bundle, parts=4)   # ready to be lent keys; dies when it has sealed four parts
lend(court, bundle)
assert ended(child) == 9
"""

import subprocess
import sys

from claims.model.bundle import Bundle
from claims.settings import ROOT
from tests.make_bundles import Court


def started(court: Court, bundle: Bundle, *, parts: int = -1) -> subprocess.Popen[str]:
    """A worker in a process of its own, ready to be lent keys; gone, without a word, when it has sealed so many parts."""
    office = court.office
    place = (str(office.database.engine.url), str(office.vault.root), str(office.settings.runtime))
    command = [sys.executable, "-m", "tests.bundle_worker", *place, office.office.id, bundle.id, str(parts)]
    child = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    return child


def ended(child: subprocess.Popen[str]) -> int:
    """It is told to begin; how it ended. Its pipes are closed."""
    child.communicate("go\n")
    return child.returncode
