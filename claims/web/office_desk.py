"""What all desks of the office share: two languages, the guard, the links at the top. This is where such a desk is set up."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, current_app, g, make_response, redirect, request, url_for

from claims.model.staff import Member
from claims.rules.access import May, may, roles_of
from claims.web.addresses import CHOICE, Switch
from claims.web.csrf import TOKEN, check_csrf
from claims.web.guards import Enter, guard
from claims.web.language import ENGLISH, OFFICE_LANGUAGES, Language, current_language
from claims.web.wording_desks import desk_said, language_name, shown_hour, shown_reference

PREFIX = f"/<{CHOICE}>/office"
READ = ("GET",)
ASK = ("GET", "POST")
DEED = ("POST",)


@dataclass(frozen=True)
class Page:
    """One page of a desk: its address below the office, its view, who enters, its methods.

    `button`: a lone button leads here and no form checks its token, so the desk does. A page with fields checks it
    itself and keeps what was typed. `fresh`: words and code must have been shown within the last ten minutes.
    """

    address: str
    view: Callable[..., Any]
    enter: Enter | May
    methods: tuple[str, ...] = READ
    button: bool = False
    fresh: bool = False

    @property
    def name(self) -> str:
        """Page = route = form = template."""
        return self.view.__name__


def open_desk(desk: Blueprint, pages: Sequence[Page]) -> None:
    """Set up a desk of the office: Korean or English, its table of pages, and what its templates are given."""
    buttons = frozenset(f"{desk.name}.{page.name}" for page in pages if page.button)
    desk.before_request(_speak_an_office_language)
    guard(desk, {page.name: page.enter for page in pages}, fresh=frozenset(page.name for page in pages if page.fresh))
    desk.before_request(lambda: _check_button(buttons))
    desk.context_processor(_given_to_pages)
    for page in pages:
        desk.add_url_rule(page.address, endpoint=page.name, view_func=page.view, methods=list(page.methods))


def go_to(page: str, /, **values: Any) -> Response:
    """After a deed: the next page, asked for anew, so that Reload repeats nothing."""
    return make_response(redirect(url_for(page, **values), code=303))


def _check_button(buttons: frozenset[str]) -> None:
    if request.endpoint in buttons:
        check_csrf(request.form.get(TOKEN, ""))


def _speak_an_office_language() -> Response | None:
    if current_language() in OFFICE_LANGUAGES:
        return None
    return make_response(redirect(_here_in(ENGLISH), code=303))


def _here_in(language: Language) -> str:
    """This page in another language; where it only takes a form, the page everybody begins with."""
    path = f"/{language.tag}/{request.path.split('/', 2)[2]}"
    adapter = current_app.create_url_adapter(request)
    if adapter is not None and adapter.test(path, method="GET"):
        return path
    return url_for("staff.sign_in", language=language.tag)


def _given_to_pages() -> dict[str, object]:
    member = g.get("member")
    roles = roles_of(member.roles) if isinstance(member, Member) else frozenset()
    return {
        "languages": [Switch(each, _here_in(each), each == current_language()) for each in OFFICE_LANGUAGES],
        "member": member,
        "may_here": lambda what: may(roles, May(what)),
        "keys_page": url_for("staff.keys") if "staff.keys" in current_app.view_functions else "",
        "desk_said": desk_said,
        "language_name": language_name,
        "shown_reference": shown_reference,
        "shown_hour": shown_hour,
    }
