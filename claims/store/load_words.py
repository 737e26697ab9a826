"""What stands in the readme beside load files: delimiters, encodings, fields, how paths resolve. This is where it is written."""

from claims.store.load_fields import Rows

_HEAD = """LOAD FILES / 로드 파일

Documents {documents}, pages {pages}. First page key {first}, last page key {last}.
{gaps}
load.dat          Concordance DAT, one row per document
  encoding        UTF-8 with byte order mark (EF BB BF)
  field separator U+0014, decimal 20, one byte 14
  text qualifier  þ U+00FE, decimal 254, bytes C3 BE, around every value, blank ones too
  line end inside ® U+00AE, decimal 174, bytes C2 AE
  row end         CR LF, after the last row too
  first row       the names of the fields
  multiple values none; no field holds a list
  Where a value itself held þ, ® or U+0014, or a character that acts unseen (controls, bidirectional marks that reorder text), its
  number stands in its place: [U+00FE]. Every such place is a row of load-changes.csv, line ends too. load.json holds every
  value exactly as it was given.

load.opt          Opticon OPT, no head row, UTF-8 without byte order mark, CR LF
  seven fields by comma: ImageKey,Volume,Path,DocBreak,FolderBreak,BoxBreak,PageCount
  One line per PDF, which holds all its pages: PageCount says how many, DocBreak is Y on every line, Volume, FolderBreak and
  BoxBreak are empty. The next ImageKey is PageCount further, but for the gaps named above.

load.csv          the same rows; UTF-8 with byte order mark, comma, double quotes, CR LF. A value that a spreadsheet would run as a
                  formula has an apostrophe in front; unseen characters stand as [U+XXXX].
load.json         {{"format": 1, "fields": [...], "documents": [...]}}, UTF-8, one document a line; unseen characters escaped as \\uXXXX.
load-changes.csv  BEGBATES, FIELD, CHARACTER, WRITTEN_AS, TIMES: what load.dat writes otherwise.

Paths  All paths are relative to the folder that holds the folders court and counsel, with backslashes: .\\{root}\\…
       On systems that want slashes replace each backslash by a slash. Texts are UTF-8 without byte order mark, one form feed
       (U+000C) at the end of each page where a document has pages.

Page keys  {keys}. One key per page, given once and never again. Where volumes were merged, BEGBATES is the number
           printed on the document's first page there{padded}.

Fields
"""
_KOREAN = """
한국어 요약: load.dat은 UTF-8(BOM), 필드 구분자 U+0014, 값 둘레 þ, 값 안의 줄바꿈 ®, 행 끝 CR LF(마지막 행 포함)입니다.
load.opt는 문서(PDF)마다 한 줄이며 마지막 칸이 쪽수입니다. 경로는 court, counsel 폴더가 있는 곳을 기준으로 합니다.
값에 있던 þ, ®, U+0014, 보이지 않는 문자는 [U+XXXX]로 적었고 load-changes.csv에 모두 적혀 있습니다. 원래 값은 load.json에 있습니다.
"""
_FIELDS = {
    "BEGBATES": "key of the first page",
    "ENDBATES": "key of the last page",
    "BEGATTACH": "first key of the family: an original and the translations that follow it; blank without one",
    "ENDATTACH": "last key of the family",
    "PARENT_BATES": "on a translation: BEGBATES of its original",
    "CUSTODIAN": "the party whose document it is, by number in the party list; all-parties for shared ones",
    "EXHIBIT_NO": "number of the exhibit as stamped",
    "DOCTYPE": "kind of the piece, or the part of the package it belongs to",
    "TITLE": "title",
    "AUTHOR": "author",
    "DOCDATE": "YYYYMMDD where the whole day is known for sure, else blank",
    "DOCDATE_EDTF": "the date as known, EDTF (ISO 8601-2): 2015-03, 2018-10~, 2010?",
    "LANGUAGE": "BCP 47 tag",
    "TRANSLATION_OF": "path of the original",
    "FILENAME": "name of the file",
    "FILEEXT": "ending of the name, without the dot",
    "FILESIZE": "bytes; blank where not told",
    "PGCOUNT": "pages",
    "SHA256HASH": "SHA-256 of the file, hexadecimal",
    "MD5HASH": "MD5 of the file for old programs, blank where not reckoned; it proves nothing",
    "CONFIDENTIALITY": "withheld where a slip sheet stands for a withheld piece",
    "REDACTED": "Y where something was painted over, else N",
    "SLIPSHEET": "why a numbered sheet stands for the piece: empty, encrypted, unreadable, incomplete, too_large, not_pages, withheld",
    "NATIVEPATH": "path of the file as given, where it is in the package",
    "TEXTPATH": "path of the text",
    "CLAIM_ID": "reference of the claim (counsel's copy only)",
    "SOURCE_RECEIVED_UTC": "when the file came, ISO 8601 UTC (counsel's copy only)",
    "SOURCE_SHA256HASH": "SHA-256 of the file as given (counsel's copy only)",
}


def load_readme(rows: Rows) -> str:
    """The whole readme for these rows; lines end LF."""
    keys, seen = rows.keys, rows.seen
    prefix = f'prefix "{keys.prefix}" and ' if keys.prefix else ""
    head = _HEAD.format(
        documents=seen.documents,
        pages=seen.pages,
        first=keys.key(seen.first) if seen.documents else "–",
        last=keys.key(seen.last) if seen.documents else "–",
        gaps=_gaps(rows),
        root=rows.root.replace("/", "\\"),
        keys=f"{prefix}{keys.width} digits",
        padded=" (without the leading zeros)" if rows.unpadded else "",
    )
    fields = "".join(f"  {name:<20}{_FIELDS[name]}\n" for name in rows.fields)
    return head + fields + _KOREAN


def _gaps(rows: Rows) -> str:
    if not rows.seen.gaps:
        return "No number is missing between them.\n"
    key = rows.keys.key
    named = "\n".join(f"  {key(first)} to {key(last)}" for first, last in rows.seen.gaps)
    return f"Numbers without a document (covers and indexes of the merged volumes, or pieces taken back):\n{named}\n"
