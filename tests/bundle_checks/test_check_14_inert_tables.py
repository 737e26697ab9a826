"""Check 14, tables and texts: markup, control, reordering and template text in what people typed is inert, and flagged, in every csv, txt and json.

The strings are our own list of the nasty ones and, where it lies beside this checkout, the public list of naughty strings.
"""

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from claims.actions.match_claims import judge_file
from claims.model.bundle import LeftOut
from claims.model.bundle_row import Redaction, ToFollow, Withheld
from claims.model.claim_file import ForLawyers
from claims.model.made_bundle import CustodyEvent
from claims.model.triage import DeskFacts
from claims.rules.court_papers import Going
from claims.settings import ROOT
from claims.store.bundle_tables import excluded_csv, redactions_csv, to_follow_csv, withheld_csv
from claims.store.counsel_tables import claim_rows, claims_csv
from claims.store.custody_log import check_custody, custody_csv
from claims.store.registry import load_registry
from claims.store.statement_text import statement_json, statement_text
from claims.web.paper_voice import PAPER_VOICE
from tests.cast import LINH
from tests.load_samples import document, files_of, paged
from tests.paper_samples import sample_statement

ACTING = [*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF, 0xE0041, *range(0x09), 0x1B, 0x7F, 0x9B]
OURS = [
    *(f"a{chr(number)}b" for number in ACTING),
    *("=1+1", "+1", "-1", "@SUM(A1)", "＝1", "\t=1", " =1", '=cmd|" /C calc"!A0', '=HYPERLINK("http://x")'),
    *("{{7*7}}", "${7*7}", "{% raw %}", "<script>alert(1)</script>", '#read("/etc/passwd")', "%s%n", "{0.__class__}"),
    *("../../etc/passwd", "a\r\nb", "a\nb", 'a"b', "a,b", "þ®\x14", "﷽", "'; DROP TABLE claim; --"),
]
NAUGHTY = Path(__file__).parents[2] / "../shared/data/strings/blns.json"
JUDGED = judge_file(LINH, registry=load_registry(ROOT / "disclosures"), now=datetime(2026, 11, 22, tzinfo=UTC))
UNSEEN = re.compile("[\u202a-\u202e\u2066-\u2069\ufeff\U000e0000-\U000e0fff\x00-\x08\x0b-\x1f\x7f-\x9f]")


def naughty() -> list[str]:
    """The public list; the test that asks for it is skipped where it is not there."""
    if not NAUGHTY.exists():
        pytest.skip("the list of naughty strings is not beside this checkout")
    return [text for text in json.loads(NAUGHTY.read_text()) if isinstance(text, str)]


def typed_into_tables(text: str) -> Iterator[bytes]:
    """The text in every typed place of every table."""
    person = LINH.claimant.model_copy(update={"name": text, "nationality": text, "born": text})
    said = ForLawyers(learned_when=text, learned_how=text)
    going = Going(
        number=1,
        reference=text,
        sent=date(2026, 11, 22),
        file=LINH.model_copy(update={"claimant": person, "for_lawyers": said}),
        desk=DeskFacts(),
        judgement=JUDGED,
    )
    yield b"".join(claims_csv(claim_rows(going, today=date(2026, 11, 22))))
    words = {f"left_out.{text}": text, f"who_mends.{text}": text, f"to_follow.{text}": text}
    yield b"".join(excluded_csv([LeftOut(reference=text, reason=text)], korean=words, english=words))
    yield b"".join(
        to_follow_csv([ToFollow(party=1, reference=text, what=text, until=text)], korean=words, english=words)
    )
    one = {"number": text, "party": 1, "kind": text, "basis": text}
    yield b"".join(redactions_csv([Redaction(reference=text, at=text, before=text, after=text, by=text, **one)]))
    yield b"".join(withheld_csv([Withheld(made_on=text, described=text, **one)]))
    event = CustodyEvent(item=text, event="capture", at=text, actor=text, purpose=text, before=text, after=text)
    log = b"".join(custody_csv([event]))
    assert check_custody(log) == []
    yield log


def typed_into_load_files(text: str) -> dict[str, bytes]:
    """The text in every typed place of the load files."""
    return files_of(paged([document(title=text, author=text, kind=text, number=text, made_on=text, language=text)]))


def assert_inert_table(raw: bytes, text: str) -> None:
    """No cell starts a formula, none holds an acting character, and the row is one row whatever was typed."""
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert len({len(row) for row in rows}) == 1, text
    for cell in (cell for row in rows[1:] for cell in row):
        assert not cell.lstrip().startswith(tuple("=+-@＝＋－＠")), text
        assert not cell.startswith(("\t", "\n", "\r")), text
        assert not UNSEEN.search(cell), text


@pytest.mark.parametrize("text", OURS)
def test_no_table_runs_or_hides_anything(text: str) -> None:
    for raw in typed_into_tables(text):
        assert_inert_table(raw, text)
    files = typed_into_load_files(text)
    for name in ("load.csv", "load-changes.csv"):
        assert_inert_table(files[name], text)
    assert not UNSEEN.search(files["load.dat"].decode("utf-8-sig").replace("\x14", "").replace("\r\n", ""))
    assert not UNSEEN.search(files["load.json"].decode())
    assert json.loads(files["load.json"])["documents"][0]["TITLE"] == text


@pytest.mark.parametrize("text", OURS)
def test_a_statements_text_and_json_show_what_acts(text: str) -> None:
    """Written out and flagged in the text, escaped and equal in the JSON; markup and templates stand as they were typed."""
    statement = replace(sample_statement("en"), account=text, name=text, harm=text, helped_by=text, address=text)
    words = PAPER_VOICE.statement("en")
    said = statement_text(statement, words=words, korean=words).decode()
    raw = statement_json(statement).decode()

    assert not UNSEEN.search(said)
    assert not UNSEEN.search(raw)
    assert json.loads(raw)["account"] == text
    acts = UNSEEN.search(text.replace("\r\n", "\n"))
    assert ("a character that cannot be seen" in said) == bool(acts)
    if acts:
        assert f"[U+{ord(acts.group()):04X}]" in said
    elif "\r" not in text and "﷽" not in text:
        assert text in said


def test_the_public_list_of_naughty_strings() -> None:
    for text in naughty():
        for raw in typed_into_tables(text):
            assert_inert_table(raw, text)
        files = typed_into_load_files(text)
        assert json.loads(files["load.json"])["documents"][0]["TITLE"] == text
        assert_inert_table(files["load.csv"], text)
