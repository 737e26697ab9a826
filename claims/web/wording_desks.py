"""Words that only the desks say, joined from the neighbouring wording files, and how references and hours are shown there.

This is where the codes of the desks' own lists become the field's terms.
"""

from collections.abc import Mapping
from typing import Any

from babel import Locale, UnknownLocaleError

from claims.rules.references import REFERENCE_LENGTH, grouped
from claims.web import wording_board, wording_ledger, wording_matters, wording_offers, wording_office, wording_triage
from claims.web.language import current_language

WORDS: Mapping[str, Mapping[Any, object]] = {
    "missing": wording_triage.MISSING,
    "left_out": wording_matters.LEFT_OUT,
    "who_mends": wording_matters.WHO_MENDS,
    "to_follow": wording_matters.TO_FOLLOW,
    "likely_by": wording_triage.LIKELY_BY,
    "views": wording_triage.VIEWS,
    "sorts": wording_triage.SORTS,
    "ledger": wording_ledger.LEDGER_ACTIONS,
    "acting": wording_ledger.ACTING_AS,
    "acts": wording_ledger.ACTS,
    "download_reasons": wording_ledger.DOWNLOAD_REASONS,
    "anchor_places": wording_ledger.ANCHOR_PLACES,
    "anchor_outcomes": wording_ledger.ANCHOR_OUTCOMES,
    "details": wording_ledger.DETAILS,
    "routes": wording_matters.ROUTES,
    "lawyers_questions": wording_triage.LAWYERS_QUESTIONS,
    "account_questions": wording_triage.ACCOUNT_QUESTIONS,
    "flags": wording_triage.FLAGS,
    "notes": wording_triage.NOTES,
    "reasons": wording_triage.REASONS,
    "stages": wording_matters.STAGES,
    "stopped_by": wording_matters.STOPPED_BY,
    "refused_facts": wording_matters.REFUSED_FACTS,
    "relations": wording_triage.RELATIONS,
    "contact": wording_triage.CONTACT,
    "facts": wording_triage.FACTS,
    "bundle_statuses": wording_office.BUNDLE_STATUSES,
    "target_names": wording_matters.TARGET_NAMES,
    "lacking": wording_matters.LACKING,
    "exhibit_uses": wording_matters.EXHIBIT_USES,
    "reciprocity": wording_matters.RECIPROCITY,
    "in_korea": wording_matters.IN_KOREA,
    "packages": wording_matters.PACKAGES,
    "facets": wording_matters.FACETS,
    "changes": wording_matters.CHANGES,
    "compared": wording_matters.COMPARED,
    "grade": wording_office.GRADES,
    "stamps": wording_matters.STAMPS,
    "offer_texts": wording_offers.OFFER_TEXTS,
    "offer_party": wording_offers.PARTY,
    "placeholders": wording_offers.PLACEHOLDERS,
    "text_states": wording_offers.TEXT_STATES,
    "course": wording_offers.COURSE,
    "board_stages": wording_board.STAGES,
    "board_missing": wording_board.MISSING,
    "board_mends": wording_board.WHO_MENDS,
    "board_marks": wording_board.MARKS,
    "elsewhere": wording_board.ELSEWHERE,
    "notarisations": wording_board.NOTARISATIONS,
    "refused_because": wording_board.REFUSED_BECAUSE,
    "court_steps": wording_board.COURT_STEPS,
    "signed_how": wording_board.SIGNED_HOW,
    "signing_states": wording_board.SIGNING_STATES,
    "signs_as": wording_board.SIGNS_AS,
    "service_addresses": wording_board.ADDRESSES,
    "special_powers": wording_board.SPECIAL_POWERS,
    "unreached": wording_board.UNREACHED,
    "left_alone": wording_board.LEFT_ALONE,
}


def desk_said(code: str, among: str) -> str:
    """The words for a code of one of the desks' lists; a code without words comes back as it is, so that nothing is hidden."""
    return str(WORDS[among].get(code, code))


def language_name(tag: str) -> str:
    """A BCP-47 tag as the name of its language in the page's language; the tag itself when it is not known."""
    try:
        return str(Locale.parse(tag, sep="-").get_display_name(current_language().cldr) or tag)
    except (UnknownLocaleError, ValueError):
        return tag


def shown_reference(reference: str) -> str:
    """A claim's reference in groups of four; of a matter's or bundle's long key the first eight signs."""
    return grouped(reference) if len(reference) <= REFERENCE_LENGTH else f"{reference[:8]}…"


def shown_hour(hour: str) -> str:
    """The ledger's hour as people read it: `2026-11-22T04Z` is "2026-11-22 04:00"."""
    return f"{hour[:10]} {hour[11:13]}:00"
