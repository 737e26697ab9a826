"""Words of the privacy notice's tables: what is kept, since when it counts, and what somebody may ask for. This is where they are said."""

from claims.web.language import lazy_gettext as _l

KEPT = {
    "draft": _l("A draft that you have not sent"),
    "claim": _l("A claim that you have sent"),
    "limits": _l("A claim that you have sent, while time limits may still run"),
    "withdrawn": _l("A claim that you take back"),
    "withdrawn_for_counsel": _l(
        "A claim that you take back after a lawyer has filed it, or has written down a reason to keep it"
    ),
    "trace": _l("Of a claim that you took back: only its reference and its week"),
    "bundle": _l("Papers made for a lawyer, until they are collected"),
    "ledger": _l("The record of who opened what"),
    "backup": _l("Copies in case a machine breaks"),
}

SINCE = {
    "saved": _l("since you last saved it"),
    "touched": _l("since you or we last did something with it"),
    "last_limit": _l("after the last time limit that is published"),
    "withdrawn": _l("since you took it back; longer only where a lawyer has written down why and until when"),
    "made": _l("since they were made"),
    "written": _l("since each line was written"),
    "copied": _l("since each copy was made"),
}

RIGHTS = {
    "see": _l("See what we hold about you"),
    "correct": _l("Have it corrected or deleted"),
    "stop": _l("Stop its use, or take back a yes"),
    "explain": _l("Have a result explained, or looked at again by a person"),
    "gdpr": _l("If you live in the European Union: the same rights under its law"),
}
