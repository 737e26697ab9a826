"""Words for error pages: what happened, what it means for the person, what to do. Nothing secret, no blame.

This is where a status code becomes a page that a frightened person can use.
"""

from dataclasses import dataclass

from claims.web.language import lazy_gettext as _l


@dataclass(frozen=True)
class ErrorWords:
    """One error page: its heading, and its sentences in order."""

    title: object
    sentences: tuple[object, ...]


_NOTHING_LOST = _l("What you had saved before is still there.")
_TRY_LATER = _l("Please try again in a few minutes.")

ERROR_WORDS = {
    400: ErrorWords(
        _l("We could not read that request"),
        (_l("Please go back to the page before and try again. If it happens again, start from the first page."),),
    ),
    403: ErrorWords(
        _l("This page is not open to you"),
        (
            _l("You may need to sign in, or come back with your receipt."),
            _l("If you think you should see it, ask the person who invited you."),
        ),
    ),
    404: ErrorWords(
        _l("There is no such page"),
        (
            _l("The address may be mistyped, or the page may have moved."),
            _l("If you came to see your claim, come back with your receipt."),
        ),
    ),
    405: ErrorWords(
        _l("This page cannot be opened like that"),
        (_l("Please go back to the page before and use the button there."), _NOTHING_LOST),
    ),
    409: ErrorWords(
        _l("This is not possible just now"),
        (_l("Please open the page again: something about it has changed since you saw it."), _NOTHING_LOST),
    ),
    413: ErrorWords(
        _l("That was too large to take"),
        (
            _l("Please go back: what you typed is still on the page before. Make it shorter, or send a smaller file."),
            _NOTHING_LOST,
        ),
    ),
    415: ErrorWords(
        _l("We cannot take this kind of content"),
        (_l("Photos (JPEG, PNG, HEIC, WebP) and PDF work. A photo of the paper is enough."), _NOTHING_LOST),
    ),
    422: ErrorWords(
        _l("Something in your answers needs another look"),
        (_l("Please go back to the page before and read the sentence beside the question."), _NOTHING_LOST),
    ),
    429: ErrorWords(
        _l("Too many attempts in a short time"),
        (_l("Please wait a little and try again. This protects claims from people who guess codes."), _NOTHING_LOST),
    ),
    500: ErrorWords(
        _l("Something went wrong on our side"),
        (
            _l("It is not your fault. The last step may not have been saved; everything before it is still there."),
            _TRY_LATER,
        ),
    ),
    503: ErrorWords(
        _l("The service is resting for a moment"),
        (_l("The last step was not saved; everything before it is still there."), _TRY_LATER),
    ),
}

MANY_BEGIN = ErrorWords(
    _l("Very many people are starting a claim just now"),
    (
        _l("Please wait a little and press the button again. You have lost nothing: no claim was started."),
        _l("Claims that were started before are open as always."),
    ),
)

DAMAGED = ErrorWords(
    _l("Something that was stored cannot be read"),
    (
        _l("To be safe we show nothing of it rather than a part of it."),
        _l("Please write down the time and tell the people who run this service. Keep your receipt."),
    ),
)
