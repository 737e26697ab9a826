"""The answers offered on the claimant's pages, as pairs of code and words. This is where a closed list becomes radio buttons."""

from babel import Locale

from claims.model.vocabulary import EvidenceKind
from claims.web.language import current_language
from claims.web.language import lazy_gettext as _l
from claims.web.wording_claims import CAPACITIES, CHANNELS, EVIDENCE_KINDS

YES, NO = "yes", "no"

CHANNEL_CHOICES = tuple(CHANNELS.items())
CAPACITY_CHOICES = tuple(CAPACITIES.items())
EVIDENCE_CHOICES = tuple(EVIDENCE_KINDS.items())
YES_OR_NO = ((YES, _l("Yes, I agree")), (NO, _l("No")))

FOR_WHOM = (
    ("self", _l("For myself")),
    ("child", _l("For a child")),
    ("other", _l("For another person, or for someone who has died")),
)
RELATIONS = (
    ("parent", _l("Mother or father")),
    ("guardian", _l("Guardian")),
    ("heir", _l("Heir")),
    ("mandate", _l("The person asked me in writing")),
)
CONTACT_CHANNELS = (
    ("none", _l("Do not contact me. I come back with my receipt.")),
    ("email", _l("By e-mail")),
    ("phone", _l("By phone or text message")),
    ("organisation", _l("Through an organisation that I trust")),
)
SERVICE_ADDRESSES = (
    ("counsel", _l("The lawyers' office. Then no letter comes to your home.")),
    ("own", _l("My own address. The Ministry of Justice would see it if lawyers file for you.")),
)

# The languages of most who crossed the border in the disclosed years; the account may be written in any other as well.
_WRITTEN = (
    *("ko", "en", "zh-Hans", "zh-Hant", "ja", "vi", "ar", "th", "fil", "uz", "ru", "id", "mn", "km", "ne", "ms", "my"),
    *("kk", "ky", "bn", "ur", "hi", "si", "lo", "fa", "tr", "uk", "fr", "es", "pt", "de"),
)


def written_languages() -> list[tuple[str, str]]:
    """BCP-47 tags with each language's own name, that of the page first."""
    here = current_language().tag
    tags = sorted(_WRITTEN, key=lambda tag: tag != here)
    return [(tag, Locale.parse(tag, sep="-").get_display_name() or tag) for tag in tags]


def kind_of(code: str) -> EvidenceKind:
    """The kind of evidence behind a code of the list."""
    return EvidenceKind(code)
