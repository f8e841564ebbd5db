"""The web server's log: the path of each request, but no link by which a form is answered."""

import runpy
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from gunicorn.config import Config

CONF = Path(__file__).resolve().parent.parent / "gunicorn.conf.py"


@pytest.mark.parametrize(
    ("path", "logged"),
    [
        ("/welfare/before-you-join/12.nonce:signature/", "/welfare/before-you-join/"),
        ("/welfare/before-you-join/", "/welfare/before-you-join/"),
        ("/people/people/1/", "/people/people/1/"),
    ],
)
def test_a_forms_link_is_not_logged(path: str, logged: str) -> None:
    given = runpy.run_path(str(CONF))
    asked = {"REQUEST_METHOD": "GET", "RAW_URI": path, "SERVER_PROTOCOL": "HTTP/1.1", "PATH_INFO": path}
    answer: Any = SimpleNamespace(status="200 OK", sent=1, headers=[])
    question: Any = SimpleNamespace(headers=[])
    config = Config()
    atoms = given["logger_class"](config).atoms(answer, question, asked, timedelta(0))
    assert given["access_log_format"] % atoms == f"{atoms['t']} GET {logged} 200 1 0ms"
