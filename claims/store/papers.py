"""Papers: statements, lists, covers and proofs set by Typst as PDF/A-2a and PDF/UA-1, the same bytes for the same input.

This is where a frozen paper and its words become a PDF.
"""

import hashlib
import json
import threading
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import asdict
from datetime import UTC, date, datetime, time
from importlib.metadata import version
from pathlib import Path
from typing import Self

import typst

from claims.model.court_paper import Cover, ExhibitCover, SlipSheet
from claims.model.court_profile import CourtProfile, Sheet
from claims.model.match_paper import MatchExplanation
from claims.model.paper import Proof, Statement
from claims.model.recovery_sheet import RecoverySheet
from claims.store.court_terms import read_court_terms
from claims.store.fonts import FontSet
from claims.store.inert_text import inert_all
from claims.store.match_sheet import match_sheet
from claims.store.missing_glyph import named_refusal
from claims.store.rule_texts import read_rule_text
from claims.store.stamp_sheet import KOREAN_NUMBERS, stamp_letters, without_first_page
from claims.store.statement_sheet import statement_sheet

Words = Mapping[str, str]
# Accessible archive PDF: in these modes an undrawable character, a missing title or a heading jump is an error, never a box.
ACCESSIBLE = ("a-2a", "ua-1")
# For what is merged into volumes, where tags are lost anyway.
ARCHIVED = ("a-2b",)
_STAMP_STANDARD = ("a-2u",)
_STAMPED_ON = date(2000, 1, 1)
_RUNS_TO_FORGET = 6
# Long lists of names that are looked up before the paper is set; handing them on would double its time.
_LOOKED_UP = ("country.", "port.", "language.", "day.")


class Press:
    """Sets papers. One per process is enough; safe to use from several threads.

    `fonts` is the fixed folder of `gather_fonts`, `templates` the folder of the paper sources. Every method returns the bytes
    of a PDF and raises NotValid `missing_glyph` (character, codepoint, field, paper) when a character cannot be drawn.
    """

    def __init__(self, fonts: FontSet, *, templates: Path) -> None:
        self._font_set = fonts
        self._templates = templates
        self._faces = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts.folder])
        self._own = threading.local()
        self.court_terms: Words = read_court_terms(templates)
        # Counsel's own lists are Korean whatever the court's language.
        self.korean_terms: Words = self.court_terms
        self.terms = "ko"
        self.sheet = Sheet()
        self.exhibits = KOREAN_NUMBERS

    def for_court(self, profile: CourtProfile) -> Self:
        """The same press setting what one court wants: its sheet, its fixed terms, its stamps. Shares fonts and compilers."""
        other = copy(self)
        other.sheet, other.terms, other.exhibits = profile.sheet, profile.terms, profile.exhibits
        other.court_terms = read_court_terms(self._templates, terms=profile.terms)
        return other

    def proof(self, proof: Proof, *, words: Words, language: str) -> bytes:
        """Proof of receipt in the claimant's language (BCP-47 tag); words from `paper_words.proof_words`."""
        return self.set_paper("proof", asdict(proof), words=words, language=language)

    def statement(self, statement: Statement, *, words: Words, korean: Words) -> bytes:
        """A claimant's statement: labels in the court's language and in the statement's, words from `paper_words.statement_words`.

        `korean` are the words in the language of the court: Korean unless the press is set `for_court` elsewhere.
        """
        sheet = statement_sheet(statement, words=words, korean=korean, court=self.terms)
        beside = {
            "court_words": _for_template(korean),
            "terms": dict(self.court_terms),
            "language_name": korean.get(f"language.{statement.language}", statement.language),
        }
        foot = dict(words) | {"foot.page_of": korean["foot.page_of"]}
        return self.set_paper("statement", sheet, words=foot, language=statement.language, beside=beside)

    def match_explanation(self, explanation: MatchExplanation, *, words: Words, language: str) -> bytes:
        """How each trip was judged; each sheet of counsel's says that it is never filed. Words from `paper_words.match_words`."""
        rule = read_rule_text(self._templates, version=explanation.rule_version, language=language)
        mark = {"foot.mark": words["for_counsel"]} if explanation.for_counsel else {}
        sheet = match_sheet(explanation, words=words)
        return self.set_paper("match", sheet, words={**words, **mark}, language=language, beside={"rule": rule})

    def cover(self, cover: Cover) -> bytes:
        """First sheet of a package; each sheet of the counsel package carries that it is never filed."""
        terms = dict(self.court_terms)
        mark = {"foot.mark": terms["cover.never_file"]} if cover.package == "counsel" else {}
        return self.set_paper("cover", asdict(cover), words=terms | mark)

    def slip_sheet(self, slip: SlipSheet) -> bytes:
        """A numbered page in place of a piece that cannot become pages."""
        return self.set_paper("slip", asdict(slip), words=self.court_terms)

    def exhibit_cover(self, cover: ExhibitCover) -> bytes:
        """The sheet before an exhibit, where a court wants one."""
        return self.set_paper("exhibit_cover", asdict(cover), words=self.court_terms)

    def recovery_sheet(self, sheet: RecoverySheet, *, words: Words, language: str) -> bytes:
        """One sheet with one share, in `ko` or `en`; words from `recovery_sheets.read_sheet_words`."""
        return self.set_paper("recovery_sheet", asdict(sheet), words=words, language=language)

    def stamp(self, label: str) -> bytes:
        """One small page holding only the number of an exhibit, for laying over pages."""
        return self.stamps((label,))

    def stamps(self, labels: Sequence[str]) -> bytes:
        """One small page for each label, in their order: one run of the engine for all exhibits of a share.

        A label gives the same stamp whatever others are set with it: the letters of the court's pattern are set on a page before
        all, so that every run embeds the same few. Raises NotValid `missing_glyph`.
        """
        given: dict[str, object] = {
            "labels": list(labels),
            "letters": stamp_letters(self.exhibits),
            "court": self.terms,
        }
        text = json.dumps(given, ensure_ascii=False)
        try:
            made = self._compiled("stamp", {"given": text}, day=_STAMPED_ON, standards=_STAMP_STANDARD)
        except typst.TypstError as error:
            raise named_refusal(error, paper="stamp", given=given) from error
        return without_first_page(made)

    def check_drawable(self, text: str, *, language: str) -> None:
        """Raises NotValid `missing_glyph` when a paper in this language could not be set with this text in it."""
        paper = {"text": text, "day": _STAMPED_ON, "reference": ""}
        self.set_paper("drawable", paper, words=self.court_terms, language=language, standards=_STAMP_STANDARD)

    def let_go(self) -> None:
        """Forget what the engine keeps of the last papers: after a list of hundreds of rows that is some 60 MiB each.

        It keeps what was used within its last ten runs, so a few empty ones put the long one behind them.
        """
        for _ in range(_RUNS_TO_FORGET):
            self._compiled("blank", {}, day=_STAMPED_ON, standards=_STAMP_STANDARD)

    def versions(self) -> dict[str, object]:
        """What made the papers: Typst's version, SHA-256 of every font and every template; for the manifest."""
        sources = sorted(path for path in self._templates.rglob("*") if path.suffix in {".typ", ".toml"})
        return {
            "typst": version("typst"),
            "pikepdf": version("pikepdf"),
            "fonts": dict(self._font_set.sha256),
            "templates": {
                path.relative_to(self._templates).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
                for path in sources
            },
        }

    def set_paper(
        self,
        name: str,
        paper: Mapping[str, object],
        *,
        words: Words,
        language: str = "",
        beside: Mapping[str, object] | None = None,
        standards: Sequence[str] = ACCESSIBLE,
    ) -> bytes:
        """The paper `templates/papers/<name>.typ` with these facts; `paper["day"]` is a date. Typed text in it is made inert.

        `language` is the paper's (BCP-47), "" for that of the court, which every template is given as `given.court`.
        Words whose codes begin with country., port., language. or day. are not handed on: look them up before.
        """
        day = paper["day"]
        if not isinstance(day, date):
            raise TypeError("a paper's day is a date")
        given = {"paper": inert_all(dict(paper)), "words": _for_template(words), **(beside or {})}
        given |= {"language": language or self.terms, "court": self.terms, "sheet": self.sheet.model_dump()}
        text = json.dumps(given, ensure_ascii=False, default=date.isoformat)
        try:
            return self._compiled(name, {"given": text}, day=day, standards=standards)
        except typst.TypstError as error:
            raise named_refusal(error, paper=name, given=given) from error

    def _compiled(self, name: str, inputs: dict[str, str], *, day: date, standards: Sequence[str]) -> bytes:
        # A compiler object may not be used by two threads at once; the fonts behind it may.
        if not hasattr(self._own, "compiler"):
            self._own.compiler = typst.Compiler(root=self._templates, font_paths=self._faces, ignore_system_fonts=True)
        stamp = int(datetime.combine(day, time(), tzinfo=UTC).timestamp())
        source = str(self._templates / f"{name}.typ")
        pdf: bytes = self._own.compiler.compile(
            input=source,
            sys_inputs=inputs,
            format="pdf",
            pdf_standards=list(standards),
            timestamp=stamp,
            pdf_tags=tuple(standards) == ACCESSIBLE,
        )
        return pdf


def _for_template(words: Words) -> dict[str, str]:
    return {code: text for code, text in words.items() if not code.startswith(_LOOKED_UP)}
