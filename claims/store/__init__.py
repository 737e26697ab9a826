"""Wires: the only room that touches the outside: disk, database, keys, PDF, zip, clock."""
