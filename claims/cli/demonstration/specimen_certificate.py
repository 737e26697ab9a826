"""A made-up certificate of entry and exit. This is where the paper is set with Typst, text layer included."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import typst

from claims.cli.demonstration.specimen_fonts import font_file

_SOURCE = """
#let it = json(bytes(sys.inputs.facts))
#set document(title: "출입국에 관한 사실증명 (견본)", author: "Specimen", date: none)
#set page(paper: "a4", margin: (x: 20mm, top: 18mm, bottom: 16mm),
  background: rotate(-32deg, text(size: 74pt, weight: "bold", fill: rgb(200, 60, 60, 38))[견본 SPECIMEN]),
  footer: align(center, text(size: 8pt, fill: gray)[견본 · 실제 문서가 아닙니다 · Specimen, not a document]))
#set text(font: ("Noto Serif CJK KR", "Noto Sans CJK KR", "NanumMyeongjo"), size: 10.5pt, lang: "ko")
#let cell(body) = table.cell(fill: rgb("#eef1f4"), align: center + horizon, body)
#text(size: 8.5pt)[■ 출입국관리법 시행규칙 별지 서식을 본뜬 견본]
#v(2mm)
#grid(columns: (1fr, 1fr), text(size: 9pt)[발급번호 #it.number], align(right, text(size: 9pt)[처리기간: 즉시]))
#v(4mm)
#align(center)[#text(size: 20pt, weight: "bold")[출입국에 관한 사실증명]\\
  #text(size: 11pt)[CERTIFICATE OF ENTRY AND EXIT]]
#v(4mm)
#table(columns: (30mm, 1fr, 30mm, 1fr), inset: 7pt, stroke: 0.6pt, align: horizon,
  cell[성명\\ #text(size: 8pt)[Name]], it.name, cell[생년월일\\ #text(size: 8pt)[Date of birth]], it.born,
  cell[국적\\ #text(size: 8pt)[Nationality]], it.nationality,
  cell[여권번호\\ #text(size: 8pt)[Passport No.]], it.passport,
  cell[등록번호\\ #text(size: 8pt)[Registration No.]], table.cell(colspan: 3, it.registration),
  cell[기록대조일\\ #text(size: 8pt)[Period checked]], table.cell(colspan: 3, it.period))
#v(2mm)
#table(columns: (18mm, 1fr, 1fr, 1fr), inset: 6.5pt, stroke: 0.6pt, align: center,
  table.header(cell[번호\\ #text(size: 8pt)[No.]], cell[구분\\ #text(size: 8pt)[Entry / Exit]],
    cell[출입국 일자\\ #text(size: 8pt)[Date]], cell[비고\\ #text(size: 8pt)[Remarks]]),
  ..it.movements.enumerate().map(((at, row)) => (str(at + 1), row.at(0), row.at(1), [견본])).flatten(),
  table.cell(colspan: 4)[--- 이하 여백 ---])
#v(8mm)
#align(center)[위와 같이 출입국 사실을 증명합니다.\\
  #text(size: 9pt)[This certifies the record of entry and exit as shown above.]]
#v(6mm)
#align(center, it.issued)
#v(5mm)
#align(center, box[
  #text(size: 15pt, weight: "bold")[○○출입국·외국인청장 (견본)]
  #place(right + horizon, dx: 22mm, rect(width: 19mm, height: 19mm, stroke: 2pt + rgb("#c33"), inset: 2pt,
    align(center + horizon, text(fill: rgb("#c33"), size: 13pt, weight: "bold")[견본\\ 견본])))])
"""
_WORDS = {"entry": "입국 ENTRY", "exit": "출국 EXIT"}


@dataclass(frozen=True)
class Movement:
    """One row of the certificate: an entry or an exit and its day."""

    kind: Literal["entry", "exit"]
    day: date


def certificate_pdf(
    *,
    name: str,
    born: date,
    nationality: str,
    passport_number: str,
    movements: Sequence[Movement],
    period: tuple[date, date],
    issued: date,
    registration: str = "******-*******",
    number: str = "0000-SPECIMEN-0000",
) -> bytes:
    """The certificate (PDF, one page or more, selectable text) with one row per movement, in the order given.

    `registration` is printed as it is given, so a caller can show the masked number or, in a test, an unmasked one.
    """
    facts = {
        "name": name,
        "born": f"{born:%Y-%m-%d}",
        "nationality": nationality,
        "passport": passport_number,
        "registration": registration,
        "number": number,
        "period": f"{period[0]:%Y-%m-%d} ~ {period[1]:%Y-%m-%d}",
        "movements": [[_WORDS[movement.kind], f"{movement.day:%Y-%m-%d}"] for movement in movements],
        "issued": f"{issued.year}년 {issued.month}월 {issued.day}일",
    }
    fonts = typst.Fonts(font_paths=sorted({str(font_file(face).parent) for face in ("serif", "sans")}))
    paper = typst.compile(
        _SOURCE.encode(), format="pdf", font_paths=fonts, sys_inputs={"facts": json.dumps(facts)}, timestamp=0
    )
    return bytes(paper)
