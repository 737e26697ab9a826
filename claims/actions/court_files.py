"""What one claimant has in the court's package: statement and texts, numbered exhibits, signed powers, by counsel's tick the explanation.

Nothing of findings, strengths, flags, notes, deadlines or first knowledge passes here.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime

from claims.actions.court_exhibits import CourtPart, Stamps, add_exhibit, exhibit_label, path_of
from claims.actions.court_powers import add_powers
from claims.actions.making import Making
from claims.actions.open_parties import OpenParty
from claims.model.made_bundle import MadeDocument
from claims.rules.court_papers import party_row_of, statement_of
from claims.rules.match_explaining import for_court, match_of
from claims.store.archive import BagFile
from claims.store.clock import legal_day
from claims.store.code_version import code_version
from claims.store.pdf_extent import page_count
from claims.store.statement_text import statement_json, statement_text


def court_part(making: Making, one: OpenParty, *, stamps: Stamps) -> CourtPart:
    """Everything of one claimant for the court. Raises Damaged, NotValid `missing_glyph` and what else stops a bundle by name."""
    part = CourtPart()
    day = date.fromisoformat(one.chosen.day)
    if one.chosen.papers == "all":
        _add_statement(making, one, part, day=day)
        group = one.chosen.letter
        amount = making.order.matter.amount_each
        row = party_row_of(
            one.going, counsel_address=making.counsel_address, today=making.day, amount=amount, group=group
        )
        part.parties.append(row)
        if making.order.options.match_in_court:
            _add_matches(making, one, part, day=day)
    for chosen in one.chosen.exhibits:
        if not chosen.gone:
            add_exhibit(making, one, part, chosen, stamps=stamps, day=day)
    add_powers(making, one, part)
    return part


def _add_statement(making: Making, one: OpenParty, part: CourtPart, *, day: date) -> None:
    known = (each for each in one.chosen.exhibits if not (each.gone or each.late))
    labels = {each.id: exhibit_label(making, one, each) for each in known}
    statement = statement_of(one.going, day=day, exhibits=labels, counsel_address=making.counsel_address)
    voice = making.export.voice
    words, court_words = voice.statement(statement.language), making.court_words
    pdf = making.press.statement(statement, words=words, korean=court_words)
    title = making.press.court_terms["statement.title"]
    path, text = path_of(making, "statement", one), path_of(making, "statement", one, ending="txt")
    part.files += [
        BagFile(path, pdf, title),
        BagFile(path_of(making, "statement", one, ending="json"), statement_json(statement), f"{title} (JSON)"),
        BagFile(text, statement_text(statement, words=words, korean=court_words), f"{title} (text)"),
    ]
    part.documents.append(
        MadeDocument(
            path=path,
            section="statements",
            title=f"{title} – {_name(one)}",
            pages=page_count(pdf),
            party=one.chosen.number,
            reference=one.chosen.reference,
            kind="statement",
            author=_name(one),
            made_on=one.going.sent.isoformat(),
            language=statement.language,
            text_path=text,
        )
    )


def _add_matches(making: Making, one: OpenParty, part: CourtPart, *, day: date) -> None:
    for project, pdf in matches(making, one, day=day, for_counsel="no"):
        path = _match_path(making, one, project)
        title = making.press.court_terms["match.title"]
        part.files.append(BagFile(path, pdf, title))
        part.documents.append(
            MadeDocument(
                path=path,
                section="match",
                title=f"{title} – {_name(one)}",
                pages=page_count(pdf),
                party=one.chosen.number,
                reference=one.chosen.reference,
                kind="match",
                language=making.profile.terms,
            )
        )


def _match_path(making: Making, one: OpenParty, project: str) -> str:
    """A claimant may have been judged by several projects: its code tells them apart."""
    if making.order.options.names == "hangul":
        return path_of(making, "match", one, title=project.lower())
    return f"30-match/match-{one.chosen.number:06d}-{project.lower()}.pdf"


def matches(making: Making, one: OpenParty, *, day: date, for_counsel: str) -> Iterator[tuple[str, bytes]]:
    """(project code, PDF) of each explanation; the court's copy unless `for_counsel` is "yes"."""
    press, voice = making.press, making.export.voice
    for project in making.export.registry.projects:
        if one.going.judgement.verdict(project.code) is None:
            continue
        judged = datetime.fromtimestamp(one.going.judgement.judged_at, UTC)
        judged_on = legal_day(judged, making.export.zone).isoformat()
        code = code_version()
        full = match_of(one.going, project, day=day, language="ko", code_version=code, judged_on=judged_on)
        said = full if for_counsel == "yes" else for_court(full)
        yield project.code, press.match_explanation(said, words=voice.match("ko"), language="ko")


def _name(one: OpenParty) -> str:
    person = one.going.file.claimant
    return one.going.desk.name_hangul or person.name_hangul or person.name or person.name_latin
