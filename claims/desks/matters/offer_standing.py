"""How the offer of a matter stands: each text in each language, what is still open, what is in force. This is where it is put together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal
from unicodedata import normalize

from babel import Locale
from sqlmodel import Session

from claims.actions.matter_file import change_matter_file, read_matter_file
from claims.actions.put_offer import PARTY_NEEDED, offer_written
from claims.desks.matters.finding import FoundMatter, find_counsels_matter
from claims.model.matter import MatterFacts, MatterFile
from claims.model.offer import DraftText, Offer, OfferTerms, SignOff
from claims.rules.offers import (
    PLACEHOLDERS,
    codes_wanted,
    filled_text,
    is_signed_off,
    open_texts,
    says_the_same,
    words_hash,
)
from claims.store.announcements import offer_in_force, offers_of
from claims.store.offer_facts import offer_facts
from claims.web.house import house
from claims.web.language import CLAIMANT_LANGUAGES, language_of

State = Literal["missing", "gaps", "changed", "open", "signed"]
Facts = Mapping[str, Mapping[str, str]]
NO_TEXT = DraftText(title="", text="")


@dataclass(frozen=True)
class TextStanding:
    """One text in one language: as counsel wrote it, as it reads, how it stands.

    `state` is `changed` where somebody signed off words that read otherwise by now, because a figure or a party was changed.
    """

    code: str
    tag: str
    written: DraftText
    title: str
    text: str
    state: State
    gaps: tuple[str, ...]

    @property
    def read_hash(self) -> str:
        """SHA-256 of the words as they read."""
        return words_hash(self.title, self.text)

    @property
    def written_hash(self) -> str:
        """SHA-256 of the words as they were written, placeholders and all, in the form in which a page gives them back."""
        return words_hash(normalize("NFC", self.written.title.strip()), self.written.text.replace("\r\n", "\n"))

    @property
    def sign_off(self) -> SignOff | None:
        """Who signed it off last; it holds only while `state` is `signed`."""
        return self.written.sign_off


@dataclass(frozen=True)
class FoundOffer:
    """A matter's offer as its counsel see it: being written, in force, and every earlier one."""

    found: FoundMatter
    file: MatterFile
    offers: tuple[Offer, ...]
    in_force: Offer | None

    @property
    def terms(self) -> OfferTerms:
        """The figures of the offer being written."""
        return self.file.offer.terms

    @property
    def tags(self) -> tuple[str, ...]:
        """The languages it is being written in, those of the claimants' pages first."""
        return in_order(self.file.offer.texts)

    @property
    def codes(self) -> tuple[str, ...]:
        """The texts it must hold."""
        return codes_wanted(self.terms)

    @cached_property
    def facts(self) -> Facts:
        """Values of the placeholders by language."""
        return facts_of(self.found.facts, self.file)

    @property
    def addable(self) -> tuple[str, ...]:
        """Languages that have a draft to start from and are not written in yet."""
        return in_order(set(house().offer_drafts) - set(self.tags))

    @property
    def party_missing(self) -> tuple[str, ...]:
        """What the matter does not name and an offer must."""
        return tuple(name for name in PARTY_NEEDED if not getattr(self.found.facts, name).strip())

    @property
    def open_by_language(self) -> dict[str, list[str]]:
        """Codes of the texts that keep it from going out, by language."""
        found: dict[str, list[str]] = {}
        for tag, code in open_texts(self.file.offer, facts=self.facts):
            if tag:
                found.setdefault(tag, []).append(code)
        return {tag: found[tag] for tag in self.tags if tag in found}

    @property
    def may_go(self) -> bool:
        """Whether nothing is open any more."""
        return bool(self.tags) and not self.party_missing and not self.open_by_language

    @property
    def stands_already(self) -> bool:
        """Whether the offer in force says just what would go out."""
        if not self.may_go or self.in_force is None:
            return False
        number, day = self.in_force.number, date.fromisoformat(self.in_force.day)
        would_go = offer_written(
            self.file.offer, number=number, matter_facts=self.found.facts, facts=self.facts, today=day
        )
        return says_the_same(self.in_force, would_go)

    def standings(self, tag: str) -> tuple[TextStanding, ...]:
        """Every text of one language, in the order of reading."""
        texts, facts = self.file.offer.texts.get(tag, {}), self.facts[tag]
        return tuple(standing_of(texts.get(code, NO_TEXT), code=code, tag=tag, facts=facts) for code in self.codes)


def find_offer(matter_id: str, *, session: Session | None = None) -> FoundOffer:
    """The offer of a matter, for those who hold its key. Raises NotFound for everybody else."""
    if session is None:
        with house().database.question() as fresh:
            return find_offer(matter_id, session=fresh)
    found = find_counsels_matter(matter_id, session=session)
    return _offer_of(session, found, read_matter_file(found.row, keyring=found.keyring))


def find_offer_to_change(session: Session, matter_id: str) -> FoundOffer:
    """As find_offer, but until the deed ends nobody else can change the matter: figures and words stay as they are read here."""
    found = find_counsels_matter(matter_id, session=session)
    file = change_matter_file(session, matter_id, change=lambda kept: kept, keyring=found.keyring)
    return _offer_of(session, find_counsels_matter(matter_id, session=session), file)


def facts_of(matter: MatterFacts, file: MatterFile) -> Facts:
    """Values of the placeholders in every language that is written in."""
    office = house().office_name
    return {
        tag: offer_facts(matter, file.offer.terms, office=office, locale=cldr(tag)) for tag in sorted(file.offer.texts)
    }


def standing_of(written: DraftText, *, code: str, tag: str, facts: Mapping[str, str]) -> TextStanding:
    """How one text stands with these facts in it."""
    title, text = filled_text(written.title, facts), filled_text(written.text, facts)
    gaps = tuple(name for name in sorted(PLACEHOLDERS) if f"{{{name}}}" in f"{title}\n{text}")
    return TextStanding(code, tag, written, title, text, _state(written, gaps, facts=facts), gaps)


def cldr(tag: str) -> str:
    """A language's CLDR locale: that of our pages where they speak it."""
    language = language_of(tag)
    return str(language.cldr if language else Locale.parse(tag, sep="-"))


def direction_of(tag: str) -> str:
    """`ltr` or `rtl`."""
    return "rtl" if Locale.parse(tag, sep="-").character_order == "right-to-left" else "ltr"


def in_order(tags: Iterable[str]) -> tuple[str, ...]:
    """Tags with the languages of the claimants' pages first, in their order."""
    first = [language.tag for language in CLAIMANT_LANGUAGES]
    found = sorted(tags)
    return (*(tag for tag in first if tag in found), *(tag for tag in found if tag not in first))


def _offer_of(session: Session, found: FoundMatter, file: MatterFile) -> FoundOffer:
    if not file.told_key:
        return FoundOffer(found, file, offers=(), in_force=None)
    key = bytes.fromhex(file.told_key)
    return FoundOffer(
        found,
        file,
        offers=offers_of(session, key, matter_id=found.row.id),
        in_force=offer_in_force(session, key, matter_id=found.row.id),
    )


def _state(written: DraftText, gaps: tuple[str, ...], *, facts: Mapping[str, str]) -> State:
    if not written.title.strip() or not written.text.strip():
        return "missing"
    if gaps:
        return "gaps"
    if is_signed_off(written, facts=facts):
        return "signed"
    return "changed" if written.sign_off else "open"
