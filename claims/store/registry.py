"""The registry from its files: this is where the projects of a folder become one registry, each id used once.

One file per project; the format is written down in disclosures/README.md and, as JSON Schema, by `file_schema`.
"""

from collections.abc import Iterable
from pathlib import Path

from claims.errors import RegistryError
from claims.model.disclosure import DisclosedProject, Port, Registry
from claims.store.port_facts import read_ports
from claims.store.registry_lines import KeyPath
from claims.store.registry_written import WrittenProject, read_written


def load_registry(directory: Path) -> Registry:
    """Every disclosed project of a folder. Raises RegistryError (file, line, key, problem) at the first thing wrong."""
    files = sorted(directory.glob("*.toml")) if directory.is_dir() else []
    if not files:
        problem = "holds no *.toml file" if directory.is_dir() else "is not a folder"
        raise RegistryError(file=str(directory), line=1, key="-", problem=f"{problem}; name the folder of disclosures")
    written = [read_written(_bytes_of(file), name=str(file)) for file in files]
    return _registry([(file, file.project()) for file in written], read_ports())


def registry_of(projects: Iterable[DisclosedProject], *, ports: Iterable[Port] | None = None) -> Registry:
    """Projects as one registry, with what is known of ports here unless others are given.

    Raises RegistryError where a code or window id is used twice.
    """
    named = [(WrittenProject(project.code, {}), project) for project in projects]
    return _registry(named, read_ports() if ports is None else tuple(ports))


def _bytes_of(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as unreadable:
        problem = f"the file cannot be read ({unreadable.strerror}); check its rights"
        raise RegistryError(file=str(file), line=1, key="-", problem=problem) from None


def _registry(written: list[tuple[WrittenProject, DisclosedProject]], ports: tuple[Port, ...]) -> Registry:
    """The projects together. Codes and window ids are never used twice, in whichever file."""
    used: dict[str, str] = {}
    for file, project in written:
        names: list[tuple[KeyPath, str]] = [(("code",), project.code)]
        names += [(("window", number, "id"), window.id) for number, window in enumerate(project.windows)]
        for path, name in names:
            if name in used:
                raise file.error(path, f"{name!r} is already used at {used[name]}; ids are never used twice")
            used[name] = file.place(path)
    return Registry(projects=tuple(project for _, project in written), ports=ports)
