"""What is wrong with a part of the registry, in the page's language: this is where a reader's sentence becomes a translated one.

The reader of the files speaks plain English, for the command line. Each of its sentences has its words here; one without
words is shown as it is, so that nothing is hidden.
"""

import re

from claims.errors import RegistryError
from claims.web.language import lazy_gettext as _l

_SENTENCES: tuple[tuple[str, object], ...] = (
    (r"is empty; write it or leave the key out", _l("This is empty. Please write it.")),
    (r"is an empty list; name at least one", _l("Please name at least one.")),
    (r"missing; give at least one \[\[source\]\]", _l("The project needs at least one source.")),
    (r"missing; give at least one \[\[window\]\]", _l("The project needs at least one window.")),
    (r"missing; .*", _l("This is missing. Please write it.")),
    (
        r"'(?P<value>.*)' may have only letters, digits, - and _, at most 64",
        _l("“%(value)s” may have only letters without accents, digits, - and _, at most 64 of them."),
    ),
    (r"must begin with https:// or http://", _l("The address must begin with https:// or http://.")),
    (
        r"'(?P<value>.*)' is EDTF level 2; only levels 0 and 1 are read",
        _l("“%(value)s” is EDTF level 2; only levels 0 and 1 are read."),
    ),
    (
        r"'(?P<value>.*)' is not a date: at character (?P<place>\d+) expected (?P<accepted>.*)",
        _l("“%(value)s” is not a date: character %(place)s cannot stand there. Write 2010, 2010-08 or 2010-08-23."),
    ),
    (r"'(?P<value>.*)' must be one day, as YYYY-MM-DD", _l("“%(value)s” must be one day, written as 2010-08-23.")),
    (
        r"has a control character at character (?P<place>\d+).*",
        _l("Character %(place)s cannot be shown. Please type the text by hand instead of pasting it."),
    ),
    (r"'(?P<value>.*)' is not an ICAO 9303 document code", _l("“%(value)s” is not an ICAO 9303 code of a passport.")),
    (
        r"needs Korean \(ko\) or English \(en\), which others fall back to",
        _l("Please write it in Korean or English: other languages fall back to these."),
    ),
    (
        r"'(?P<value>.*)' is used twice in this (file|window)",
        _l("“%(value)s” is used already. Please give another name."),
    ),
    (
        r"no \[\[source\]\] has the key '(?P<value>.*)'; known: .*",
        _l("No source of this project has the key “%(value)s”."),
    ),
    (
        r"'(?P<value>.*)' is before from = '(?P<first>.*)'",
        _l("The last day, %(value)s, is before the first day, %(first)s."),
    ),
    (
        r"the segment reaches beyond its window, (?P<first>.*) to (?P<last>.*)",
        _l("The segment reaches beyond its window, which goes from %(first)s to %(last)s."),
    ),
    (r"the window has only (?P<value>\d+) days", _l("The window has only %(value)s days.")),
    (r"counts the days of a stay; .*", _l("Days are counted of a stay only: choose “stay” as the event, or write 1.")),
    (
        r"counts the months of a stay; .*",
        _l("Months are counted of a stay only: choose “stay” as the event, or count shares."),
    ),
    (
        r"(?P<value>\S+) shares a group with (?P<other>\S+), which is about other (people|records)",
        _l(
            "%(other)s is in the same group and is about other people or records. Reports of one fact are about the same."
        ),
    ),
    (
        r"no \[\[window\]\] of this file has the id '(?P<value>.*)'",
        _l("No window of this project has the id “%(value)s”."),
    ),
    (r"(?P<value>\S+) would be a part of itself", _l("%(value)s would be a part of itself.")),
    (r"give either passport or passport_not", _l("Please name the passports.")),
    (r"give at_least or below, or both", _l("Please give the least age, the age below, or both.")),
    (r"must be more than at_least, or nobody is of that age", _l("This must be more than the least age.")),
    (r"give shares with unit = .*", _l("Please give the number of shares where shares are counted, and only there.")),
    (r"give either fact and is, or age_below", _l("Please give either a fact with its values, or an age, not both.")),
    (r"give both fact and is", _l("Please give both the fact and its values.")),
    (
        r"(?P<value>\d+) is of another time; this program reads format = (?P<accepted>\d+)",
        _l("Format %(value)s is of another time. This version reads format %(accepted)s."),
    ),
    (r"is null; write it or leave the key out", _l("This is empty. Please write it.")),
    (r"a fact left blank never .*", _l("A fact that was not given never decides here.")),
    (r"'(?P<value>.*)' is not one of: (?P<accepted>.*)", _l("“%(value)s” is not one of: %(accepted)s.")),
    (r"must be at least (?P<value>\S+)", _l("This must be at least %(value)s.")),
    (r"must be at most (?P<value>\S+)", _l("This must be at most %(value)s.")),
    (
        r"'(?P<value>.*)' is already used at .*; ids are never used twice",
        _l("“%(value)s” is used by another project. Ids are never used twice."),
    ),
    (r"not UTF-8; .*", _l("The file is not UTF-8. Please save it as UTF-8.")),
    (r"not TOML: (?P<value>.*)", _l("This line is not TOML: %(value)s.")),
    (
        r"unknown key; here only these are known: (?P<accepted>.*)",
        _l("This key is not known. Known here: %(accepted)s."),
    ),
    (r"must be (?P<wanted>.*), not (?P<given>.*)", _l("This must be %(wanted)s, not %(given)s.")),
)
_READ = tuple((re.compile(pattern, re.DOTALL), words) for pattern, words in _SENTENCES)


def problem_words(problem: str) -> str:
    """A sentence of the reader in the page's language."""
    for pattern, words in _READ:
        found = pattern.fullmatch(problem)
        if found:
            return str(words) % found.groupdict() if found.groupdict() else str(words)
    return problem


def place_words(wrong: RegistryError) -> str:
    """Where a problem is: line and key as the file counts them."""
    if wrong.line:
        return str(_l("Line %(line)d, %(key)s")) % {"line": wrong.line, "key": wrong.key}
    return wrong.key
