"""How the web starts: a new host key for this start, no access log, nothing of a request on a disk."""

import os
import sys

from sqlmodel import select

from claims.actions.announce_start import announce_start
from claims.errors import StartRefused
from claims.model.staff import Office
from claims.settings import read_settings
from claims.store.clock import now
from claims.store.database import Database, open_engine
from claims.store.host_key import destroy_host_key, make_host_key
from claims.store.memory_guard import forbid_core_dumps
from claims.store.sessions import end_all_visits
from claims.web.opening import open_house

bind = os.environ.get("BIND", f"127.0.0.1:{os.environ.get('PORT', '8000')}")
wsgi_app = "app:create_app()"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 8
worker_class = "claims.web.server_gate.GateWorker"
worker_tmp_dir = "/dev/shm"  # noqa: S108 -- heartbeats of the server, kept off the disk
accesslog = None
errorlog = "-"
loglevel = "warning"
graceful_timeout = 20
timeout = 120
keepalive = 5
limit_request_line = 2048
limit_request_fields = 50
limit_request_field_size = 4096
# Behind Tor or a proxy everybody comes from this machine: nobody's word about scheme, path or address is taken.
forwarded_allow_ips = ""
forwarder_headers = ""
secure_scheme_headers: dict[str, str] = {}


_ours: list[str] = []  # names this start's host key, once it is made


def on_starting(server: object) -> None:
    """Say once what is wrong, in a sentence, before any port is taken or process forked."""
    os.umask(0o077)
    forbid_core_dumps()
    try:
        open_house(read_settings()).database.engine.dispose()
    except StartRefused as refused:
        sys.exit(f"The service does not start. {refused}")


def when_ready(server: object) -> None:
    """The port is ours: a new host key, and what was open before this start opens nothing any more.

    Not earlier: a second start on a taken port must not end the sessions of the first.
    """
    settings = read_settings()
    host_key = make_host_key(settings.runtime)
    _ours.append(str(settings.runtime))
    database = Database(open_engine(settings.database_url))
    with database.deed() as session:
        end_all_visits(session)
        for office_id in session.exec(select(Office.id)):
            announce_start(session, office_id, host_key=host_key, now=now())
    database.forget()
    database.engine.dispose()


def on_exit(server: object) -> None:
    """With the service ends its key."""
    if _ours:
        destroy_host_key(read_settings().runtime)
