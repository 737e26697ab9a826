"""A claimant's statement as plain text and as JSON, beside its PDF: for readers and programs that need no layout.

No PDF carries a text layer that can be trusted in every script; these two do. The text has the labels of the paper in Korean and in the
claimant's language; the JSON is the statement's facts and nothing else. This is where both are written.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import date

from claims.model.paper import Statement, StatementAnswer, StatementTrip
from claims.store.inert_json import inert_json
from claims.store.inert_text import has_unseen, inert
from claims.store.paper_days import day_in_words

Words = Mapping[str, str]
FORMAT = 1
_RULE = "-" * 40


def statement_json(statement: Statement) -> bytes:
    """The facts of a statement as stored, days as ISO text, with `"format": 1`; UTF-8. Read back it is equal to the statement."""
    facts = {"format": FORMAT, **{name: _plain(value) for name, value in asdict(statement).items()}}
    return (inert_json(facts) + "\n").encode()


def statement_text(statement: Statement, *, words: Words, korean: Words) -> bytes:
    """The statement as it is read aloud: UTF-8 without byte order mark, NFC, LF; what was written stands verbatim.

    `words` are those of the claimant's language, `korean` the Korean ones; a label is said once where both are the same. Unseen acting
    characters are written out by number, and the last line then says so.
    """
    said = "\n".join(_Lines(words, korean).all(statement)).rstrip("\n") + "\n"
    return unicodedata.normalize("NFC", inert(said)).encode()


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value


class _Lines:
    """Writes the parts of a statement line by line, labels in two languages."""

    def __init__(self, words: Words, korean: Words) -> None:
        self._words, self._korean = words, korean

    def all(self, statement: Statement) -> Iterator[str]:
        """The whole statement."""
        yield from (self._both("title"), statement.reference, "")
        yield from self._part("person", self._person(statement))
        trips = [line for trip in statement.trips for line in self._trip(trip)]
        yield from self._part("trips", trips or [self._both("trips.none")])
        yield from self._part("questions", [line for one in statement.answers for line in self._answer(one)])
        yield from self._typed(statement)
        yield from self._part("trip.exhibits", statement.exhibits)
        yield from self._named((("sent", statement.sent.isoformat()), ("signed_on", statement.day.isoformat())))
        if has_unseen("\n".join(_typed_texts(statement))):
            yield from ("", "[U+XXXX] = 보이지 않는 문자 (a character that cannot be seen)")

    def _person(self, one: Statement) -> Iterator[str]:
        return self._named(
            (
                ("name", one.name),
                ("name_latin", one.name_latin),
                ("name_hangul", one.name_hangul),
                ("born", self._day(one.born) if one.born else ""),
                ("nationality", self._country(one.nationality)),
                ("nationality_during", self._country(one.nationality_during)),
                ("passport_number", one.passport_number),
                ("address", one.address),
                ("representative", self._representative(one)),
            )
        )

    def _representative(self, one: Statement) -> str:
        relation = self._coded("relation", one.relation)
        return f"{one.representative} ({relation})" if one.representative and relation else one.representative

    def _trip(self, trip: StatementTrip) -> Iterator[str]:
        yield self._both("trip").replace("{number}", str(trip.number))
        ways = (("channel", trip.channel_in), ("channel", trip.channel_out))
        facts = (
            ("trip.entered", self._event(trip.entered, trip.port_in)),
            ("trip.exited", self._event(trip.exited, trip.port_out)),
            ("trip.passport", self._country(trip.passport or "") or self._both("day.unknown")),
            ("trip.channel", " → ".join(dict.fromkeys(self._coded(kind, code) for kind, code in ways if code))),
            ("trip.capacity", self._coded("capacity", trip.capacity)),
            ("trip.registered", self._coded("answer", trip.registered)),
            ("trip.exhibits", ", ".join(trip.exhibits)),
        )
        yield from (f"  {line}" for line in self._named(facts))

    def _answer(self, one: StatementAnswer) -> Iterator[str]:
        yield self._both(f"question.{one.question}")
        yield "  " + self._both(f"answer.{one.answer or 'blank'}")

    def _typed(self, one: Statement) -> Iterator[str]:
        """What the claimant wrote, then its translation; each under its label, untouched."""
        nothing = self._both("account.in_person" if one.in_person else "account.blank")
        heading = f"{self._both('account')} [{one.language}]"
        yield from (heading, _RULE, one.account or nothing, _RULE, "")
        if one.harm:
            yield from (f"{self._both('harm')} [{one.language}]", _RULE, one.harm, _RULE, "")
        yield from self._translation(one)
        yield from self._named((("helped_by", one.helped_by),))

    def _translation(self, one: Statement) -> Iterator[str]:
        told = one.translation
        if told is None:
            if one.language.partition("-")[0] != "ko" and (one.account or one.harm):
                yield from (f"{self._both('translation')}: {self._both('translation.to_follow')}", "")
            return
        for label, original, text in (("account", one.account, told.account), ("harm", one.harm, told.harm)):
            if text:
                yield from (f"{self._both(label)} · {self._both('translation')} [ko]", _RULE, text, _RULE, "")
            elif original:
                yield from (
                    f"{self._both(label)} · {self._both('translation')}: {self._both('translation.to_follow')}",
                    "",
                )
        yield from self._named((("translator", told.translator), ("reviewer", told.reviewer)))
        yield ""

    def _part(self, heading: str, lines: Iterable[str]) -> Iterator[str]:
        held = list(lines)
        if held:
            yield from (self._both(heading), _RULE, *held, "")

    def _named(self, facts: Iterable[tuple[str, str]]) -> Iterator[str]:
        for label, value in facts:
            if value:
                yield f"{self._both(label)}: {value}"

    def _both(self, code: str, otherwise: str | None = None) -> str:
        fallback = code if otherwise is None else otherwise
        return _once(self._korean.get(code, fallback), self._words.get(code, fallback))

    def _day(self, edtf: str | None) -> str:
        return _once(day_in_words(edtf, self._korean), day_in_words(edtf, self._words))

    def _event(self, edtf: str | None, port: str | None) -> str:
        day = self._day(edtf)
        return f"{day} · {self._both(f'port.{port}', otherwise=port)}" if port else day

    def _country(self, code: str) -> str:
        name = self._both(f"country.{code}", otherwise="") if code else ""
        return f"{name} ({code})" if name else code

    def _coded(self, kind: str, code: str | None) -> str:
        return self._both(f"{kind}.{code}", otherwise=code) if code else ""


def _once(korean: str, own: str) -> str:
    return korean if korean == own or not own else f"{korean} / {own}" if korean else own


def _typed_texts(one: Statement) -> Iterator[str]:
    told = one.translation
    yield from (one.name, one.name_latin, one.name_hangul, one.passport_number, one.address, one.representative)
    yield from (one.account, one.harm, one.helped_by)
    if told is not None:
        yield from (told.account, told.harm, told.translator, told.reviewer)
