"""Check 5, on paper: the same facts give the same bytes of every court paper and table, in any process and after any other paper."""

import hashlib
import subprocess
import sys

from claims.settings import ROOT
from claims.store.party_mapping import read_party_mapping
from claims.store.party_tables import party_csv_stream, party_xlsx_stream
from tests.court_paper_samples import COSTS, COUNTRIES, COURT_PAPERS, party_rows
from tests.paper_samples import TEMPLATES, sample_press


def every_fingerprint() -> dict[str, str]:
    """SHA-256 of each paper and table, by its name."""
    words = dict(sample_press().court_terms) | COUNTRIES
    mapping, rows = read_party_mapping(TEMPLATES / "tables" / "party_mapping.toml"), party_rows(3)
    made = {name: make("Nguyễn Thị Hường") for name, make in COURT_PAPERS.items()}
    made["csv"] = b"".join(party_csv_stream(rows, mapping=mapping, words=words))
    made["xlsx"] = b"".join(party_xlsx_stream(rows, mapping=mapping, words=words, table=COSTS))
    return {name: hashlib.sha256(content).hexdigest() for name, content in made.items()}


def test_another_process_makes_the_same_bytes() -> None:
    program = (
        "from tests.bundle_checks.test_check_05_court_papers import every_fingerprint\n"
        "for name, found in every_fingerprint().items(): print(name, found)\n"
    )
    there = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True, timeout=120
    )
    assert dict(line.split() for line in there.stdout.splitlines()) == every_fingerprint()


def test_letting_go_of_what_the_engine_keeps_changes_nothing() -> None:
    before = COURT_PAPERS["party_list"]("Linh")
    sample_press().let_go()
    assert COURT_PAPERS["party_list"]("Linh") == before
