"""Counsel writes the offer of a matter and signs off each of its texts. Nobody else reads it before it is put in force (put_offer)."""

from collections.abc import Callable, Mapping
from datetime import datetime

from sqlmodel import Session

from claims.actions.matter_file import change_matter_file
from claims.errors import NotFound, NotValid
from claims.model.matter import Matter
from claims.model.offer import DraftText, OfferDraft, OfferTerms, SignOff
from claims.model.staff import Member
from claims.rules.forbidden import contains_resident_number
from claims.rules.offers import check_text, filled_text, has_gaps, words_hash
from claims.store.clock import seconds
from claims.store.keyring import Keyring
from claims.store.ledger import Actor, write_line

Facts = Mapping[str, Mapping[str, str]]
"""Values of the placeholders by language (store/offer_facts.py)."""


def set_terms(
    session: Session, matter: Matter, *, terms: OfferTerms, keyring: Keyring, actor: Actor, now: datetime
) -> None:
    """The figures of the offer being written. Texts in which one of them stands are open again by themselves.

    Refuses NotValid `fee_negative`, `success_fee_unreadable`, `appointed_needed`.
    """
    if (terms.fee or 0) < 0 or (terms.costs or 0) < 0:
        raise NotValid("fee_negative")
    if terms.success_fee and not _is_percent(terms.success_fee):
        raise NotValid("success_fee_unreadable")
    if terms.selection and not terms.appointed.strip():
        raise NotValid("appointed_needed")
    _change_draft(session, matter, lambda draft: draft.model_copy(update={"terms": terms}), keyring=keyring)
    _line(session, matter, "write_offer", {"what": "terms"}, actor=actor, now=now)


def set_texts(
    session: Session,
    matter: Matter,
    *,
    language: str,
    texts: Mapping[str, tuple[str, str]],
    keyring: Keyring,
    actor: Actor,
    now: datetime,
) -> None:
    """(title, text) by code in one language; a text that is left as it was stays signed off. Refuses NotValid of `check_text`, `resident_number`."""
    for title, text in texts.values():
        check_text(title)
        check_text(text)
        if contains_resident_number(f"{title} {text}"):
            raise NotValid("resident_number")

    def with_texts(draft: OfferDraft) -> OfferDraft:
        before = draft.texts.get(language, {})
        new = {code: _kept(before.get(code), title, text) for code, (title, text) in texts.items()}
        return draft.model_copy(update={"texts": {**draft.texts, language: {**before, **new}}})

    _change_draft(session, matter, with_texts, keyring=keyring)
    _line(session, matter, "write_offer", {"what": "texts", "language": language}, actor=actor, now=now)


def drop_language(
    session: Session, matter: Matter, *, language: str, keyring: Keyring, actor: Actor, now: datetime
) -> None:
    """The offer being written is not made in this language; an offer in force stays as it is. Refuses NotFound."""

    def without(draft: OfferDraft) -> OfferDraft:
        if language not in draft.texts:
            raise NotFound("language")
        return draft.model_copy(update={"texts": {tag: t for tag, t in draft.texts.items() if tag != language}})

    _change_draft(session, matter, without, keyring=keyring)
    _line(session, matter, "write_offer", {"what": "dropped", "language": language}, actor=actor, now=now)


def sign_off(
    session: Session,
    matter: Matter,
    *,
    language: str,
    read: Mapping[str, str],
    facts: Facts,
    by: Member,
    keyring: Keyring,
    actor: Actor,
    now: datetime,
) -> None:
    """Counsel stands by these texts: `read` gives the hash of the words that stood on the page, by code.

    Refuses NotValid `text_changed_meanwhile` when a text reads otherwise by now, `text_with_gaps` naming its code.
    """

    def with_sign_offs(draft: OfferDraft) -> OfferDraft:
        mine = dict(draft.texts.get(language, {}))
        for code, seen in read.items():
            mine[code] = _signed_off(mine.get(code), code, seen, facts=facts[language], by=by, now=now)
        return draft.model_copy(update={"texts": {**draft.texts, language: mine}})

    _change_draft(session, matter, with_sign_offs, keyring=keyring)
    details: dict[str, object] = {"language": language, "texts": sorted(read)}
    _line(session, matter, "sign_off_offer", details, actor=actor, now=now)


def _change_draft(
    session: Session, matter: Matter, change: Callable[[OfferDraft], OfferDraft], *, keyring: Keyring
) -> None:
    change_matter_file(
        session,
        matter.id,
        change=lambda file: file.model_copy(update={"offer": change(file.offer)}),
        keyring=keyring,
    )


def _kept(before: DraftText | None, title: str, text: str) -> DraftText:
    same = before is not None and (before.title, before.text) == (title, text)
    return before if same and before is not None else DraftText(title=title, text=text)


def _signed_off(
    draft: DraftText | None, code: str, seen: str, *, facts: Mapping[str, str], by: Member, now: datetime
) -> DraftText:
    if draft is None:
        raise NotValid("text_changed_meanwhile", code=code)
    title, text = filled_text(draft.title, facts), filled_text(draft.text, facts)
    if words_hash(title, text) != seen:
        raise NotValid("text_changed_meanwhile", code=code)
    if has_gaps(title) or has_gaps(text) or not title.strip() or not text.strip():
        raise NotValid("text_with_gaps", code=code)
    stands = SignOff(by=by.id, name=by.name, at=seconds(now), sha256=seen)
    return draft.model_copy(update={"sign_off": stands})


def _is_percent(text: str) -> bool:
    try:
        return 0 <= float(text) <= 100
    except ValueError:
        return False


def _line(
    session: Session, matter: Matter, action: str, details: dict[str, object], *, actor: Actor, now: datetime
) -> None:
    write_line(session, matter.office_id, actor=actor, action=action, reference=matter.id, details=details, now=now)
