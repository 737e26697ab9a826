"""What the server may log: no address, no header, no line of a request. This is where gunicorn's own words lose what they quote.

An address that asked for something strange is still somebody's address, and an error's message can quote a claimant.
"""

import logging

SERVER_LOG = "gunicorn.error"
NO_HTTP = "A request was refused because it is no proper HTTP."
FAILED = "A request failed outside the pages: %s"
_QUOTING = ("Invalid request", "Error handling request", "Socket error", "Error processing", "Ignoring", "Invalid")


class QuietLog(logging.Filter):
    """Lets every record pass, without what it quotes of a request."""

    def filter(self, record: logging.LogRecord) -> bool:
        """The record with a sentence of the house; of an exception only its kind."""
        kind = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else ""
        record.exc_info = record.exc_text = record.stack_info = None
        if kind:
            record.msg, record.args = FAILED, (kind,)
        elif str(record.msg).startswith(_QUOTING):
            record.msg, record.args = NO_HTTP, ()
        return True


def install_quiet_log() -> None:
    """Put the filter on gunicorn's log, once per process."""
    log = logging.getLogger(SERVER_LOG)
    if not any(isinstance(known, QuietLog) for known in log.filters):
        log.addFilter(QuietLog())
