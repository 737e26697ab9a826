"""The made-up certificate has a text layer that tells what the paper tells."""

from datetime import date

from claims.cli.demonstration.specimen_certificate import Movement, certificate_pdf
from claims.store.evidence_reading import read_evidence

DAY = date(2015, 3, 2)


def certificate(**changes: object) -> bytes:
    facts: dict[str, object] = {
        "name": "NGUYỄN THỊ HOA",
        "born": date(1988, 5, 4),
        "nationality": "베트남 VIETNAM",
        "passport_number": "C0000000",
        "movements": [Movement("exit", date(2015, 2, 10)), Movement("entry", DAY)],
        "period": (date(2010, 1, 1), date(2021, 12, 31)),
        "issued": date(2026, 10, 1),
    }
    return certificate_pdf(**(facts | changes))  # type: ignore[arg-type]


def test_the_certificate_tells_its_movements_and_that_it_is_made_up() -> None:
    text = read_evidence(certificate(), declared_name="").text
    for words in (
        "출입국에 관한 사실증명",
        "입국 ENTRY",
        "2015-03-02",
        "출국 EXIT",
        "2015-02-10",
        "NGUYỄN THỊ HOA",
        "견본",
        "SPECIMEN",
    ):
        assert words in text
    assert text.index("2015-02-10") < text.index("2015-03-02")


def test_a_long_certificate_has_more_pages() -> None:
    rows = [Movement("entry" if number % 2 else "exit", date(2010 + number % 10, 1, 1)) for number in range(90)]
    assert read_evidence(certificate(movements=rows), declared_name="").pages > 1


def test_words_of_the_certificate_cannot_become_instructions() -> None:
    text = read_evidence(certificate(name='#panic("x") $1$ *bold* \\ "'), declared_name="").text
    assert '#panic("x") $1$ *bold* \\ "' in text
