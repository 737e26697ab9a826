"""The facts of an offer in the words of a language: amounts as people there write them. This is where placeholders get their values."""

from collections.abc import Mapping

from babel.numbers import format_currency, format_percent

from claims.model.matter import MatterFacts
from claims.model.offer import OfferTerms


def offer_facts(matter: MatterFacts, terms: OfferTerms, *, office: str, locale: str) -> Mapping[str, str]:
    """Values by placeholder for one language (`locale` a CLDR tag); "" where the matter or the figures do not say it yet."""
    return {
        "firm": matter.firm,
        "lawyer": matter.lawyer,
        "registration": matter.lawyer_registration,
        "proceeding": matter.proceeding,
        "defendant": matter.defendant,
        "fee": won(terms.fee, locale=locale),
        "success_fee": percent(terms.success_fee, locale=locale),
        "costs": won(terms.costs, locale=locale),
        "office": office,
        "appointed": terms.appointed,
    }


def won(amount: int | None, *, locale: str) -> str:
    """An amount in won as people write it there; "" for none."""
    if amount is None:
        return ""
    if locale == "ko":
        return format_currency(amount, "KRW", format="#,##0원", locale=locale)
    return format_currency(amount, "KRW", locale=locale, format_type="name")


def percent(text: str, *, locale: str) -> str:
    """A share in per cent as people write it there; "" for none."""
    return format_percent(float(text) / 100, locale=locale, decimal_quantization=False) if text else ""
