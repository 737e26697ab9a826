"""All furniture in one call, and the words every page is given.

This is where the installers of the room are put in order: languages first, because even a refused host is answered in
one; errors last, because they need all the others.
"""

from flask import Flask, current_app

from claims.web.addresses import install_language, switch_addresses
from claims.web.bodies import install_bodies
from claims.web.countries import country_name
from claims.web.csrf import install_csrf
from claims.web.dates import format_day, format_edtf, format_instant
from claims.web.errors import install_errors
from claims.web.fallbacks import spoken
from claims.web.headers import install_headers
from claims.web.language import current_language
from claims.web.ports import port_name
from claims.web.quiet_log import install_quiet_log
from claims.web.wording import install_wording, said_anew


def page_words() -> dict[str, object]:
    """What every template may use without asking: language, direction, languages, demonstration."""
    language = current_language()
    return {
        "language": language,
        "direction": language.direction,
        "languages": switch_addresses(),
        "demonstration": bool(current_app.config.get("DEMONSTRATION")),
    }


def install(app: Flask) -> None:
    """Install language, door, headers, words, filters and error pages. Call once, before the first blueprint.

    Reads from app.config: CSRF_SECRET (bytes), SECURE, HOSTS, MAX_FORM_BYTES, DEMONSTRATION.
    """
    install_quiet_log()
    install_language(app)
    install_bodies(app)
    install_csrf(app)
    install_headers(app)
    install_wording(app)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(
        edtf=said_anew(format_edtf),
        day=said_anew(format_day),
        instant=said_anew(format_instant),
        country=said_anew(country_name),
        port=said_anew(port_name),
        spoken=said_anew(spoken),
    )
    app.context_processor(page_words)
    install_errors(app)
