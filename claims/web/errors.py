"""Refusals and errors as pages, in the language of the person who meets them.

Error pages are rendered without the context that other rooms add, so that none of them needs a database; if even that
fails, a page without any template is sent. Logs get the kind of an error and where it arose, never its message: a
message can quote a claimant. This is where a raised refusal turns into an answer.
"""

import traceback
from http import HTTPStatus

from flask import Flask, Response, current_app, make_response, request
from gunicorn.http.errors import ParseException  # type: ignore[import-untyped]  # it brings no types
from markupsafe import escape
from sqlalchemy.exc import DatabaseError, InterfaceError, NoResultFound, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException, RequestedRangeNotSatisfiable

from claims.errors import Conflict, Damaged, NotAllowed, NotFound, NotNow, NotValid, Refusal
from claims.web.addresses import switch_addresses
from claims.web.language import current_language
from claims.web.wording_errors import DAMAGED, ERROR_WORDS, ErrorWords
from claims.web.wording_refusals import REFUSALS

RETRY_AFTER_SECONDS = 60
STATUS_OF: dict[type[Refusal], int] = {
    NotFound: 404,
    NotAllowed: 403,
    NotNow: 409,
    Conflict: 409,
    NotValid: 422,
    Damaged: 500,
}
DAMAGE = ("part", "number")
AWAY = (OperationalError, InterfaceError, PoolTimeout)


def _bare_page(words: ErrorWords) -> str:
    language = current_language()
    said = "".join(f"<p>{escape(str(sentence))}</p>" for sentence in words.sentences)
    title = escape(str(words.title))
    return (
        f'<!doctype html><html lang="{language.tag}" dir="{language.direction}"><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{title}</title>'
        f"<main><h1>{title}</h1>{said}</main></html>"
    )


def _full_page(status: int, words: ErrorWords, reason: object) -> str:
    language = current_language()
    return current_app.jinja_env.get_template("errors/error.html").render(
        status=status,
        words=words,
        reason=reason,
        language=language,
        direction=language.direction,
        languages=switch_addresses(),
        demonstration=bool(current_app.config.get("DEMONSTRATION")),
    )


def error_page(status: int, *, words: ErrorWords | None = None, reason: object = "") -> Response:
    """The designed page for a status; `reason` is a sentence put first. Statuses without words say those of 400 or 500."""
    spoken = words or ERROR_WORDS.get(status) or ERROR_WORDS[400 if status < 500 else 500]
    try:
        page = _full_page(status, spoken, reason)
    except Exception as error:
        _note(error)
        page = _bare_page(spoken)
    answer = make_response(page, status)
    if status in (429, 503):
        answer.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return answer


def _note(error: BaseException) -> None:
    places = [f"{frame.name} ({frame.filename}:{frame.lineno})" for frame in traceback.extract_tb(error.__traceback__)]
    kind = type(error).__name__
    if isinstance(error, Damaged):  # which part of a claim; never whose
        kind = " ".join([kind, error.reason, *(str(error.facts[name]) for name in DAMAGE if name in error.facts)])
    current_app.logger.error("%s at %s", kind, " < ".join(reversed(places[-6:])))


def _refused(refusal: Refusal) -> Response:
    if isinstance(refusal, Damaged):
        _note(refusal)
        return error_page(500, words=DAMAGED)
    return error_page(STATUS_OF.get(type(refusal), 400), reason=REFUSALS.get(refusal.reason, ""))


def _http_error(error: HTTPException) -> Response:
    if isinstance(error, RequestedRangeNotSatisfiable) or error.code is None or error.code < 400:
        return make_response(error.get_response())
    answer = error_page(error.code)
    for name, value in error.get_headers(request.environ):
        if name in ("Allow", "Retry-After"):
            answer.headers[name] = value
    return answer


def _broken_off(error: Exception) -> Response:
    """The body of the request is no proper HTTP."""
    return error_page(HTTPStatus.BAD_REQUEST)


def _vanished(error: Exception) -> Response:
    """A row that was there when the page was entered was destroyed meanwhile, by the claimant in another tab."""
    _note(error)
    return error_page(HTTPStatus.NOT_FOUND, reason=REFUSALS["claim_gone"])


def _database_broke(error: DatabaseError) -> Response:
    # Only the bare class: its subclasses are mistakes of ours, this one is a file that is no longer what it was.
    if type(error) is not DatabaseError:
        return _unforeseen(error)
    _note(error)
    return error_page(HTTPStatus.INTERNAL_SERVER_ERROR, words=DAMAGED)


def _away(error: Exception) -> Response:
    _note(error)
    return error_page(HTTPStatus.SERVICE_UNAVAILABLE)


def _unforeseen(error: Exception) -> Response:
    seen = current_app.config["PROPAGATE_EXCEPTIONS"]
    if current_app.testing if seen is None else seen:
        raise error
    _note(error)
    return error_page(HTTPStatus.INTERNAL_SERVER_ERROR)


def install_errors(app: Flask) -> None:
    """Turn every refusal, HTTP error and unforeseen exception into a page. Tests see unforeseen exceptions raised."""
    app.register_error_handler(Refusal, _refused)
    app.register_error_handler(HTTPException, _http_error)
    for away in AWAY:
        app.register_error_handler(away, _away)
    app.register_error_handler(ParseException, _broken_off)
    app.register_error_handler(NoResultFound, _vanished)
    app.register_error_handler(DatabaseError, _database_broke)
    app.register_error_handler(Exception, _unforeseen)
