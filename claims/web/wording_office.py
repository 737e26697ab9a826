"""Words for what only the office reads: strength, grades, roles, moves, bundles, errands, the status as staff say it.

Their catalogue is `office` (Korean and English), so that six languages of claimants need not wait for them.
This is where the codes of the desks become the field's terms.
"""

from claims.model.vocabulary import BundleStatus, ErrandKind, Grade, Move, Role, Status, Strength
from claims.web.language import lazy_gettext as _l

STATUSES = {
    Status.DRAFT: _l("draft"),
    Status.RECEIVED: _l("received"),
    Status.ASKED: _l("asked, waiting for the claimant"),
    Status.CHECKED: _l("checked"),
    Status.SIGNED: _l("power of attorney signed"),
    Status.FILED: _l("filed at court"),
    Status.SET_ASIDE: _l("set aside"),
    Status.WITHDRAWN: _l("withdrawn"),
}

STRENGTHS = {
    Strength.STRONG: _l("strong"),
    Strength.MEDIUM: _l("medium"),
    Strength.WEAK: _l("weak"),
    Strength.UNRATED: _l("unrated"),
}

GRADES = {
    Grade.A: _l("A: certificate of entry and exit"),
    Grade.B: _l("B: stamp"),
    Grade.C: _l("C: carrier's or third party's paper"),
    Grade.D: _l("D: own word"),
}

ROLES = {
    Role.TRIAGE: _l("triage"),
    Role.LEAD: _l("triage lead"),
    Role.COUNSEL: _l("counsel"),
    Role.ADMINISTRATOR: _l("administrator"),
    Role.AUDITOR: _l("auditor"),
    Role.RESEARCHER: _l("researcher"),
}

MOVES = {
    Move.RECEIVE: _l("Receive"),
    Move.ASK: _l("Ask the claimant"),
    Move.ANSWER: _l("Answered by the claimant"),
    Move.CHECK: _l("Mark as checked"),
    Move.SIGN: _l("Record the signed power of attorney"),
    Move.FILE: _l("Record the filing at court"),
    Move.SET_ASIDE: _l("Set aside"),
    Move.REOPEN: _l("Take up again"),
    Move.WITHDRAW: _l("Withdrawn by the claimant"),
    Move.APPOINT: _l("Power of attorney signed"),
    Move.TAKE_BACK: _l("Power of attorney taken back"),
}

BUNDLE_STATUSES = {
    BundleStatus.ORDERED: _l("ordered, waiting for a worker"),
    BundleStatus.EXPORTING: _l("being made"),
    BundleStatus.READY: _l("ready to collect"),
    BundleStatus.COLLECTED: _l("collected"),
    BundleStatus.STOPPED: _l("stopped, see the reason"),
    BundleStatus.DESTROYED: _l("destroyed"),
}

ERRANDS = {
    ErrandKind.OPEN_MAIL: _l("open the new claims"),
    ErrandKind.EXPORT_BUNDLE: _l("make a bundle"),
    ErrandKind.REMATCH: _l("match the claims again by the newest registry"),
    ErrandKind.PREVIEW_REVISION: _l("try what a new registry would change"),
    ErrandKind.ROTATE: _l("wrap all claims to the office's new key"),
}
