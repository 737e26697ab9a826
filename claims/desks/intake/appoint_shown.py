"""What the pages of appointing a lawyer show: texts, what changed in them, what it costs. This is where an offer becomes a page."""

from dataclasses import dataclass

from babel import Locale

from claims.model.offer import SELECTION_TEXT, Offer, OfferText
from claims.rules.offers import changed_texts
from claims.store.offer_facts import percent, won
from claims.web.language import Language, current_language, language_of

_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})


@dataclass(frozen=True)
class Changed:
    """A text of the offer that reads otherwise now; None: there was none, or there is none any more."""

    old: OfferText | None
    new: OfferText | None

    @property
    def title(self) -> str:
        """What it is about."""
        found = self.new or self.old
        assert found is not None
        return found.title


@dataclass(frozen=True)
class Cost:
    """The figures of an offer in the words of the page; "" where there is none."""

    fee: str
    success_fee: str
    costs: str


def tongue_of(offer: Offer, *, asked: str = "", kept: str = "") -> str:
    """The language in which to show an offer: the page's own, else one that was asked for, else the one kept; "" when none fits."""
    offered = offer.languages
    return next((tag for tag in (current_language().tag, asked, kept) if tag in offered), "")


def tongues(offer: Offer) -> list[tuple[str, str]]:
    """Every language of an offer, with its own name."""
    return [(tag, Locale.parse(tag, sep="-").get_display_name() or tag) for tag in offer.languages]


def direction_of(tag: str) -> str:
    """`ltr` or `rtl`."""
    known: Language | None = language_of(tag)
    return known.direction if known else "rtl" if tag.split("-")[0] in _RIGHT_TO_LEFT else "ltr"


def texts_of(offer: Offer, language: str) -> list[OfferText]:
    """What must be read of an offer; the warning of the appointed party stands where that is asked."""
    return [text for text in offer.texts_in(language) if text.code != SELECTION_TEXT]


def warning_of(offer: Offer, language: str) -> OfferText | None:
    """The warning before an appointed party; None where none is offered."""
    return next((text for text in offer.texts_in(language) if text.code == SELECTION_TEXT), None)


def cost_of(offer: Offer) -> Cost:
    """What it costs, in the figures of the page's language."""
    terms, locale = offer.terms, current_language().locale
    return Cost(
        fee=won(terms.fee, locale=locale),
        success_fee=percent(terms.success_fee, locale=locale),
        costs=won(terms.costs, locale=locale),
    )


def changes(old: Offer | None, new: Offer, *, language: str) -> list[Changed]:
    """Exactly what reads otherwise than in the older offer; nothing where that was not made in this language."""
    if old is None or language not in old.languages:
        return []
    before = {text.code: text for text in old.texts_in(language)}
    after = {text.code: text for text in new.texts_in(language)}
    return [Changed(before.get(code), after.get(code)) for code in changed_texts(old, new, language=language)]
