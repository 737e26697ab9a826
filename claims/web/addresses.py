"""Language in addresses: taken out on the way in, put back by url_for, exchanged by the language chooser.

A claimant blueprint has url_prefix "/<language>" and its views take no `language` argument. Desk addresses carry none;
there `?language=ko` chooses, and a cookie remembers. This is where an address gains and loses its language.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Flask, Response, abort, current_app, g, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from claims.web.catalogues import words_of
from claims.web.language import (
    CLAIMANT_LANGUAGES,
    OFFICE_LANGUAGES,
    Language,
    current_language,
    gettext,
    guessed_language,
    language_of,
    plural_message,
)

CHOICE = "language"


@dataclass(frozen=True)
class Switch:
    """One line of the language chooser: the language, the address of this page in it, whether it is spoken now."""

    language: Language
    address: str
    current: bool


def _asks_language(endpoint: str | None) -> bool:
    return endpoint is not None and current_app.url_map.is_endpoint_expecting(endpoint, CHOICE)


def _choice_cookie_name() -> str:
    """`__Host-language` behind TLS or an onion address, where no neighbouring host may set it; plain on loopback."""
    return f"__Host-{CHOICE}" if current_app.config.get("SECURE") else CHOICE


def _desk_language() -> Language:
    chosen = language_of(request.args.get(CHOICE) or request.cookies.get(_choice_cookie_name()) or "")
    return chosen if chosen in OFFICE_LANGUAGES else guessed_language(OFFICE_LANGUAGES)


def _take_language(endpoint: str | None, values: dict[str, Any] | None) -> None:
    if endpoint is None:
        # No such page: answer in the language the address begins with, as far as it is one.
        g.language = language_of(request.path.split("/")[1]) or guessed_language()
    elif values is not None and _asks_language(endpoint):
        tag = values.pop(CHOICE)
        g.language = language_of(tag) or guessed_language()
        if g.language.tag != tag:
            abort(404)
    else:
        g.language = guessed_language() if endpoint == "front_door" else _desk_language()


def _give_language(endpoint: str, values: dict[str, Any]) -> None:
    if CHOICE not in values and _asks_language(endpoint):
        values[CHOICE] = current_language().tag


def _remember_choice(response: Response) -> Response:
    chosen = request.args.get(CHOICE, "")
    if response.cache_control.public:
        return response  # what everybody may be handed must not carry one reader's choice
    if chosen == current_language().tag and request.endpoint and not _asks_language(request.endpoint):
        secure = bool(current_app.config.get("SECURE"))
        response.set_cookie(_choice_cookie_name(), chosen, httponly=True, samesite="Lax", secure=secure, path="/")
    return response


def _front_door() -> AnyResponse:
    answer = redirect(url_for("intake.home", language=guessed_language().tag))
    answer.headers["Vary"] = "Accept-Language"
    return answer


def _in_language(language: Language) -> str:
    rule, values = request.url_rule, {**(request.view_args or {}), CHOICE: language.tag}
    if rule is None or "GET" not in (rule.methods or ()):
        return url_for("intake.home", language=language.tag)
    return url_for(rule.endpoint, **values)


def switch_addresses() -> list[Switch]:
    """This page in every language it exists in, by path alone: what stands in a query is not carried along.

    A page that only answers POST, or does not exist, leads to the first page of that language.
    """
    at_desk = request.endpoint is not None and not _asks_language(request.endpoint)
    offered = OFFICE_LANGUAGES if at_desk else CLAIMANT_LANGUAGES
    return [Switch(language, _in_language(language), language == current_language()) for language in offered]


def install_language(app: Flask) -> None:
    """Give the app its languages: addresses, `g.language`, gettext in templates, and the redirect at `/`."""
    for language in CLAIMANT_LANGUAGES:
        words_of(language.locale)  # a catalogue that cannot be read stops the start, not a page
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.policies["ext.i18n.trimmed"] = True
    install: Callable[..., None] = app.jinja_env.install_gettext_callables  # type: ignore[attr-defined]  # by the extension
    install(gettext, plural_message, newstyle=True)
    app.url_value_preprocessor(_take_language)
    app.url_defaults(_give_language)
    app.after_request(_remember_choice)
    app.add_url_rule("/", "front_door", _front_door)
