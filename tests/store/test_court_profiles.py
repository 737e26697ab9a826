"""Court profiles: each is whole, a wrong file is named with what to do, and a new court is a new file."""

import io
import shutil
from pathlib import Path

import pikepdf
import pytest

from claims.errors import StartRefused
from claims.model.court_paper import Cover, ExhibitCover, ExhibitRow, SlipSheet
from claims.rules.bundle_names import file_name
from claims.rules.exhibits import OrderedClaim, label_of, number_exhibits
from claims.store.court_profiles import read_court_profiles
from claims.store.exhibit_pages import exhibit_pages
from claims.store.exhibit_titles import read_exhibit_titles
from claims.store.page_geometry import MILLIMETRE
from claims.store.papers import Press
from claims.web.language import gettext, speaking
from claims.web.paper_words import statement_words
from tests.outside_tools import run_tool, text_of
from tests.paper_samples import (
    DAY,
    TEMPLATES,
    as_written,
    sample_fonts,
    sample_press,
    sample_statement,
    sample_translation,
    set_exhibit_list,
    set_party_list,
)
from tests.store.seen_pages import SCALE, jpeg, shown

PROFILES = read_court_profiles(TEMPLATES)
PAPER = {"a4": (595, 842), "us-letter": (612, 792), "us-legal": (612, 1008)}


def copied(folder: Path) -> Path:
    """The paper sources, to change."""
    return Path(shutil.copytree(TEMPLATES, folder / "papers"))


def refusal_of(templates: Path) -> str:
    with pytest.raises(StartRefused) as refused:
        read_court_profiles(templates)
    return str(refused.value)


def test_the_five_courts_are_there() -> None:
    assert list(PROFILES) == ["england-wales", "japan", "korea", "plain", "united-states"]


def test_korea_is_as_its_notice_says() -> None:
    korea = PROFILES["korea"]
    assert (korea.sheet.top, korea.sheet.left, korea.sheet.right, korea.sheet.bottom) == (45, 20, 20, 30)
    assert (korea.sheet.size, korea.sheet.text_points, korea.limits.file_bytes) == ("a4", 12, 10_000_000)
    assert korea.offered_names == ("ascii", "hangul")
    unsure = [rule.rule for rule in korea.rules if not rule.sure]
    assert any("10 MB" in rule for rule in unsure), "the size limit is not confirmed, and says so"


@pytest.mark.parametrize("code", [code for code in PROFILES if code != "plain"])
def test_every_outside_rule_names_its_source(code: str) -> None:
    assert PROFILES[code].rules
    assert all(rule.source.strip() and rule.rule.strip() for rule in PROFILES[code].rules)


@pytest.mark.parametrize("code", PROFILES)
def test_every_paper_is_set_on_the_courts_sheet_in_its_language(code: str, tmp_path: Path) -> None:
    profile = PROFILES[code]
    press = sample_press().for_court(profile)
    titles = read_exhibit_titles(TEMPLATES, terms=profile.terms)
    [one] = number_exhibits([OrderedClaim("A", ("a",))])
    label = label_of(one.number, profile.exhibits)
    row = ExhibitRow(number=label, title=titles["stamp.title"], purpose=titles["stamp.purpose"], pages=2)
    slip = SlipSheet(number=label, day=DAY, reason="withheld", media_type="image/png", size=1, sha256="ab" * 32)
    papers = {
        "cover.title_court": press.cover(Cover(matter="손해배상", day=DAY, package="court")),
        "party_list.title": set_party_list(press, "Nguyễn", "محمد"),
        "exhibit_list.title": set_exhibit_list(press, row),
        "slip_reason.withheld": press.slip_sheet(slip),
        "exhibit_cover.party_all": press.exhibit_cover(
            ExhibitCover(number=label, day=DAY, matter="손해배상", title=row.title)
        ),
    }
    for term, paper in papers.items():
        said = text_of(paper, tmp_path)
        assert press.court_terms[term].replace(" ", "") in said.replace(" ", ""), term
        with pikepdf.open(io.BytesIO(paper)) as pdf:
            assert str(pdf.Root.Lang).startswith(profile.terms)
            sizes = {tuple(round(float(edge)) for edge in page.mediabox)[2:] for page in pdf.pages}
        assert sizes == {PAPER[profile.sheet.size]}


@pytest.mark.parametrize("code", PROFILES)
def test_the_margins_are_kept(code: str) -> None:
    """Nothing is drawn in a margin, but for the foot."""
    sheet = PROFILES[code].sheet
    names = [f"Nguyễn {n}" for n in range(12)]
    page = shown(set_party_list(sample_press().for_court(PROFILES[code]), *names))
    margins = {
        "top": (0, 0, page.width, round(sheet.top * MILLIMETRE * SCALE) - 4),
        "left": (0, 0, round(sheet.left * MILLIMETRE * SCALE) - 2, page.height),
        "right": (page.width - round(sheet.right * MILLIMETRE * SCALE) + 2, 0, page.width, page.height),
        "below": (0, page.height - round(sheet.bottom * MILLIMETRE * SCALE / 2), page.width, page.height),
    }
    assert {side: page.crop(margin).getextrema() for side, margin in margins.items()} == dict.fromkeys(
        margins, (255, 255)
    )


@pytest.mark.parametrize("code", PROFILES)
def test_a_statement_is_in_the_courts_language_beside_the_claimants(code: str, tmp_path: Path) -> None:
    profile = PROFILES[code]
    press = sample_press().for_court(profile)
    with speaking(profile.terms):
        of_court = statement_words(gettext, language=profile.terms)
    with speaking("vi"):
        own = statement_words(gettext, language="vi")
    paper = press.statement(sample_statement("vi", translation=sample_translation()), words=own, korean=of_court)
    said = text_of(paper, tmp_path)
    for expected in (press.court_terms["statement.title"], of_court["passport_number"], own["passport_number"]):
        assert expected.replace(" ", "") in said.replace(" ", "")
    # The Korean translation stands before a Korean court; for another it is none.
    assert ("아무도 말하지 않았습니다." in said) == (profile.terms == "ko")
    assert (press.court_terms["statement.to_follow"] in said) == (profile.terms != "ko")
    with pikepdf.open(io.BytesIO(paper)) as pdf:
        assert str(pdf.Root.Lang).startswith(profile.terms)


def test_a_statement_in_the_courts_own_language_has_no_second_column(tmp_path: Path) -> None:
    press = sample_press().for_court(PROFILES["england-wales"])
    words = statement_words(as_written, language="en")
    said = text_of(press.statement(sample_statement("en"), words=words, korean=words), tmp_path)
    assert "English translation" not in said
    assert said.count("Passport number") == 1


HIDDEN = """
format = 1
code = "denmark"
terms = "da"
court_papers = ["cover", "party_list"]
title = { ko = "덴마크 법원", en = "Courts of Denmark" }
sheet = { size = "a4", top = 30, left = 25, right = 25, bottom = 25, text_points = 11 }
exhibits = { shared = "Bilag {main}", own = "Bilag {main}.{branch}", stamp = "first", corner = "bottom_left" }
"""


def test_a_new_court_in_a_new_language_is_only_files(tmp_path: Path) -> None:
    papers = copied(tmp_path)
    (papers / "profiles/denmark.toml").write_text(HIDDEN)
    for name in ("court", "exhibit_titles"):
        said = (papers / f"words/{name}_en.toml").read_text().replace("For the court", "Til retten")
        (papers / f"words/{name}_da.toml").write_text(said)
    profile = read_court_profiles(papers)["denmark"]
    press = Press(sample_fonts(), templates=papers).for_court(profile)
    [one] = number_exhibits([OrderedClaim("A", ("a",), party_number=3)])
    label = label_of(one.number, profile.exhibits)
    assert label == "Bilag 3.1"
    exhibit = exhibit_pages(
        jpeg(), media_type="image/jpeg", label=label, day=DAY, press=press, stamp=press.stamps(["x", label]), page=1
    )
    assert text_of(exhibit.pdf, tmp_path) == "Bilag 3.1"
    assert "Til retten" in text_of(press.cover(Cover(matter="m", day=DAY, package="court")), tmp_path)
    assert file_name("exhibit", main=3, branch=1, most=profile.limits.file_name_letters).endswith("-000003-001.pdf")
    path = tmp_path / "exhibit.pdf"
    path.write_bytes(exhibit.pdf)
    [word, *_] = [
        line.split('"') for line in run_tool("pdftotext", "-bbox", path, "-").stdout.splitlines() if "<word" in line
    ]
    assert float(word[1]) < 40, "the left corner"
    assert float(word[3]) > 500, "the one below"


def test_a_new_court_in_a_language_that_is_there_is_one_file(tmp_path: Path) -> None:
    papers = copied(tmp_path)
    plain = (papers / "profiles/plain.toml").read_text()
    (papers / "profiles/tribunal.toml").write_text(
        plain.replace('code = "plain"', 'code = "tribunal"').replace("A-", "T")
    )
    profile = read_court_profiles(papers)["tribunal"]
    press = Press(sample_fonts(), templates=papers).for_court(profile)
    [one] = number_exhibits([OrderedClaim("A", ("a",))])
    label = label_of(one.number, profile.exhibits)
    exhibit = exhibit_pages(jpeg(), media_type="image/jpeg", label=label, day=DAY, press=press)
    assert text_of(exhibit.pdf, tmp_path) == label == "T1-1"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('own = "갑 제{main}호증의 {branch}"', 'own = "갑 제{main}호증의 {page}"', "exhibits.own: it holds {page}"),
        ('own = "갑 제{main}호증의 {branch}"', 'own = "갑 제{main}호증"', "exhibits.own: it lacks {branch}"),
        ('own = "갑 제{main}호증의 {branch}"', 'own = "갑 {main}{branch}"', "two exhibits would be called"),
        ('own = "갑 제{main}호증의 {branch}"', 'own = "갑 {main:03d}-{branch}"', "write {main}, not {main:03d}"),
        ('own = "갑 제{main}호증의 {branch}"', 'own = "갑 {main"', "exhibits.own: '갑 {main' is no pattern"),
        ('shared = "갑 제{main}호증"\nown', "own", "exhibits.shared: Field required"),
        ('"가", "나",', '"가", "가", "나",', "exhibits.letters: '가' stands there twice"),
        ('"가", "나",', '"나", "가",', "exhibits.letters: they are not in order"),
        ('lettered_own = "갑{letter} 제{main}호증의 {branch}"', "", "exhibits.lettered_own: there are letters"),
        ('ko = "대한민국 법원 (전자소송)"', "", "title.ko: there is none"),
        ('en = "Courts of the Republic of Korea (electronic filing)"', 'en = " "', "title.en: there is none"),
        ('terms = "ko"', 'terms = "xx"', "terms: there is no words/court_xx.toml"),
        ('code = "korea"', 'code = "corea"', "code: it is 'corea'"),
        ("top = 45", "top = 450", "sheet.top: Input should be less than or equal to 80"),
        ("format = 1", "format = 2", "format: Input should be 1"),
        ("format = 1", "format = 1\ncolour = 1", "colour: Extra inputs are not permitted"),
        ('checked = "2026-11-22"', 'checked = "yesterday"', "rules.0.checked: 'yesterday' is no day"),
        ('names = "ascii"', 'names = "hangul"\n', "offered_names"),
        ("format = 1", "format = ", "cannot be read"),
    ],
)
def test_a_wrong_file_is_named_with_its_field_and_what_to_do(old: str, new: str, said: str, tmp_path: Path) -> None:
    papers = copied(tmp_path)
    path = papers / "profiles/korea.toml"
    text = path.read_text()
    assert old in text
    changed = text.replace(old, new, 1)
    if said == "offered_names":
        changed = changed.replace('offered_names = ["ascii", "hangul"]', 'offered_names = ["ascii"]')
    path.write_text(changed)
    message = refusal_of(papers)
    assert "korea.toml" in message
    assert said.lower() in message.lower()
    assert message.rstrip(".").count(".") >= 1, "what is wrong, then what to do"


def test_no_profile_at_all_says_where_they_belong(tmp_path: Path) -> None:
    assert "there is no court profile" in refusal_of(tmp_path)


def test_a_court_keeps_its_press_to_itself() -> None:
    """Setting a paper for one court changes nothing for the next."""
    press = sample_press()
    before = press.cover(Cover(matter="m", day=DAY, package="court"))
    press.for_court(PROFILES["united-states"]).cover(Cover(matter="m", day=DAY, package="court"))
    assert press.cover(Cover(matter="m", day=DAY, package="court")) == before
    assert press.for_court(PROFILES["korea"]).cover(Cover(matter="m", day=DAY, package="court")) == before
