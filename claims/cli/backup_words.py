"""Sentences for what may be wrong with a backup, its key or what was restored. This is where the codes of `claims backup` are spelled."""

from claims.errors import Damaged

WORDS = {
    "backup_missing": "{backup} is no backup: name a folder such as 2026-11-22T18Z-1.",
    "backup_header": "{backup}: its header cannot be read.",
    "backup_format": "{backup} is of a format that this program does not know: it was made by a newer one.",
    "backup_file": "{backup}: {file} is not as it was written (changed, cut short or not there).",
    "backup_sealed": "{file} does not open with the key of its week, or is not whole.",
    "backup_mixed": "{backup} is put together from several backups.",
    "backup_lines": "A line of the backup is none of a table.",
    "backup_table": "The table {table} of the backup does not fit the tables of its version.",
    "period_key": "{file} is no period key, or a damaged one: take it from another of the key folders.",
    "period_key_missing": "The key of week {week} is in none of the key folders. 35 days after a week began its key is destroyed.",
    "period_key_of_another": "The key of week {week} in the key folders belongs to another office.",
    "part_missing": "The copy of the sealed part {part} is missing.",
    "part_changed": "The copy of the sealed part {part} is not what it was.",
    "part_copy": "The copy of the sealed part {part} did not read back as it was written: the disk may be failing.",
    "database": "The database is damaged: {found}.",
    "ledger_line": "Line {number} of the ledger does not hold ({found}).",
    "not_guarded": "Nothing keeps the table {table} from being changed.",
    "row_without_parent": "The table {table} refers to a row that is not there.",
    "claim_without_wrap": "The claim {reference} has no key left.",
    "strange_folder": "The vault folder {folder} belongs to no claim.",
}


def sentence(damage: Damaged) -> str:
    """What is wrong, as one sentence."""
    return WORDS[damage.reason].format(**damage.facts) if damage.reason in WORDS else str(damage)
