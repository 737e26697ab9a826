"""Check 5 on a whole bundle: the same order gives the same bytes in another process, folder, time zone, language and hash seed."""

import os
import subprocess
import sys
from pathlib import Path

from claims.model.bundle import Bundle
from claims.settings import ROOT
from tests.bundle_copies import copied, lend
from tests.whole_bundle import FullMatter

ELSEWHERE = {"PYTHONHASHSEED": "4711", "TZ": "America/St_Johns", "LANG": "tr_TR.UTF-8", "LC_ALL": "C"}


def test_another_process_elsewhere_makes_the_same_bytes(
    ordered: tuple[FullMatter, Bundle], served: tuple[FullMatter, Bundle], tmp_path: Path
) -> None:
    """The same sealed order, on copies of database and vault; only the order and what lies sealed are alike."""
    here, bundle = copied(ordered[0], tmp_path / "office"), ordered[1]
    (tmp_path / "other").mkdir()
    office = here.office
    place = (str(office.database.engine.url), str(office.vault.root), str(office.settings.runtime))
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.bundle_worker", *place, office.office.id, bundle.id, "-1"],
        cwd=tmp_path / "other",
        env={**os.environ, **ELSEWHERE, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    lend(here, bundle)
    child.communicate("go\n")

    assert child.returncode == 0
    there, made = here.paper(bundle), served[0].paper(served[1])
    assert (there.sha256, there.size, there.fingerprints) == (made.sha256, made.size, made.fingerprints)
