"""Visits of a signed-in reader, straight to the WSGI application: what the server does, without a client's own work."""

import io
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from people.models import User
from people.roles import Role

# In the cookie and in the header: a form of the product's own page would send it so.
SECRET = "b" * 32


class Reader:
    """Somebody with a role and a session."""

    def __init__(self, role: Role) -> None:
        self.user, _ = User.objects.get_or_create(username=f"bench {role}")
        self.user.groups.add(Group.objects.get(name=role))
        client = Client()
        client.force_login(self.user)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        self.cookie = f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={SECRET}"
        self.application = get_wsgi_application()

    def visit(
        self,
        address: str,
        keep: Callable[[bytes], Any] | None = None,
        *,
        sent: Mapping[str, Any] | None = None,
        expects: str = "200",
    ) -> str:
        """Opens a page and gives its text, or hands each block of a file to `keep`; posts what is `sent`.

        Raises RuntimeError for another status than the one expected.
        """
        path, _, query = address.partition("?")
        status: list[str] = []
        body = urlencode(sent or {}).encode()

        def start(line: str, headers: Any, problem: Any = None, /) -> Callable[[bytes], object]:
            status.append(line)
            return io.BytesIO().write

        answer = self.application(
            {
                "REQUEST_METHOD": "GET" if sent is None else "POST",
                "PATH_INFO": path,
                "SCRIPT_NAME": "",
                "QUERY_STRING": query,
                "SERVER_NAME": "localhost",
                "SERVER_PORT": "80",
                "SERVER_PROTOCOL": "HTTP/1.1",
                "HTTP_HOST": "localhost",
                "HTTP_COOKIE": self.cookie,
                "HTTP_X_CSRFTOKEN": SECRET,
                "CONTENT_TYPE": "application/x-www-form-urlencoded",
                "CONTENT_LENGTH": str(len(body)),
                "wsgi.input": io.BytesIO(body),
                "wsgi.errors": io.StringIO(),
                "wsgi.url_scheme": "http",
            },
            start,
        )
        try:
            if keep is not None:
                for block in answer:
                    keep(block)
            text = "" if keep is not None else b"".join(answer).decode()
        finally:
            answer.close()
        if not status[0].startswith(expects):
            raise RuntimeError(f"{address}: {status[0]}")
        return text

    def queries(self, address: str, **asked: Any) -> int:
        """How many statements a page takes, its transaction's own not counted. `asked` as in `visit`."""
        with CaptureQueriesContext(connection) as caught:
            self.visit(address, **asked)
        return sum(not query["sql"].startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")) for query in caught)


def side_by_side(jobs: Sequence[Callable[[], Any]], repeats: int) -> list[float]:
    """Median seconds of each job, taken in turns, so that whatever else the machine does falls on all alike."""
    times: list[list[float]] = [[] for _ in jobs]
    for job in jobs:  # plans, caches, connections
        for _ in range(6):
            job()
    for _ in range(repeats):
        for job, taken in zip(jobs, times, strict=True):
            began = time.perf_counter()
            job()
            taken.append(time.perf_counter() - began)
    return [statistics.median(taken) for taken in times]
