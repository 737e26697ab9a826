"""What people type or paste: dates, receipts, seven words, file names. This is where their readers are given anything at all."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from wtforms.validators import ValidationError

from claims.errors import NotValid
from claims.rules.dates import read_date
from claims.rules.forbidden import contains_resident_number
from claims.rules.references import CODE_LENGTH, REFERENCE_LENGTH, check_text, grouped
from claims.web.dates import format_edtf
from claims.web.fields.dates import edtf_of_boxes
from claims.web.typing_marks import has_bidi_override, has_control, plain_number, showable
from claims.web.uploads import showable_name
from tests.fuzz.harness import Harness, Take, halves, standing_alone, texts
from tests.web.small_house import on_page, small_house

SHARED = Path(__file__).parents[2] / "../shared/data"
RECEIPT = "7K3M9Q4T"


def read_a_date(content: bytes) -> None:
    """A date text that is read says the same when what it was read from is read again."""
    text = content.decode("utf-8", "replace")
    found = read_date(text)
    read_date.cache_clear()
    assert read_date(text) == found
    assert found.spans
    assert all(first <= last for first, last in found.spans)


def date_texts() -> list[bytes]:
    """Every level, and the Library of Congress's own examples where they lie beside the checkout."""
    examples = SHARED / "edtf/loc-edtf-examples.json"
    found = [word for word in examples.read_text(encoding="utf-8").split('"')[1::2]] if examples.exists() else []
    return texts(
        "2015-03-02", "2015-03", "2015", "201X", "19XX", "2015-21", "2015-03-02?", "2015~", "2015-03%", "Y17E7",
        "2015-03-02/2016", "../2015", "2015/", "2019-1X-XX", "-0005", "Y-170000002", "2015-03-02T23:59:59+09:00", *found,
    )  # fmt: skip


@contextmanager
def dates_on_a_page(folder: Path) -> Iterator[Take]:
    """Three boxes as a browser sends them, and any text as a date in words."""
    with on_page(small_house()):

        def take(content: bytes) -> None:
            text = content.decode("utf-8", "replace")
            format_edtf(text)
            day, _, rest = text.partition("|")
            month, _, year = rest.partition("|")
            kept = edtf_of_boxes(plain_number(day), plain_number(month), plain_number(year))
            assert kept is None or read_date(kept)

        yield take


def read_a_receipt(content: bytes) -> None:
    """What is taken for a reference or a code is taken again as it is grouped on paper."""
    reference, code = halves(content)
    for typed, length in ((reference, REFERENCE_LENGTH), (code, CODE_LENGTH)):
        if typed:
            text = check_text(typed, length=length)
            assert check_text(grouped(text).lower(), length=length) == text
            assert text.isascii()


def read_a_text(content: bytes) -> None:
    """Names, notes and words of a claimant: what is shown again holds nothing that no page can carry."""
    text = content.decode("utf-8", "surrogatepass" if content[:1] < b"\x80" else "replace")
    shown, name = showable(text), showable_name(text)
    assert not has_control(shown, allowed="\r\n\t")
    assert not has_control(name)
    assert not has_bidi_override(name)
    assert "/" not in name
    contains_resident_number(text)
    json.dumps(shown).encode()


def naughty() -> list[bytes]:
    """Strings that broke forms elsewhere, where they lie beside the checkout, and some of our own."""
    listed = SHARED / "strings/blns.json"
    found = json.loads(listed.read_text(encoding="utf-8")) if listed.exists() else []
    own = ("900101-1234567", "९००१०१–१२३४५६७", "‮gpj.exe", "../../etc/passwd", "C:\\x\\y.pdf", "جواز السفر", "a\x00b")
    return texts(*own, *found)


HARNESSES = {
    "date_text": Harness(
        standing_alone(read_a_date),
        date_texts,
        (NotValid,),
        frozenset({"date_malformed", "date_level_2", "date_interval_backwards"}),
        longest=128,
    ),
    "typed_dates": Harness(
        dates_on_a_page,
        lambda: [*texts("2|3|2015", "٢|٣|٢٠١٥", "2日|3월|2015年", "||", "|13|2015", "none", "../2015"), *date_texts()],
        (ValidationError,),
        longest=128,
    ),
    "receipts": Harness(
        standing_alone(read_a_receipt),
        lambda: texts(RECEIPT, "7k3m-9q4t", "o l i u", f"{RECEIPT}\0" + "0" * 24, "７Ｋ３Ｍ９Ｑ４Ｔ", "٠١٢٣٤٥٦٧"),
        (NotValid,),
        frozenset({"code_length", "code_mistyped"}),
        longest=256,
    ),
    "typed_words": Harness(standing_alone(read_a_text), naughty, (UnicodeDecodeError,), longest=1024),
}
