"""Passkeys at the door: which host and origin they belong to, and a challenge for this browser that is good once.

There is no fetch here: challenge and answer travel in hidden fields of the form. This is where passkeys meet HTTP.
"""

import re

from flask import current_app, request

from claims.store.clock import seconds
from claims.store.passkeys import Party, challenge_ends, make_challenge
from claims.web.csrf import door
from claims.web.house import house
from claims.web.limits import attempts

_NO_NAME = re.compile(r"[0-9.]+|\[.*")


def party() -> Party | None:
    """Who asks for a passkey here; None at an address of digits, where browsers know no passkeys, and at a host not ours."""
    settings, given = house().settings, request.environ.get("HTTP_HOST", "").lower()
    name = given if given.startswith("[") else given.partition(":")[0]
    if name not in settings.hosts or _NO_NAME.fullmatch(name):
        return None
    # Over an onion address a page is secure without TLS, and the browser calls its origin http.
    schemes = ("https", "http") if name == settings.onion else ("https" if current_app.config["SECURE"] else "http",)
    return Party(host=name, origins=tuple(f"{scheme}://{given}" for scheme in schemes))


def new_challenge() -> str:
    """A challenge for this browser, for the hidden field; empty where passkeys cannot work."""
    here = house()
    return make_challenge(here.host_key, door=door(), now=seconds(here.now())) if party() else ""


def use_up(challenge: str) -> bool:
    """Whether this challenge was given to this browser within five minutes, and not used before."""
    here = house()
    now = seconds(here.now())
    ends = challenge_ends(here.host_key, challenge, door=door(), now=now)
    return bool(ends) and attempts().spend("passkey challenge", challenge, ends=ends, now=now)
