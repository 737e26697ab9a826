"""Words for codes: below the doors there are codes, at the doors there are words.

`said(code)` finds the words for a member of the vocabulary; `said(code, among="flags")` for a plain code of a list.
This is where the lists of the neighbouring wording files are joined, so that no page has to know which holds what.
"""

from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from functools import wraps
from typing import Any, Literal

from babel.lists import format_list
from flask import Flask
from jinja2 import pass_context
from jinja2.runtime import Context

from claims.model.vocabulary import (
    AgreementCode,
    Answer,
    BundleStatus,
    Capacity,
    Channel,
    ErrandKind,
    EvidenceKind,
    Grade,
    MessageCode,
    Move,
    Package,
    Result,
    Role,
    ShareKind,
    ShareStatus,
    StampStatus,
    Status,
    Strength,
)
from claims.web import (
    wording_appoint,
    wording_claims,
    wording_findings,
    wording_matters,
    wording_office,
    wording_powers,
    wording_privacy,
    wording_refusals,
)
from claims.web.language import current_language

WORDS_OF: dict[type[Enum], Mapping[Any, object]] = {
    AgreementCode: wording_claims.AGREEMENTS,
    Answer: wording_claims.ANSWERS,
    BundleStatus: wording_office.BUNDLE_STATUSES,
    Capacity: wording_claims.CAPACITIES,
    Channel: wording_claims.CHANNELS,
    ErrandKind: wording_office.ERRANDS,
    EvidenceKind: wording_claims.EVIDENCE_KINDS,
    Grade: wording_office.GRADES,
    MessageCode: wording_claims.MESSAGE_CODES,
    Move: wording_office.MOVES,
    Package: wording_matters.PACKAGES,
    Result: wording_findings.RESULTS,
    ShareKind: wording_matters.STAGES,
    ShareStatus: wording_matters.SHARE_STATUSES,
    StampStatus: wording_matters.STAMPS,
    Role: wording_office.ROLES,
    Status: wording_claims.STATUSES,
    Strength: wording_office.STRENGTHS,
}

WORDS_AMONG: dict[str, Mapping[Any, object]] = {
    "powers": wording_appoint.POWERS,
    "powers_explained": wording_appoint.POWERS_EXPLAINED,
    "capacities_to_sign": wording_appoint.CAPACITIES_TO_SIGN,
    "signed_how": wording_appoint.SIGNED_HOW,
    "signing_states": wording_appoint.SIGNING_STATES,
    "cannot_use": wording_appoint.CANNOT_USE,
    "notarisations": wording_appoint.NOTARISATIONS,
    "service_addresses": wording_appoint.ADDRESSES,
    "flags": wording_findings.FLAGS,
    "notes": wording_findings.NOTES,
    "ranges": wording_findings.RANGE_SENTENCES,
    "reasons": wording_findings.REASONS,
    "facts": wording_findings.SETTLING_FACTS,
    "window_statuses": wording_findings.WINDOW_STATUSES,
    "results": wording_findings.RESULTS,
    "result_meanings": wording_findings.RESULT_MEANINGS,
    "statuses": wording_claims.STATUSES,
    "status_meanings": wording_claims.STATUS_MEANINGS,
    "office_statuses": wording_office.STATUSES,
    "refusals": wording_refusals.REFUSALS,
    "offer_refusals": wording_powers.OFFICE_REFUSALS,
    "kept": wording_privacy.KEPT,
    "kept_since": wording_privacy.SINCE,
    "rights": wording_privacy.RIGHTS,
}


def said(code: Enum | str | None, *, among: str = "", **values: object) -> str:
    """The words for a code, in the language of the page; `values` fill its placeholders.

    A member of the vocabulary needs no `among`, except to be said otherwise: `said(status, among="office_statuses")`.
    A code without words comes back as it is, so that nothing is hidden; None is an empty string.
    """
    if code is None:
        return ""
    words = WORDS_AMONG[among] if among else WORDS_OF.get(type(code), {})  # type: ignore[arg-type]  # a str has no list
    found = str(words.get(str(code), code))
    return found % values if values else found


def said_here(words: Mapping[str, str]) -> str:
    """Text that is data in several languages (a disclosure's title): in this language, else English, else Korean."""
    for tag in (current_language().tag, "en", "ko"):
        if words.get(tag):
            return words[tag]
    return next(iter(words.values()), "")


def listed(parts: Iterable[object], *, style: Literal["standard", "or"] = "standard") -> str:
    """Several words as one phrase, as the language does it: "a, b and c", "a、b、c"."""
    return format_list([str(part) for part in parts], style=style, locale=current_language().cldr)


def needed(settled_by: Iterable[Iterable[str]]) -> str:
    """What would settle a trip, by the smallest sets of facts; "" where nothing the traveler knows could."""
    sets = [listed(said(fact, among="facts") for fact in facts) for facts in settled_by]
    return str(wording_findings.WE_NEED) % {"facts": listed(sets, style="or")} if sets else ""


def said_anew(words: Callable[..., Any]) -> Callable[..., Any]:
    """A filter whose words are asked for on each page.

    Of a code that stands in the template itself (`{{ "general" | said(...) }}`) Jinja would else find the words once, when it
    first reads the template, and everybody after would read the language of whoever came first.
    """

    @pass_context
    @wraps(words)
    def on_this_page(_page: Context, *asked: Any, **more: Any) -> Any:
        return words(*asked, **more)

    return on_this_page


def install_wording(app: Flask) -> None:
    """Let templates say `{{ claim.status | said }}`, `{{ code | said(among="flags") }}` and `{{ title | said_here }}`."""
    spoken: dict[str, Callable[..., Any]] = {"said": said, "said_here": said_here, "listed": listed, "needed": needed}
    app.jinja_env.filters.update({name: said_anew(words) for name, words in spoken.items()})
