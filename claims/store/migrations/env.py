"""Alembic's door: runs migrations against the address handed over by store/database.py."""

from alembic import context

from claims.store.all_tables import TABLES
from claims.store.database import open_engine

engine = open_engine(context.config.attributes["url"], make=True)
with engine.connect() as connection:
    if engine.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    context.configure(
        connection=connection, target_metadata=TABLES[0].metadata, render_as_batch=True, transaction_per_migration=False
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
engine.dispose()
