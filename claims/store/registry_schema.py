"""Reading a disclosure file key by key: this is where a wrong key is refused with its file, line and name.

Each reading function takes a key, so what was never asked for is what the format does not know.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from claims.errors import NotValid, RegistryError
from claims.rules.dates import EdtfDate, read_date
from claims.store.registry_lines import Path as KeyPath
from claims.store.registry_lines import lines_of

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)")
_KINDS = {str: "text in quotes", int: "a whole number", bool: "true or false", list: "a list", dict: "a table"}


def read_toml(path: Path) -> "Table":
    """The whole of one disclosure file as a table. Raises RegistryError where it cannot be read as TOML."""
    try:
        raw = path.read_bytes()
    except OSError as unreadable:
        raise RegistryError(
            file=str(path),
            line=1,
            key="-",
            problem=f"the file cannot be read ({unreadable.strerror}); check its rights",
        ) from None
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as broken:
        line = raw.count(b"\n", 0, broken.start) + 1
        raise RegistryError(file=str(path), line=line, key="-", problem="not UTF-8; save the file as UTF-8") from None
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as broken:
        found = _AT_LINE.search(str(broken))
        line = int(found.group(1)) if found else text.count("\n") + 1
        raise RegistryError(
            file=str(path),
            line=line,
            key=_key_on(text, line),
            problem=f"not TOML: {_AT_LINE.sub('', str(broken)).strip()}",
        ) from None
    return Table(file=str(path), lines=lines_of(text), path=(), values=values)


def _key_on(text: str, line: int) -> str:
    """What stands before the equals sign of a line that could not be read."""
    lines = text.splitlines()
    written = lines[line - 1] if line <= len(lines) else ""
    return written.partition("=")[0].strip()[:64] or "-"


@dataclass
class Table:
    """One table of a disclosure file. Keys are taken one by one; `close` refuses those that nobody asked for."""

    file: str
    lines: dict[KeyPath, int]
    path: KeyPath
    values: dict[str, object]
    taken: set[str] = field(default_factory=set)

    def error(self, key: str | int | None, problem: str) -> RegistryError:
        """A refusal at a key of this table, or at the table itself where the key is not there."""
        path = self.path if key is None else (*self.path, key)
        line = self.lines.get(path) or self.lines.get(self.path, 1)
        return RegistryError(file=self.file, line=line, key=_dotted(path) or "-", problem=problem)

    def close(self) -> None:
        """Refuses the first key that the format does not know."""
        for key in self.values:
            if key not in self.taken:
                known = ", ".join(sorted(self.taken))
                raise self.error(key, f"unknown key; here only these are known: {known}")

    def _taken(self, key: str, kind: type, *, required: bool) -> object | None:
        self.taken.add(key)
        if key not in self.values:
            if required:
                raise self.error(key, f"missing; give {_KINDS[kind]}")
            return None
        value = self.values[key]
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise self.error(key, f"must be {_KINDS[kind]}, not {_shown(value)}")
        return value

    def text(self, key: str, *, default: str | None = None) -> str:
        """Text that is not empty; required where there is no default."""
        value = self._taken(key, str, required=default is None)
        if value is None:
            return default or ""
        assert isinstance(value, str)
        if not value.strip():
            raise self.error(key, "is empty; write it or leave the key out")
        return value

    def code(self, key: str) -> str:
        """A short name: letters, digits, hyphen and underscore."""
        value = self.text(key)
        if not _CODE.fullmatch(value):
            raise self.error(key, f"{value!r} may have only letters, digits, - and _, at most 64")
        return value

    def choice(self, key: str, accepted: tuple[str, ...], *, default: str | None = None) -> str:
        """One of a closed list of words."""
        value = self.text(key, default=default)
        if value not in accepted:
            raise self.error(key, f"{value!r} is not one of: {', '.join(accepted)}")
        return value

    def whole(self, key: str, *, lowest: int, highest: int) -> int | None:
        """A whole number in a range; None where the key is not there."""
        value = self._taken(key, int, required=False)
        if value is None:
            return None
        assert isinstance(value, int)
        if not lowest <= value <= highest:
            raise self.error(key, f"must lie between {lowest} and {highest}")
        return value

    def truth(self, key: str) -> bool:
        """True or false; false where the key is not there."""
        return bool(self._taken(key, bool, required=False))

    def date(self, key: str, *, also: tuple[str, ...] = ()) -> str:
        """An EDTF text (level 0 or 1), or one of the words in `also`; kept as written."""
        value = self.text(key)
        if value not in also:
            self.read(key, value)
        return value

    def day(self, key: str) -> str:
        """One exact calendar day, `YYYY-MM-DD`."""
        value = self.text(key)
        if not self.read(key, value).exact:
            raise self.error(key, f"{value!r} must be one day, as YYYY-MM-DD")
        return value

    def read(self, key: str, value: str) -> EdtfDate:
        """The days a date text means, or the refusal of the text at its key."""
        try:
            return read_date(value)
        except NotValid as refusal:
            if refusal.reason == "date_level_2":
                raise self.error(key, f"{value!r} is EDTF level 2; only levels 0 and 1 are read") from None
            accepted, position = refusal.facts["accepted"], refusal.facts["position"]
            raise self.error(key, f"{value!r} is not a date: at character {position} expected {accepted}") from None

    def texts(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """A list of texts; empty where the key is not there."""
        value = self._taken(key, list, required=required)
        if value is None:
            return ()
        assert isinstance(value, list)
        for number, one in enumerate(value):
            if not isinstance(one, str) or not one.strip():
                problem = f"must be a list of texts; element {number + 1} is {_shown(one)}"
                raise Table(self.file, self.lines, (*self.path, key), {}).error(number, problem)
        if required and not value:
            raise self.error(key, "is an empty list; name at least one")
        return tuple(value)

    def words(self, key: str) -> dict[str, str]:
        """Text per language tag, Korean or English among them."""
        table = self.table(key)
        for tag in table.values:
            if not _LANGUAGE.fullmatch(tag):
                raise table.error(tag, f"{tag!r} is not a language tag such as ko, en, zh-Hans")
        found = {tag: table.text(tag) for tag in table.values}
        if not {"ko", "en"} & found.keys():
            raise self.error(key, "needs Korean (ko) or English (en), which others fall back to")
        return dict(sorted(found.items()))

    def table(self, key: str) -> "Table":
        """A table that must be there."""
        value = self._taken(key, dict, required=True)
        assert isinstance(value, dict)
        return Table(self.file, self.lines, (*self.path, key), value)

    def tables(self, key: str) -> Iterator["Table"]:
        """The tables of a list, in order; none where the key is not there."""
        value = self._taken(key, list, required=False) or []
        assert isinstance(value, list)
        for number, one in enumerate(value):
            element = Table(self.file, self.lines, (*self.path, key, number), one)
            if not isinstance(one, dict):
                raise element.error(None, f"must be a table, not {_shown(one)}")
            yield element


def _dotted(path: KeyPath) -> str:
    """A path as a person writes it: `window[1].from` (counted from 1)."""
    shown = ""
    for step in path:
        shown += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if shown else step
    return shown


def _shown(value: object) -> str:
    """What stands there, in a few words."""
    if isinstance(value, bool):
        return "true or false"
    for kind, words in _KINDS.items():
        if isinstance(value, kind):
            return words
    return "a date or number without quotes"
