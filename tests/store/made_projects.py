"""Disclosed projects of every shape, made up: what a file can hold, whatever its words. Strategies for property tests."""

from datetime import date
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from claims.model.disclosure import DisclosedProject
from claims.store.registry_conditions import VALUES
from claims.store.registry_file import project_from_file_form

# A whole project takes a hundred times as long to make up as a text, so everyday runs make up twenty.
FEWER = settings(max_examples=settings().max_examples // 3)
LETTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")) | st.sampled_from("\n\t\"'\\#=[]{}")
texts = st.text(LETTERS, min_size=1, max_size=20).filter(lambda text: any(not each.isspace() for each in text))
codes = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_-]{0,9}", fullmatch=True)
languages = st.sampled_from(["ko", "en", "vi", "zh-Hans", "ar"])
words = st.dictionaries(languages, texts, min_size=1).filter(lambda found: {"ko", "en"} & found.keys())
days = st.dates(date(1990, 1, 1), date(2030, 12, 31)).map(date.isoformat)
SOURCES = ["one", "two"]
cited = st.lists(st.sampled_from(SOURCES), min_size=1, max_size=2, unique=True)


def with_some(required: dict[str, Any], optional: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    """A table with all of these keys and some of those."""
    return st.fixed_dictionaries(required, optional=optional)


@st.composite
def conditions(draw: st.DrawFn, *, blank: bool = True, **also: st.SearchStrategy[Any]) -> dict[str, Any]:
    """`fact` and `is`, and further keys."""
    fact = draw(st.sampled_from(["capacity", "registered", "holds_korean", "channel", "port", "city", "mode"]))
    known = st.sampled_from(VALUES[fact]) if fact in VALUES else texts.filter(lambda text: text != "blank")
    values = draw(st.lists(known, min_size=1, max_size=3)) + (["blank"] if blank and draw(st.booleans()) else [])
    return {"fact": fact, "is": values, **{key: draw(strategy) for key, strategy in also.items()}}


@st.composite
def segments(draw: st.DrawFn, first: str, last: str) -> list[dict[str, Any]]:
    """Segments with ids of their own within a window."""
    found = []
    for name in draw(st.lists(codes, max_size=2, unique=True)):
        inner = st.dates(date.fromisoformat(first), date.fromisoformat(last)).map(date.isoformat)
        begins, ends = sorted([draw(inner), draw(inner)])
        strengths = st.sampled_from(["strong", "medium", "weak", "unrated"])
        required = {"id": st.just(name), "from": st.just(begins), "to": st.just(ends), "strength": strengths}
        rules = st.lists(conditions(strength=strengths), min_size=1, max_size=2)
        optional = {"age_at_least": st.integers(1, 150), "strength_if": rules}
        found.append(draw(with_some({**required, "sources": cited, "title": words}, optional)))
    return found


ages = with_some({"on": st.just("event") | days, "at_least": st.integers(1, 70)}, {"below": st.integers(71, 150)})
asked = st.lists(
    with_some(
        {
            "code": codes,
            "kind": st.sampled_from(["list", "notice", "status", "residence", "account", "family", "other"]),
            "title": words,
            "sources": cited,
        },
        {"wanted": st.sampled_from(["yes", "no"])},
    ),
    min_size=1,
    max_size=2,
    unique_by=lambda one: one["code"],
)
flags = conditions(blank=False, code=codes) | st.fixed_dictionaries({"code": codes, "age_below": st.integers(1, 150)})
populations = st.fixed_dictionaries({"passport": st.just(["KOR"])}) | st.just({"passport_not": ["KOR", "XXA"]})
shares = st.fixed_dictionaries({"unit": st.just("shares"), "shares": st.integers(1, 1000)})


@st.composite
def windows(draw: st.DrawFn, name: str, above: list[str]) -> dict[str, Any]:
    """A window in a group of its own, which may be a part of one above it."""
    first, last = sorted([draw(days), draw(days)])
    stays = draw(st.booleans())
    events = st.just("stay") if stays else st.sampled_from(["entry", "exit", "entry_or_exit"])
    length = date.fromisoformat(last).toordinal() - date.fromisoformat(first).toordinal() + 1
    required = {
        "id": st.just(name),
        "group": st.just(name),
        "status": st.sampled_from(["official", "court", "press", "disputed"]),
        "event": events,
        "from": st.just(first),
        "to": st.just(last),
        "sources": cited,
        "title": words,
        "summary": words,
        "segment": segments(first, last),
    }
    optional: dict[str, Any] = {
        "role": st.sampled_from(["collection", "context"]),
        "records": codes,
        "population": populations,
        "weight": shares | st.just({"unit": "months"}) if stays else shares,
        "requires": st.lists(conditions(blank=False), min_size=1, max_size=2),
        "age": st.lists(ages, min_size=1, max_size=2),
        "asked": asked,
        "flag": st.lists(flags, min_size=1, max_size=2),
        "note": st.lists(conditions(code=codes), min_size=1, max_size=2),
        "exclusion": st.lists(
            conditions(result=st.sampled_from(["outside", "cannot_tell"]), reason=codes), min_size=1, max_size=2
        ),
    }
    optional |= {"min_days": st.integers(1, length)} if stays else {}
    optional |= {"subclass_of": st.sampled_from(above)} if above else {}
    return draw(with_some(required, optional))


@st.composite
def file_forms(draw: st.DrawFn, name: str = "") -> dict[str, Any]:
    """A whole file as a plain table; `name` is put before its code and window ids."""
    ids = [f"{name}W{each}" for each in draw(st.lists(st.integers(0, 99), min_size=1, max_size=3, unique=True))]
    source = {"title": texts, "publisher": texts, "date": days | st.just("undated"), "read_on": days}
    facts = st.fixed_dictionaries({"code": codes, "date": days, "sources": cited, "text": words})
    deadlines = with_some(
        {"code": codes, "day": days, "route": codes, "sources": cited, "title": words}, {"computed": st.booleans()}
    )
    addresses = texts.map(lambda text: f"https://example.org/{text}")
    return {
        "format": 1,
        "code": f"{name}P",
        "title": draw(words),
        "summary": draw(words),
        "source": [
            draw(st.fixed_dictionaries({"key": st.just(key), **source, "address": addresses})) for key in SOURCES
        ],
        "window": [draw(windows(each, ids[:place])) for place, each in enumerate(ids)],
        "fact": draw(st.lists(facts, max_size=2, unique_by=lambda one: one["code"])),
        "deadline": draw(st.lists(deadlines, max_size=2, unique_by=lambda one: one["code"])),
    }


def projects(name: str = "") -> st.SearchStrategy[DisclosedProject]:
    """A disclosed project as the registry holds it."""
    return file_forms(name).map(lambda values: project_from_file_form(values, name="made"))
