"""Tables and texts for counsel: one line per claimant, who stays out, a statement as plain text. This is where they are written.

A text that a spreadsheet might run gets an apostrophe in front.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from claims.model.matter import LeftOut
from claims.model.paper import Statement
from claims.rules.court_papers import Going

# What a spreadsheet takes for the start of a formula, the full-width forms of East Asian keyboards included.
_RISKY = tuple("=+-@\t\r\n＝＋－＠")
CLAIM_COLUMNS = (
    *("party", "reference", "name", "nationality", "born", "project", "result", "strength", "flags", "notes"),
    *("first_knowledge", "learned_how", "other_proceedings", "agreements", "power"),
)


def claims_table(everyone: Iterable[Going]) -> bytes:
    """One row per claimant and disclosed project, UTF-8 with byte order mark."""
    return _csv(CLAIM_COLUMNS, (row for going in everyone for row in _claim_rows(going)))


def left_out_table(left_out: Iterable[LeftOut]) -> bytes:
    """Reference and reason code of each claim that stays out."""
    return _csv(("reference", "reason"), ((one.reference, one.reason) for one in left_out))


def statement_text(statement: Statement, korean: Mapping[str, str]) -> str:
    """A statement's own words as plain text: who, and verbatim what they said."""
    lines = [statement.name, statement.name_latin, statement.name_hangul, statement.born, statement.nationality, ""]
    for trip in statement.trips:
        lines.append(f"{trip.number}. {trip.passport or ''} {trip.entered or ''} {trip.exited or ''}".rstrip())
    lines += ["", statement.account, "", statement.harm, ""]
    if statement.translation is not None:
        told = statement.translation
        lines += [korean.get("translation", ""), told.account, told.harm, f"{told.translator} / {told.reviewer}", ""]
    return "\n".join(lines)


def _claim_rows(going: Going) -> Iterable[Sequence[object]]:
    said, person = going.file.for_lawyers, going.file.claimant
    agreed = " ".join(f"{a.code}:{'yes' if a.yes else 'no'}" for a in going.file.agreements)
    for verdict in going.judgement.verdicts:
        yield (
            *(going.number, going.reference, person.name or person.name_latin, person.nationality, person.born),
            *(
                verdict.project,
                verdict.result,
                verdict.strength or "",
                "|".join(verdict.flags),
                "|".join(verdict.notes),
            ),
            *(said.learned_when, said.learned_how, said.other_proceedings or "", agreed, "to_follow"),
        )


def _csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_neutral(str(cell)) for cell in row])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _neutral(text: str) -> str:
    return "'" + text if text.startswith(_RISKY) else text
