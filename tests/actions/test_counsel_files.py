"""What lies in which package: no fact of counsel's is in the court's, and nothing of one claimant is in another's."""

import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from claims.actions.decide_claim import add_note, read_desk_facts
from claims.cli import match_verify
from claims.model.claim_file import (
    Claimant,
    ClaimFile,
    ConsentStatement,
    Contact,
    EarlierAnswer,
    EntryRecord,
    ForLawyers,
)
from claims.model.matter import MatterFacts
from claims.model.vocabulary import AgreementCode, Answer, PartKind
from claims.store.claim_parts import put_part
from claims.web.paper_voice import PAPER_VOICE
from tests.cast import HAN, LINH, PARK, agreed
from tests.databases import sqlite_copy
from tests.make import MadeOffice, Sent, make_office
from tests.make_bundles import Court, attach, picture, unpacked
from tests.outside_tools import text_of

# Words that occur nowhere else. Those of counsel begin with "Q", those that a court may read with "K".
SECRET = [f"Q{number:02d}vanth" for number in range(20)]
CODES = ("under_17", "press_differs", "lower_source", "press_only", "unrated", "inside_flagged", "cannot_tell")


def told(number: int) -> ClaimFile:
    """A claimant each of whose answers is a word of its own; a child then, so that there is a flag."""
    k = f"K{number}"
    trip = EntryRecord(
        id="trip-one",
        passport="VNM",
        entered="2013-07-01",
        earlier=(EarlierAnswer(entered="2013-06", exited=None, what_helped=SECRET[0]),),
    )
    return LINH.model_copy(
        update={
            "claimant": Claimant(
                name=f"{k}name", name_latin=f"{k}LATIN", name_hangul=f"{k}한글", born=f"1998-05-0{number}", nationality="VNM",
                passport_number=f"{k}PASS",
            ),
            "records": (trip,),
            "statement": ConsentStatement(
                told_of_ai=Answer.NO, account=f"{k}account", harm=f"{k}harm", helped_by=f"{k}helper", language="vi"
            ),
            "for_lawyers": ForLawyers(
                learned_when=SECRET[1],
                learned_how=SECRET[2],
                other_proceedings=Answer.NO,
                other_proceedings_what=SECRET[3],
                access_request=Answer.YES,
                access_request_reply=SECRET[4],
            ),
            "contact": Contact(channel="email", address=SECRET[5], own_address=SECRET[6]),
        }
    )  # fmt: skip


def sent_by(office: MadeOffice, number: int) -> Sent:
    """Sent with a photo whose metadata, name and note are words too, and with what the office added."""
    receipt, draft = office.draft(told(number))
    photo = picture(described=SECRET[7], shade=60 * number)
    attach(office, draft, photo, name=f"{SECRET[8]}.jpg", note=SECRET[9])
    sent = Sent(receipt=receipt, claim=draft, proof=office.send_draft(draft))
    with office.database.deed() as session:
        add_note(session, draft, note=SECRET[10])
        facts, version = read_desk_facts(session, draft)
        more = {"reasons": (SECRET[11],), "duplicates": (f"{SECRET[12]}{number}",), "first_knowledge_note": SECRET[13]}
        words = facts.model_copy(update={**more, "translation": f"K{number}translation", "translator": "Han"})
        plain = words.model_dump_json().encode()
        put_part(session, draft, kind=PartKind.DESK, number=1, plaintext=plain, after_version=version)
    return sent


@pytest.fixture(scope="module")
def files(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, bytes]]:
    """A bundle of two claimants with counsel's tick; a third stays out."""
    folder = tmp_path_factory.mktemp("office")
    office = make_office(sqlite_copy(sqlite_template, folder), folder, members=(HAN, PARK))
    court = Court(office, facts=MatterFacts(title="국가배상", firm="Firm One", lawyer="Park", purpose=SECRET[14]))
    refuses = told(3).model_copy(update={"agreements": agreed(AgreementCode.C8)})
    court.choose(sent_by(office, 1), sent_by(office, 2), office.send(refuses))
    yield unpacked(court.zipped(match_in_court="yes", purpose=SECRET[15], volumes=True))
    office.close()


@pytest.fixture(scope="module")
def words(files: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Everything a reader can get out of each file: text, text of PDFs, their inner streams and metadata, sheets unzipped."""
    return {path: readable(content, tmp_path_factory.mktemp("text")) for path, content in files.items()}


def readable(content: bytes, folder: Path) -> str:
    """All words of one file."""
    found = [content.decode("utf-8", "ignore"), content.decode("utf-16-le", "ignore")]
    if content.startswith(b"%PDF"):
        found.append(text_of(content, folder))
        with pikepdf.open(io.BytesIO(content)) as pdf:
            found += [str(pdf.docinfo.items()), *(str(each) for each in pdf.objects)]
            found += [inner(each) for each in pdf.objects if isinstance(each, pikepdf.Stream)]
    elif content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as sheet:
            found += [sheet.read(name).decode("utf-8", "ignore") for name in sheet.namelist()]
    return "\n".join(found)


def inner(stream: pikepdf.Stream) -> str:
    """A stream unpacked; a picture as it is."""
    try:
        return stream.read_bytes().decode("utf-8", "ignore")
    except pikepdf.PdfError:
        return stream.read_raw_bytes().decode("utf-8", "ignore")


def court_files(words: dict[str, str]) -> dict[str, str]:
    """The court's package; the program that travels in it knows no claim."""
    return {path: text for path, text in words.items() if path.startswith("court/") and not path.endswith("verify.py")}


def test_no_fact_of_counsels_package_is_in_the_courts(words: dict[str, str]) -> None:
    """First knowledge, other proceedings, how to reach them, file names, notes, duplicates, purpose, who stays out."""
    found = {path: [word for word in SECRET if word in text] for path, text in court_files(words).items()}

    assert {path: hits for path, hits in found.items() if hits} == {}
    for path, text in court_files(words).items():
        assert not [word for word in ("K3name", "K3LATIN", "no_court_agreement") if word in text], path


def test_counsel_gets_them_all(words: dict[str, str]) -> None:
    """The same words are where they belong, so that the search above would have found them."""
    counsel = "\n".join(text for path, text in words.items() if path.startswith("counsel/"))

    assert [word for word in [*SECRET[:6], *SECRET[8:14], SECRET[15]] if word not in counsel] == []
    assert SECRET[7] in counsel
    assert "no_court_agreement" in counsel
    assert "under_17" in counsel


def test_counsel_can_have_the_findings_recomputed_and_the_court_gets_neither(
    files: dict[str, bytes], tmp_path: Path
) -> None:
    """The program runs alone, on the documents beside it, and agrees; the kernel of the service does too."""
    beside = {path.rsplit("/", 1)[1]: path for path in files if re.search(r"/(findings|recompute)[^/]*$", path)}
    assert sorted(beside) == [
        "findings-000001.json", "findings-000002.json", "findings.schema.json", "recompute_findings.py"
    ]  # fmt: skip
    assert {path.rsplit("/", 1)[0] for path in beside.values()} == {"counsel/data/10-match"}
    for name, path in beside.items():
        (tmp_path / name).write_bytes(files[path])

    documents = [str(tmp_path / f"findings-00000{number}.json") for number in (1, 2)]
    program = [sys.executable, "-I", str(tmp_path / "recompute_findings.py"), *documents]
    done = subprocess.run(program, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert done.stdout.count("all agree") == 2
    assert "trip-one MOJ-FN-FOI" in done.stdout
    assert match_verify.run([Path(each) for each in documents]) == 0


def test_no_strength_and_no_flag_is_in_the_courts(words: dict[str, str]) -> None:
    """Neither as a code nor in the words that counsel's explanation has for it."""
    said = PAPER_VOICE.match("ko")
    phrases = [text for key, text in said.items() if key.startswith(("strength.", "flag.", "note.")) and len(text) > 3]
    for path, text in court_files(words).items():
        assert not [code for code in CODES if code in text], path
        assert not [phrase for phrase in phrases if phrase in text], path
    explained = "".join(
        text for path, text in words.items() if path.startswith("counsel/data/10-match") and "pdf" in path
    )
    assert [phrase for phrase in phrases if "".join(phrase.split()) in "".join(explained.split())]


def test_nothing_of_one_claimant_is_in_anothers_papers(words: dict[str, str]) -> None:
    """Statements, exhibits, matches, originals: each file is one party's alone."""
    owned = {path: int(found[1]) for path in words if (found := re.search(r"-00000(\d)", path))}
    numbers = {
        path: set(re.findall(r"K(\d)(?:name|LATIN|account|harm|helper|PASS|translation)", words[path]))
        for path in owned
    }
    parties = {1: numbers["court/data/10-statements/statement-000001.json"]}
    parties[2] = {"1", "2"} - parties[1]

    assert all(found <= parties[owned[path]] for path, found in numbers.items())
    assert sum(bool(found) for found in numbers.values()) >= 8
    assert len(owned) == 2 * 13, sorted(owned)


def test_the_statement_is_whole(words: dict[str, str]) -> None:
    """In each of its three forms: account, harm, helper, translation, names."""
    for ending in ("json", "txt", "pdf"):
        text = "".join(words[f"court/data/10-statements/statement-000001.{ending}"].split())
        for part in ("name", "LATIN", "account", "harm", "translation"):
            assert re.search(f"K[12]{part}", text), (ending, part)


def test_an_exhibit_is_the_clean_copy_and_the_original_is_counsels(files: dict[str, bytes]) -> None:
    """As given, byte for byte, but in counsel's package only."""
    originals = [content for path, content in files.items() if path.startswith("counsel/data/30-originals/")]
    expected = {picture(described=SECRET[7], shade=60 * number) for number in (1, 2)}

    assert set(originals) == expected
    assert not [path for path, content in files.items() if path.startswith("court/") and content in expected]
