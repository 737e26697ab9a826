"""The statement as rows: each fact with its label's code and its value in the language of the court and in the claimant's.

This is where a Statement becomes what its template lays out.
"""

from collections.abc import Mapping
from dataclasses import replace

from claims.model.paper import Statement, StatementTrip
from claims.store.paper_days import day_in_words

Words = Mapping[str, str]
Value = dict[str, str]
Row = dict[str, object]


def statement_sheet(statement: Statement, *, words: Words, korean: Words, court: str = "ko") -> dict[str, object]:
    """Everything the statement's template needs; the claimant's own text untouched.

    `korean` are the words in the court's language, whose BCP-47 tag is `court`. A translation into another language is none for
    this court: it is to follow.
    """
    rows = _Rows(words, korean)
    translation = statement.translation
    if translation and translation.language != court:
        statement, translation = replace(statement, translation=None), None
    return {
        "reference": statement.reference,
        "day": statement.day,
        "sent": statement.sent.isoformat(),
        "person": rows.person(statement),
        "trips": [{"number": trip.number, "rows": rows.trip(trip)} for trip in statement.trips],
        "no_trips": rows.said("trips.none"),
        "answers": [
            {
                "question": rows.said(f"question.{one.question}"),
                "answer": rows.said(f"answer.{one.answer or 'blank'}"),
            }
            for one in statement.answers
        ],
        "account": statement.account,
        "account_translated": (translation.account or None) if translation else None,
        "no_account": rows.said("account.in_person" if statement.in_person else "account.blank"),
        "harm": statement.harm,
        "harm_translated": (translation.harm or None) if translation else None,
        "helpers": rows.helpers(statement),
        "exhibits": list(statement.exhibits),
        "signer": statement.name,
    }


class _Rows:
    """Makes rows in two languages at once: the court's and the claimant's."""

    def __init__(self, words: Words, court_words: Words) -> None:
        self._words, self._court = words, court_words

    def said(self, code: str, otherwise: str | None = None) -> Value:
        """The same thing in both languages; an unknown code prints as `otherwise`."""
        fallback = code if otherwise is None else otherwise
        return {"court": self._court.get(code, fallback), "own": self._words.get(code, fallback)}

    def person(self, statement: Statement) -> list[Row]:
        rows = [
            ("name", {"typed": statement.name} if statement.name else self.said("not_given")),
            ("name_latin", {"ltr": statement.name_latin}),
            ("name_hangul", {"typed": statement.name_hangul}),
            ("born", self._day(statement.born) if statement.born else self.said("not_given")),
            ("nationality", self._country(statement.nationality) if statement.nationality else self.said("not_given")),
            ("nationality_during", self._country(statement.nationality_during)),
            ("passport_number", {"ltr": statement.passport_number}),
            ("address", {"typed": statement.address}),
            ("representative", self._representative(statement)),
        ]
        return [{"label": label, "value": value} for label, value in rows if any(value.values())]

    def trip(self, trip: StatementTrip) -> list[Row]:
        rows = [
            ("trip.entered", self._event(trip.entered, trip.port_in)),
            ("trip.exited", self._event(trip.exited, trip.port_out)),
            ("trip.passport", self._country(trip.passport or "") if trip.passport else self.said("day.unknown")),
            ("trip.channel", self._channels(trip)),
            ("trip.capacity", self._coded("capacity", trip.capacity)),
            ("trip.registered", self._coded("answer", trip.registered)),
            ("trip.exhibits", _same(", ".join(trip.exhibits))),
        ]
        return [{"label": label, "value": value} for label, value in rows if any(value.values())]

    def helpers(self, statement: Statement) -> list[Row]:
        translation = statement.translation
        rows = [("helped_by", {"typed": statement.helped_by})]
        if translation:
            rows += [("translator", {"typed": translation.translator}), ("reviewer", {"typed": translation.reviewer})]
        return [{"label": label, "value": value} for label, value in rows if any(value.values())]

    def _representative(self, statement: Statement) -> Value:
        name, relation = statement.representative, self._coded("relation", statement.relation or None)
        if not (name and relation["court"]):
            return {"typed": name}
        return {side: f"{name} ({word})" for side, word in relation.items()}

    def _day(self, edtf: str | None) -> Value:
        return {"court": day_in_words(edtf, self._court), "own": day_in_words(edtf, self._words)}

    def _event(self, edtf: str | None, port: str | None) -> Value:
        day = self._day(edtf)
        if not port:
            return day
        place = self.said(f"port.{port}", otherwise=port)
        return {side: f"{day[side]} · {place[side]}" for side in ("court", "own")}

    def _country(self, code: str) -> Value:
        if not code:
            return _same("")
        name = self.said(f"country.{code}", otherwise="")
        return {side: f"{text} ({code})" if text else code for side, text in name.items()}

    def _coded(self, kind: str, code: str | None) -> Value:
        return self.said(f"{kind}.{code}", otherwise=code) if code else _same("")

    def _channels(self, trip: StatementTrip) -> Value:
        known = [code for code in (trip.channel_in, trip.channel_out) if code]
        said = [self._coded("channel", code) for code in dict.fromkeys(known)]
        if trip.channel_in and trip.channel_out and trip.channel_in != trip.channel_out:
            return {side: " → ".join(one[side] for one in said) for side in ("court", "own")}
        return said[0] if said else _same("")


def _same(text: str) -> Value:
    return {"court": text, "own": text}
