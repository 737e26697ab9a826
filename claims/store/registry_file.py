"""One disclosure file, read and written: this is where TOML text or a plain table becomes a project, and goes back.

A plain table is what TOML or JSON holds: texts, whole numbers, true and false, lists, tables. Everything wrong with a
file is found in one go, each problem with its line and key; where a single refusal is wanted, it is the first.
"""

from dataclasses import fields

from claims.errors import RegistryError
from claims.model.disclosure import DisclosedProject
from claims.store.registry_tables import FORMAT, ProjectTable
from claims.store.registry_written import FileForm, WrittenProject, read_written

__all__ = ["FileForm", "file_form", "problems_of", "problems_of_text", "project_from_file_form", "read_project"]


def read_project(text: str | bytes, *, name: str) -> DisclosedProject:
    """One file's project. Raises RegistryError (file, line, key, problem) at the first thing wrong."""
    return read_written(text, name=name).project()


def problems_of_text(text: str | bytes, *, name: str) -> list[RegistryError]:
    """Everything wrong with the text of a file, in the order of its lines; empty where it is right."""
    try:
        return read_written(text, name=name).errors()
    except RegistryError as unreadable:
        return [unreadable]


def project_from_file_form(values: FileForm, *, name: str) -> DisclosedProject:
    """The project of a plain table. Raises RegistryError without a line at the first thing wrong."""
    return WrittenProject(name, values).project()


def problems_of(values: FileForm, *, name: str = "-") -> list[RegistryError]:
    """Everything wrong with a plain table, each with its `path`; empty where it is right."""
    return WrittenProject(name, values).errors()


def file_form(project: DisclosedProject) -> FileForm:
    """A project as its file would hold it: keys in the order of the format, what goes without saying left out."""
    held = {field.name: getattr(project, field.name) for field in fields(project)}
    table = ProjectTable.model_validate({"format": FORMAT, **held}, by_name=True, by_alias=False)
    return table.model_dump(mode="json", by_alias=True, exclude_defaults=True)
