"""Words of the papers a claimant reads or signs: every sentence by its code, in the language of the given gettext.

Papers are set below the doors, where there are only codes; this is where the proof of receipt and the statement get their words.
`{name}` in a sentence is filled by the paper. Keep the placeholders.
"""

from collections.abc import Callable

from babel import Locale

from claims.web.countries import country_choices
from claims.web.language import ENGLISH, language_of
from claims.web.match_words import match_words
from claims.web.ports import port_choices

__all__ = ["country_words", "day_words", "match_words", "port_words", "proof_words", "statement_words"]

_STATEMENT_LANGUAGES = (
    *(
        "ar",
        "bn",
        "de",
        "en",
        "es",
        "fa",
        "fil",
        "fr",
        "hi",
        "id",
        "ja",
        "kk",
        "km",
        "ko",
        "ky",
        "lo",
        "mn",
        "ms",
        "my",
        "ne",
    ),
    *("pt", "ru", "si", "ta", "th", "tr", "uk", "ur", "uz", "vi", "zh-Hans", "zh-Hant"),
)


def proof_words(_: Callable[[str], str]) -> dict[str, str]:
    """Words of the proof of receipt. It never says that something was filed, and never names the project."""
    return {
        "title": _("Proof of receipt"),
        "received": _("{office} received your claim on this day."),
        "reference": _("Reference"),
        "day": _("Day received"),
        "warning.title": _("Please read"),
        "warning.not_a_lawsuit": _("This is not a lawsuit."),
        "warning.time_limits": _("Time limits keep running until a lawyer files for you."),
        "warning.represented": _("You are represented only after you and a lawyer sign a power of attorney."),
        "contents": _("What was received"),
        "trips": _("Trips"),
        "account": _("Your account of what you were told and asked then"),
        "account.given": _("Given in writing"),
        "account.in_person": _("You asked to tell a person"),
        "account.blank": _("Left blank"),
        "files": _("Files"),
        "files.none": _("None"),
        "file.kind": _("What it is"),
        "file.size": _("Size in bytes"),
        "file.fingerprint": _("Fingerprint (SHA-256)"),
        "kind.certificate": _("Certificate of entry and exit"),
        "kind.stamp": _("Passport stamp"),
        "kind.passport": _("Passport page"),
        "kind.ticket": _("Ticket or boarding pass"),
        "kind.visa_card": _("Visa or residence card"),
        "kind.letter": _("Letter"),
        "kind.other": _("Other paper"),
        "agreements": _("Your answers on what may be done with your information"),
        "agreement": _("Agreement"),
        "agreement.answer": _("Your answer"),
        "agreement.C1": _("Keeping and using what you tell us"),
        "agreement.C2": _("Sensitive things that you may choose to tell"),
        "agreement.C3": _("Passport number and alien registration number"),
        "agreement.C4": _("Giving your claim to the lawyers"),
        "agreement.C5": _("Giving information to helpers outside Korea"),
        "agreement.C6": _("News and invitations"),
        "agreement.C7": _("Reports, press and research, without your name"),
        "agreement.C8": _("What the Ministry of Justice will see if lawyers file for you"),
        "fingerprint": _("Fingerprint of the whole claim (SHA-256)"),
        "fingerprint.meaning": _(
            "If a single character of the claim were changed later, this number would be another."
        ),
        "next": _("What happens next"),
        "next.received": _("Received: your claim is here. This is where it stands now."),
        "next.checked": _("Checked: a person reads your claim and asks you if something is missing."),
        "next.signed": _("Power signed: you and a lawyer sign a power of attorney."),
        "next.filed": _("Filed at court: the lawyer files for you."),
        "back": _("You can come back with your receipt. The secret code is not on this paper; keep it apart."),
        "carry": _("You need not carry this paper. Whoever sees it learns that you sent a claim."),
        **_answer_words(_),
        **_foot_words(_),
    }


def statement_words(_: Callable[[str], str], *, language: str) -> dict[str, str]:
    """Words of a claimant's statement, days, countries and names of languages included; `language` is the BCP-47 tag of `_`."""
    return {
        "title": _("Statement"),
        "person": _("Person"),
        "name": _("Name"),
        "name_latin": _("Name in the passport"),
        "name_hangul": _("Name in Hangul"),
        "born": _("Date of birth"),
        "nationality": _("Nationality now"),
        "nationality_during": _("Nationality from 2019 to 2021"),
        "passport_number": _("Passport number"),
        "address": _("Address for service"),
        "representative": _("Legal representative"),
        "relation.parent": _("Mother or father"),
        "relation.guardian": _("Guardian"),
        "relation.heir": _("Heir"),
        "relation.mandate": _("The person asked me in writing"),
        "trips": _("Trips"),
        "trip": _("Trip {number}"),
        "trips.none": _("No trip was named."),
        "trip.entered": _("Entered Korea"),
        "trip.exited": _("Left Korea"),
        "trip.passport": _("Passport shown"),
        "trip.channel": _("Passport control"),
        "trip.capacity": _("In what capacity"),
        "trip.registered": _("Registered as a foreigner in Korea then"),
        "trip.exhibits": _("Shown by"),
        "channel.desk": _("an officer's desk"),
        "channel.gate": _("an automatic gate"),
        "channel.other": _("another way"),
        "capacity.ordinary": _("ordinary traveler"),
        "capacity.diplomat": _("diplomat"),
        "capacity.sofa": _("foreign forces or their family"),
        "capacity.crew": _("crew"),
        "capacity.cruise": _("cruise passenger"),
        "capacity.refugee": _("refugee"),
        "capacity.transit": _("transit only"),
        "capacity.refused_entry": _("refused entry"),
        "questions": _("What I was told and asked then"),
        "question": _("Question"),
        "answer": _("Answer"),
        "question.notice_seen": _("Did you see a notice about the use of your photo?"),
        "question.told_of_ai": _("Were you told that it would be used for artificial intelligence?"),
        "question.asked_to_agree": _("Were you asked to agree?"),
        "question.could_refuse": _("Could you have refused?"),
        "question.gate_registration": _("Had you registered for the automatic gate?"),
        "account": _("My account"),
        "account.blank": _("Left blank"),
        "account.in_person": _("The person asked to tell this in person."),
        "harm": _("What it did to me"),
        "original": _("Original ({language})"),
        "translation": _("Korean translation"),
        "translation.to_follow": _("To follow"),
        "translator": _("Translator"),
        "reviewer": _("Reviewed by"),
        "helped_by": _("Helped with writing by"),
        "sent": _("Sent on"),
        "signed_on": _("Date of signing"),
        "signature": _("Signature"),
        "not_given": _("not given"),
        **_answer_words(_),
        **_foot_words(_),
        **day_words(_),
        **country_words(language),
        **port_words(language),
        **_language_names(language),
    }


def day_words(_: Callable[[str], str]) -> dict[str, str]:
    """How a day that is only partly known is said."""
    return {
        "day.unknown": _("not remembered"),
        "day.none": _("did not happen"),
        "day.uncertain": _("{day} (not sure)"),
        "day.about": _("about {day}"),
        "day.about_uncertain": _("about {day} (not sure)"),
        "day.between": _("between {first} and {last}"),
        "day.spring": _("spring {year}"),
        "day.summer": _("summer {year}"),
        "day.autumn": _("autumn {year}"),
        "day.winter": _("winter {year}"),
    }


def country_words(language: str) -> dict[str, str]:
    """Names of countries and documents by ICAO code ("country.VNM"), in one language (BCP-47 tag)."""
    return {f"country.{code}": name for code, name in country_choices(language_of(language) or ENGLISH)}


def port_words(language: str) -> dict[str, str]:
    """Names of ports by code ("port.ICN"), in one language (BCP-47 tag)."""
    return {f"port.{code}": name for code, name in port_choices(language_of(language) or ENGLISH)}


def _language_names(language: str) -> dict[str, str]:
    locale = Locale.parse(language, sep="-")
    names = {tag: Locale.parse(tag, sep="-").get_display_name(locale) for tag in _STATEMENT_LANGUAGES}
    return {f"language.{tag}": name or tag for tag, name in names.items()}


def _answer_words(_: Callable[[str], str]) -> dict[str, str]:
    return {
        "answer.yes": _("Yes"),
        "answer.no": _("No"),
        "answer.dont_know": _("I don't know"),
        "answer.blank": _("Not answered"),
    }


def _foot_words(_: Callable[[str], str]) -> dict[str, str]:
    return {"foot.page_of": _("Page {page} of {pages}")}
