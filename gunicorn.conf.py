"""How the web starts: a new host key for this start, no access log, nothing of a request on a disk."""

import os
import sys

from claims.errors import StartRefused
from claims.settings import read_settings
from claims.store.host_key import destroy_host_key, make_host_key
from claims.store.memory_guard import forbid_core_dumps
from claims.store.sessions import end_all_visits
from claims.web.opening import open_house

bind = os.environ.get("BIND", f"127.0.0.1:{os.environ.get('PORT', '8000')}")
wsgi_app = "app:create_app()"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 8
worker_class = "gthread"
worker_tmp_dir = "/dev/shm"  # noqa: S108 -- heartbeats of the server, kept off the disk
accesslog = None
errorlog = "-"
loglevel = "warning"
graceful_timeout = 20
timeout = 120
limit_request_line = 2048


def on_starting(server: object) -> None:
    """What was open before this start opens nothing any more."""
    os.umask(0o077)
    forbid_core_dumps()
    try:
        _open_once()
    except StartRefused as refused:
        sys.exit(f"The service does not start. {refused}")


def _open_once() -> None:
    """Open the house before any process is forked, so that whatever is wrong with it is said once, in a sentence."""
    settings = read_settings()
    database = open_house(settings).database
    make_host_key(settings.runtime)
    with database.deed() as session:
        end_all_visits(session)
    database.forget()
    database.engine.dispose()


def on_exit(server: object) -> None:
    """With the service ends its key."""
    destroy_host_key(read_settings().runtime)
