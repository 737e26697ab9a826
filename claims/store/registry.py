"""The registry from its files: this is where `disclosures/*.toml` become disclosed projects, or are refused.

One file per project; the format is written down in disclosures/README.md. What would make the registry ambiguous is
refused as well: an id used twice, a source nobody lists, a range that ends before it begins.
"""

from pathlib import Path

from claims.errors import RegistryError
from claims.model.disclosure import (
    CollectionWindow,
    ContextFact,
    Deadline,
    DisclosedProject,
    Registry,
    Source,
)
from claims.store.registry_schema import Table, read_toml
from claims.store.registry_windows import known_sources, read_window

FORMAT = 1


def load_registry(directory: Path) -> Registry:
    """Every disclosed project of a folder. Raises RegistryError (file, line, key, problem) at the first thing wrong."""
    files = sorted(directory.glob("*.toml")) if directory.is_dir() else []
    if not files:
        problem = "holds no *.toml file" if directory.is_dir() else "is not a folder"
        raise RegistryError(file=str(directory), line=1, key="-", problem=f"{problem}; name the folder of disclosures")
    used: dict[str, str] = {}
    return Registry(projects=tuple(_read_project(read_toml(file), used) for file in files))


def _read_project(table: Table, used: dict[str, str]) -> DisclosedProject:
    """One file as a project. `used` remembers the codes and window ids of the files read before."""
    if table.whole("format", lowest=FORMAT, highest=FORMAT) is None:
        raise table.error("format", f"missing; this program reads format = {FORMAT}")
    code = table.code("code")
    _use_once(table, "code", code, used)
    title, summary = table.words("title"), table.words("summary")
    sources = tuple(_read_sources(table))
    keys = frozenset(source.key for source in sources)
    windows = []
    for element in table.tables("window"):
        windows.append(read_window(element, keys))
        _use_once(element, "id", windows[-1].id, used)
    if not windows:
        raise table.error("window", "missing; give at least one [[window]]")
    deadlines = tuple(_read_deadline(element, keys) for element in table.tables("deadline"))
    facts = tuple(_read_fact(element, keys) for element in table.tables("fact"))
    table.close()
    project = DisclosedProject(
        code=code,
        title=title,
        summary=summary,
        sources=sources,
        windows=tuple(windows),
        deadlines=deadlines,
        facts=facts,
    )
    _check_groups(table, project)
    return project


def _use_once(table: Table, key: str, value: str, used: dict[str, str]) -> None:
    """Codes and ids are never used twice, in whichever file."""
    if value in used:
        raise table.error(key, f"{value!r} is already used at {used[value]}; ids are never used twice")
    used[value] = f"{table.file}:{table.lines.get((*table.path, key), 1)}"


def _read_sources(table: Table) -> list[Source]:
    found: dict[str, Source] = {}
    for element in table.tables("source"):
        source = Source(
            key=element.code("key"),
            title=element.text("title"),
            publisher=element.text("publisher"),
            date=element.date("date", also=("undated",)),
            address=element.text("address"),
            read_on=element.day("read_on"),
        )
        if source.key in found:
            raise element.error("key", f"{source.key!r} is used twice in this file")
        if not source.address.startswith(("https://", "http://")):
            raise element.error("address", "must begin with https:// or http://")
        element.close()
        found[source.key] = source
    if not found:
        raise table.error("source", "missing; give at least one [[source]]")
    return list(found.values())


def _read_deadline(table: Table, keys: frozenset[str]) -> Deadline:
    deadline = Deadline(
        code=table.code("code"),
        day=table.date("day"),
        route=table.code("route"),
        computed=table.truth("computed"),
        title=table.words("title"),
        sources=known_sources(table, keys),
    )
    table.close()
    return deadline


def _read_fact(table: Table, keys: frozenset[str]) -> ContextFact:
    fact = ContextFact(
        code=table.code("code"),
        date=table.date("date"),
        text=table.words("text"),
        sources=known_sources(table, keys),
    )
    table.close()
    return fact


def _check_groups(table: Table, project: DisclosedProject) -> None:
    """Reports of one fact are about the same people."""
    first: dict[str, CollectionWindow] = {}
    for number, window in enumerate(project.windows):
        if window.role == "context":
            continue
        other = first.setdefault(window.group, window)
        if other.population != window.population:
            element = Table(table.file, table.lines, ("window", number), {})
            raise element.error("group", f"{window.id} shares a group with {other.id}, which is about other people")
