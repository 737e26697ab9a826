"""Check 13: each statement's text is UTF-8 in NFC and its JSON equal to what is stored, for every script we are written to in.

From the sealed claim to the two files: what the claimant typed, what the paper holds, what a stranger's JSON reader gets.
"""

import json
import subprocess
import unicodedata
from dataclasses import asdict
from datetime import date
from pathlib import Path

import pytest

from claims.model.claim_file import Claimant, ClaimFile, ConsentStatement, EntryRecord, ForLawyers
from claims.model.judgement import Judgement
from claims.model.triage import DeskFacts
from claims.model.vocabulary import Answer, Channel
from claims.rules.court_papers import Going, statement_of
from claims.store.exhibit_text import text_of
from claims.store.statement_text import statement_json, statement_text
from claims.web.paper_voice import PAPER_VOICE
from tests.outside_tools import run_tool
from tests.paper_samples import WRITERS, set_statement

DAY = date(2026, 11, 22)
KNOWN_SINCE = "1999-vergessen"


def stored(language: str) -> Going:
    """One claimant as they lie under the seal; what lawyers asked apart is there too."""
    name, account = WRITERS[language]
    file = ClaimFile(
        language=language,
        claimant=Claimant(name=name, name_latin="DOE", born="1990-04~", nationality="VNM", passport_number="M1234567"),
        records=(
            EntryRecord(id="t1", passport="VNM", entered="2015-03-02", exited="2018-10~", channel_in=Channel.GATE),
            EntryRecord(id="t2", entered="2010", exited="none"),
        ),
        statement=ConsentStatement(told_of_ai=Answer.NO, account=account, harm=f"{account}\n{name}", language=language),
        for_lawyers=ForLawyers(learned_when=KNOWN_SINCE, learned_how=KNOWN_SINCE),
    )
    desk = DeskFacts(
        translation="번역", translator="박번역", reviewer="이검토", name_hangul="도우", notes=(KNOWN_SINCE,)
    )
    judgement = Judgement(registry_revision="", rule_version=1, judged_at=0)
    return Going(number=3, reference="7K3M9Q4T", sent=DAY, file=file, desk=desk, judgement=judgement)


@pytest.mark.parametrize("language", WRITERS)
def test_json_equals_what_is_stored(language: str) -> None:
    going = stored(language)
    statement = statement_of(going, day=DAY, exhibits={}, counsel_address="법무법인")
    facts = json.loads(statement_json(statement))
    said, person = going.file.statement, going.file.claimant

    assert (facts["account"], facts["harm"], facts["language"]) == (said.account, said.harm, language)
    assert (facts["name"], facts["born"], facts["nationality"]) == (person.name, person.born, person.nationality)
    for told, record in zip(facts["trips"], going.file.records, strict=True):
        given = record.model_dump(mode="json")
        assert {name: told[name] for name in ("passport", "entered", "exited", "channel_in", "capacity")} == {
            name: given[name] for name in ("passport", "entered", "exited", "channel_in", "capacity")
        }
    assert [(one["question"], one["answer"]) for one in facts["answers"] if one["answer"]] == [("told_of_ai", "no")]
    assert facts["translation"]["account"] == "번역"
    assert facts == {"format": 1, **json.loads(json.dumps(asdict(statement), default=str))}


@pytest.mark.parametrize("language", WRITERS)
def test_text_is_utf8_nfc_and_says_it_all(language: str, tmp_path: Path) -> None:
    going = stored(language)
    statement = statement_of(going, day=DAY, exhibits={}, counsel_address="법무법인")
    raw = statement_text(statement, words=PAPER_VOICE.statement(language), korean=PAPER_VOICE.statement("ko"))
    said = raw.decode("utf-8")

    assert not raw.startswith(b"\xef\xbb\xbf")
    assert unicodedata.normalize("NFC", said) == said
    for fact in (going.file.statement.account, going.file.statement.harm, going.file.claimant.name, "번역", "M1234567"):
        assert unicodedata.normalize("NFC", fact) in said
    (tmp_path / "statement.txt").write_bytes(raw)
    assert (
        run_tool("iconv", "-f", "UTF-8", "-t", "UTF-16", "-o", "/dev/null", tmp_path / "statement.txt").returncode == 0
    )
    assert KNOWN_SINCE not in said
    assert KNOWN_SINCE.encode() not in statement_json(statement)


@pytest.mark.parametrize("language", ["ko", "en", "vi", "ja", "zh-Hans", "mn"])
def test_where_a_text_layer_can_be_trusted_it_says_the_same(language: str) -> None:
    """The PDF's own layer holds the account that stands in the text file."""
    statement = statement_of(stored(language), day=DAY, exhibits={}, counsel_address="")
    layer = "".join(text_of(set_statement(statement)).decode().split())

    assert "".join(unicodedata.normalize("NFC", statement.account).split()) in layer


def test_a_stranger_reads_the_json_with_a_program_of_their_own(tmp_path: Path) -> None:
    """A bare Python, isolated, with nothing of ours on its path."""
    statement = statement_of(stored("ar"), day=DAY, exhibits={}, counsel_address="")
    (tmp_path / "statement.json").write_bytes(statement_json(statement))
    program = (
        "import json, sys; sys.stdout.buffer.write(json.load(open(sys.argv[1], encoding='utf-8'))['account'].encode())"
    )
    said = subprocess.run(
        ["python3", "-I", "-c", program, tmp_path / "statement.json"], capture_output=True, check=True, timeout=60
    )

    assert said.stdout.decode() == statement.account
