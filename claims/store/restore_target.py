"""The empty place an office is restored into, and the mark that says that it is not whole yet. This is where nothing is overwritten.

While the mark lies in the folder nothing starts there; a restore that was killed is begun again from nothing.
"""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from shutil import rmtree

from alembic import command
from sqlalchemy import inspect
from sqlalchemy.exc import DBAPIError

from claims.errors import StartRefused
from claims.store.database import alembic_config, open_engine, sqlite_file
from claims.store.period_keys import sync_folder

MARK = "restoring"
DEMONSTRATION = "sign-ins.json"


@dataclass(frozen=True)
class RestoreTarget:
    """Where the office will stand: its folder and the address of its database."""

    folder: Path
    database_url: str

    @property
    def mark(self) -> Path:
        return self.folder / MARK

    def held_demonstration(self) -> bool:
        """Whether the demonstration stood here: nothing real ever begins there."""
        return (self.folder / DEMONSTRATION).exists()


def begin_restore(target: RestoreTarget) -> None:
    """The folder and the database are empty, and marked. Raises StartRefused naming what is not empty."""
    if target.mark.exists() and target.mark.read_text(encoding="ascii") == _mark_text(target):
        undo_restore(target)
    if target.folder.exists() and any(target.folder.iterdir()):
        raise StartRefused(
            f"{target.folder} (CLAIMS_FOLDER) is not empty: an office is only restored into an empty folder."
        )
    if tables_in(target.database_url):
        raise StartRefused(
            "The database of CLAIMS_DATABASE_URL is not empty: an office is only restored into an empty one."
        )
    target.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    target.folder.chmod(0o700)
    target.mark.write_text(_mark_text(target), encoding="ascii")
    sync_folder(target.folder)


def finish_restore(target: RestoreTarget) -> None:
    """Everything is there and was checked: from now on the office may start."""
    target.mark.unlink()
    sync_folder(target.folder)


def undo_restore(target: RestoreTarget) -> None:
    """Nothing that a restore brought is left; the mark goes last. Only for a target that was empty before."""
    file = sqlite_file(target.database_url)
    if file is None:
        command.downgrade(alembic_config(target.database_url), "base")
    else:
        for each in (file, file.with_name(file.name + "-wal"), file.with_name(file.name + "-shm")):
            each.unlink(missing_ok=True)
    for path in target.folder.iterdir():
        if path.is_dir():
            rmtree(path)
        elif path != target.mark:
            path.unlink()
    target.mark.unlink()


def tables_in(url: str) -> list[str]:
    """The tables of a database; a SQLite file that is there counts as one. Raises StartRefused where the database does not answer."""
    file = sqlite_file(url)
    if file is not None:
        return [file.name] if file.exists() else []
    engine = open_engine(url)
    try:
        return sorted(set(inspect(engine).get_table_names()) - {"alembic_version"})
    except DBAPIError as error:
        raise StartRefused(
            f"The database does not answer ({str(error.orig).splitlines()[0]}): check CLAIMS_DATABASE_URL."
        ) from None
    finally:
        engine.dispose()


def refuse_unfinished(folder: Path) -> None:
    """Raises StartRefused where a restore was begun in this folder and not finished."""
    if (folder / MARK).exists():
        raise StartRefused(
            f"A restore into {folder} was not finished: run `claims restore` again with the same settings."
        )


def _mark_text(target: RestoreTarget) -> str:
    """Which database the mark speaks for, without its password."""
    return sha256(target.database_url.encode()).hexdigest() + "\n"
