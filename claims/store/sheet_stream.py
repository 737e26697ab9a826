"""Sheet stream: a workbook (ECMA-376) written row by row into a ZIP that cannot go back, so that no file touches a disk.

Every text is an inline string: nothing in a cell is ever a formula or a link. The same rows give the same bytes. This is where
rows become XLSX.
"""

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from claims.store.inert_text import inert

Cell = str | int | None
_LONGEST_CELL = 32_767
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TITLE, _TEXT, _NUMBER = 1, 2, 3
_STYLES = (
    f'{_HEAD}<styleSheet {_MAIN}><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>'
    '<xf numFmtId="3" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top"/></xf>'
    '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name, the width of each column in letters, its titles (none: no title row), its rows as they come."""

    name: str
    widths: Sequence[int]
    titles: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def workbook(sheets: Sequence[Sheet]) -> Iterator[bytes]:
    """The bytes of the workbook. Raises ValueError for a text longer than a cell holds: it is never cut."""
    target = _Handed()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in _parts([sheet.name for sheet in sheets]).items():
            archive.writestr(_entry(name), text)
        for number, sheet in enumerate(sheets, start=1):
            with archive.open(_entry(f"xl/worksheets/sheet{number}.xml"), "w", force_zip64=True) as part:
                for piece in _sheet(sheet):
                    part.write(piece.encode())
                    yield from target.handed()
    yield from target.handed()


class _Handed:
    """A target that cannot go back: zipfile then puts sizes behind each entry."""

    def __init__(self) -> None:
        self._kept: list[bytes] = []

    def write(self, chunk: bytes, /) -> int:
        self._kept.append(bytes(chunk))
        return len(chunk)

    def flush(self) -> None:
        """Nothing to do: chunks leave by `handed`."""

    def close(self) -> None:
        """Nothing to do: there is no file."""

    def handed(self) -> Iterator[bytes]:
        yield from self._kept
        self._kept.clear()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _sheet(sheet: Sheet) -> Iterator[str]:
    pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' if sheet.titles else ""
    columns = "".join(
        f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>'
        for at, width in enumerate(sheet.widths, start=1)
    )
    yield f'{_HEAD}<worksheet {_MAIN}><sheetViews><sheetView workbookViewId="0">{pane}</sheetView></sheetViews>'
    yield f"<cols>{columns}</cols><sheetData>"
    if sheet.titles:
        yield _row(sheet.titles, text_style=_TITLE)
    for row in sheet.rows:
        yield _row(row, text_style=_TEXT)
    yield "</sheetData></worksheet>"


def _row(cells: Sequence[Cell], *, text_style: int) -> str:
    return f"<row>{''.join(_cell(cell, text_style=text_style) for cell in cells)}</row>"


def _cell(cell: Cell, *, text_style: int) -> str:
    if isinstance(cell, int):
        return f'<c s="{_NUMBER}"><v>{cell}</v></c>'
    if not cell:
        return f'<c s="{text_style}"/>'
    text = inert(cell)
    if len(text) > _LONGEST_CELL:
        raise ValueError(f"a text of {len(text)} characters does not fit a cell")
    return f'<c s="{text_style}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'


def _parts(names: Sequence[str]) -> dict[str, str]:
    """The parts of the workbook besides its sheets, by name."""
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    numbers = range(1, len(names) + 1)
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{kinds}worksheet+xml"/>' for n in numbers
    )
    listed = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}"/>' for n, name in zip(numbers, names, strict=True)
    )
    related = "".join(
        f'<Relationship Id="rId{n}" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers
    )
    package = "http://schemas.openxmlformats.org/package/2006"
    styles = f'<Relationship Id="rId{len(names) + 1}" Type="{_RELATIONS}/styles" Target="styles.xml"/>'
    return {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kinds}sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{kinds}styles+xml"/>{overrides}</Types>',
        "_rels/.rels": f'{_HEAD}<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{_HEAD}<workbook {_MAIN} xmlns:r="{_RELATIONS}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{_HEAD}<Relationships xmlns="{package}/relationships">{related}{styles}</Relationships>',
        "xl/styles.xml": _STYLES,
    }
