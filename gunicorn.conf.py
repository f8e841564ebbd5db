"""The web server's settings; `python -m gunicorn` in this folder reads them by itself."""

from typing import Any

from gunicorn.glogging import Logger

FORM_LINKS = "/before-you-join/"


class WithoutLinks(Logger):
    """Of a link by which somebody without an account answers a form, the log keeps that there was one. Whoever reads
    the log could answer in their place otherwise."""

    def atoms(self, *given: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().atoms(*given)
        before, link, _ = found["U"].partition(FORM_LINKS)
        return {**found, "U": before + link}


wsgi_app = "wmp.wsgi"
logger_class = WithoutLinks
worker_class = "gthread"
workers = 2
threads = 8
timeout = 60
graceful_timeout = 5  # seconds that requests under way get when it stops
# It would open a socket in the home folder, for commands that nobody here gives.
control_socket_disable = True
accesslog = "-"
# The path without its query: what people search for does not belong in a log.
access_log_format = "%(t)s %(m)s %(U)s %(s)s %(B)s %(M)sms"
