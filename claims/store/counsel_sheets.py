"""Counsel's rows as what their templates lay out: days sorted and keyed, knowledge with its end, answers grouped.

This is where a CounselRow gets its words and keys.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from claims.model.counsel_paper import AnsweredAgreement, CounselRow, LegalDay
from claims.model.vocabulary import AgreementCode
from claims.rules.first_knowledge import ThreeYears, three_years_out
from claims.store.paper_days import day_in_words

Words = Mapping[str, str]
Entry = dict[str, object]
# How many of the days ahead stand beside a claimant.
_AHEAD = 3


class DayTable:
    """The days of a matter, the nearest first, each with a key for the rows; it counts the claimants each day concerns."""

    def __init__(self, days: Iterable[LegalDay], *, today: date, words: Words) -> None:
        self._words, self._today = words, today
        ordered = sorted(days, key=lambda one: (self._left(one) < 0, one.day if self._left(one) >= 0 else "", one.code))
        passed = [one for one in ordered if self._left(one) < 0]
        ahead = [one for one in ordered if self._left(one) >= 0]
        self.days = ahead + sorted(passed, key=lambda one: (one.day, one.code), reverse=True)
        self._keys = {one.code: f"D{number}" for number, one in enumerate(self.days, start=1)}

    def of(self, row: CounselRow) -> list[LegalDay]:
        """The days that concern a claimant: the registry's of their own, and all of the matter's."""
        own = set(row.deadlines)
        return [one for one in self.days if one.kind != "law" or one.code in own]

    def nearest(self, row: CounselRow) -> str:
        """The nearest day ahead (ISO), after all others where there is none."""
        return next((one.day for one in self.of(row) if self._left(one) >= 0), "9999")

    def entries(self, concerned: Callable[[LegalDay], int]) -> list[Entry]:
        """One line per day that concerns anybody, and every day of the matter's own."""
        return [
            self._entry(one) | {"persons": concerned(one)} for one in self.days if one.kind != "law" or concerned(one)
        ]

    def clocks(self) -> list[Entry]:
        """The days on which silence binds, passed ones too."""
        return [self._entry(one) for one in self.days if one.kind == "clock"]

    def line(self, row: CounselRow) -> Entry:
        """A claimant's line: the days ahead, the nearest first, and the keys of those that have passed."""
        mine = self.of(row)
        ahead = [one for one in mine if self._left(one) >= 0][:_AHEAD]
        three = three_years_out(row.learned_when)
        return {
            **person(row),
            "ahead": [{"key": self._keys[one.code], "written": one.written, "left": self._left(one)} for one in ahead],
            "passed": [self._keys[one.code] for one in mine if self._left(one) < 0],
            "three": three_years_said(three, self._words) if three.read == "yes" else "",
        }

    def _left(self, day: LegalDay) -> int:
        return (date.fromisoformat(day.day) - self._today).days

    def _entry(self, one: LegalDay) -> Entry:
        return {
            "key": self._keys[one.code],
            "kind": one.kind,
            "day": one.day,
            "written": one.written,
            "left": self._left(one),
            "what": one.what or self._words.get(f"deadline_target.{one.code.partition('/')[2]}", one.code),
            "basis": one.basis or (self._words.get(f"deadline_basis.{one.route}", one.route) if one.route else ""),
            "source": one.source,
            "address": one.source_address,
            "computed": one.computed,
        }


def person(row: CounselRow) -> Entry:
    """Who a line is about."""
    return {"number": row.number, "reference": row.reference, "name": row.name, "language": row.language}


def knowledge_line(row: CounselRow, *, words: Words) -> Entry:
    """When and how somebody first knew, as given, and the end of three years; nothing is decided."""
    # An interval without end is said as it was given: the court's words of days have none for it.
    given = row.learned_when
    when = given if ".." in given else day_in_words(given, words) if given else words["counsel.blank"]
    said = three_years_said(three_years_out(row.learned_when), words)
    return {**person(row), "when": when, "how": row.learned_how, "note": row.note, "three": said}


def three_years_said(three: ThreeYears, words: Words) -> str:
    """The end of three years in words; a side nobody knows is told from one without bound."""
    sheet = "knowledge_sheet."
    if three.read == "unreadable":
        return words[sheet + "unreadable"]
    if three.earliest and three.latest:
        said = three.earliest if three.earliest == three.latest else words[sheet + "between"]
    elif three.earliest:
        said = words[sheet + ("from_open" if three.ends == "open" else "from")]
    else:
        said = words[sheet + ("until" if three.latest else "unknown")]
    said = said.replace("{first}", three.earliest).replace("{last}", three.latest)
    return f"{said} ({words[sheet + 'uncertain']})" if three.uncertain else said


Text = tuple[str, int, str, str]


def texts_of(rows: Sequence[CounselRow]) -> dict[Text, str]:
    """The words these claimants were shown, in order of code, version and language, each with its key."""
    shown = sorted({_text(one) for row in rows for one in row.agreements})
    return {text: f"T{number}" for number, text in enumerate(shown, start=1)}


def answers_line(row: CounselRow, *, keys: Mapping[Text, str]) -> Entry:
    """A claimant's answers by day, and the codes without any."""
    days: dict[str, list[Entry]] = {}
    for one in sorted(row.agreements, key=lambda answer: (answer.day, answer.code)):
        answer: Entry = {"code": one.code, "answer": one.answer, "key": keys[_text(one)], "counts": one.counts}
        days.setdefault(one.day, []).append(answer)
    answered = {one.code for one in row.agreements}
    return {
        **person(row),
        "days": [{"day": day, "answers": answers} for day, answers in days.items()],
        "unanswered": [code.value for code in AgreementCode if code.value not in answered],
    }


def text_entries(keys: Mapping[Text, str]) -> list[Entry]:
    """The table of the words shown."""
    return [
        {"key": key, "code": code, "version": version, "language": language, "sha256": sha256}
        for (code, version, language, sha256), key in keys.items()
    ]


def _text(one: AnsweredAgreement) -> Text:
    return one.code, one.version, one.language, one.text_sha256
