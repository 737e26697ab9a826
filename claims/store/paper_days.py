"""Days on paper: an EDTF travel day in the words of the paper's language. This is where "2010-10~" becomes "about 2010-10".

Days stay in ISO order (2015-03-02), the same in every language and never mistaken for another day. Words come by code from the
door; a form that is not known here is printed as it was given.
"""

import re
from collections.abc import Mapping

_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_DECADE = re.compile(r"(\d{3})X")
_SEASON = re.compile(r"(\d{4})-(2[1-4])")


def day_in_words(edtf: str | None, words: Mapping[str, str]) -> str:
    """What stands on paper for an EDTF day; blank and "none" have words of their own.

    >>> day_in_words("2015-03-02?", {"day.uncertain": "{day} (not sure)"})
    '2015-03-02 (not sure)'
    """
    if edtf is None or edtf == "":
        return words.get("day.unknown", "–")
    if edtf == "none":
        return words.get("day.none", "–")
    if "/" in edtf:
        first, last = (day_in_words(part, words) for part in edtf.strip("[]").split("/", 1))
        return _filled("day.between", words, first=first, last=last)
    return _one_day(edtf, words)


def _one_day(edtf: str, words: Mapping[str, str]) -> str:
    marks = {"?": "day.uncertain", "~": "day.about", "%": "day.about_uncertain"}
    if edtf[-1] in marks:
        return _filled(marks[edtf[-1]], words, day=_one_day(edtf[:-1], words)) if edtf[:-1] else edtf
    if decade := _DECADE.fullmatch(edtf):
        return f"{decade[1]}0–{decade[1]}9"
    if season := _SEASON.fullmatch(edtf):
        return _filled(f"day.{_SEASONS[season[2]]}", words, year=season[1])
    return edtf


def _filled(code: str, words: Mapping[str, str], **values: str) -> str:
    text = words.get(code)
    if text is None:
        return " / ".join(values.values())
    for name, value in values.items():
        text = text.replace("{" + name + "}", value)
    return text
