"""Visits of a signed-in reader, straight to the WSGI application: what the server does, without a client's own work."""

import io
import statistics
import time
from collections.abc import Callable, Sequence
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from people.models import User
from people.roles import Role


class Reader:
    """Somebody with a role and a session."""

    def __init__(self, role: Role) -> None:
        self.user, _ = User.objects.get_or_create(username=f"bench {role}")
        self.user.groups.add(Group.objects.get(name=role))
        client = Client()
        client.force_login(self.user)
        self.cookie = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
        self.application = get_wsgi_application()

    def visit(self, address: str, keep: Callable[[bytes], Any] | None = None) -> str:
        """Opens a page and gives its text, or hands each block of a file to `keep`. Raises RuntimeError unless 200."""
        path, _, query = address.partition("?")
        status: list[str] = []

        def start(line: str, headers: Any, problem: Any = None, /) -> Callable[[bytes], object]:
            status.append(line)
            return io.BytesIO().write

        answer = self.application(
            {
                "REQUEST_METHOD": "GET",
                "PATH_INFO": path,
                "SCRIPT_NAME": "",
                "QUERY_STRING": query,
                "SERVER_NAME": "localhost",
                "SERVER_PORT": "80",
                "SERVER_PROTOCOL": "HTTP/1.1",
                "HTTP_HOST": "localhost",
                "HTTP_COOKIE": self.cookie,
                "wsgi.input": io.BytesIO(),
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
        if not status[0].startswith("200"):
            raise RuntimeError(f"{address}: {status[0]}")
        return text

    def queries(self, address: str) -> int:
        """How many statements a page takes, its transaction's own not counted."""
        with CaptureQueriesContext(connection) as caught:
            self.visit(address)
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
