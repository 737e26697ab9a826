"""Forms of the disclosures desk that are no part of the registry itself: publish, upload. This is where a reason is read."""

from claims.desks.disclosures.fields import CodeField, WordsField
from claims.web.fields import LongTextField, PageForm
from claims.web.language import lazy_gettext as _l

WHY_NEEDED = _l("Please write why. Everybody who reads the revision later needs to know.")
MOST_OF_A_FILE = 256 * 1024


class PublishForm(PageForm):
    """Why a revision is published. Public, beside the name of who publishes."""

    why = WordsField(
        _l("Why is this published?"),
        hint=_l(
            "For example: correction of 22 November 2026, the ministry's answer named another day. Everybody can read it."
        ),
        required=WHY_NEEDED,
    )
    seen = CodeField("", longest=64)


class UploadForm(PageForm):
    """The text of one disclosure file, so that what is wrong with it can be mended on the page."""

    text = LongTextField(
        _l("Text of the file"),
        hint=_l("Paste the file here instead, or mend what is listed above and send it again."),
        longest=MOST_OF_A_FILE,
        rows=24,
    )
