"""A page that somebody may not open is one line in the log; a fault of ours keeps its traceback."""

import io
import logging
from typing import Any

import pytest

from wmp.lib.logs import RefusalsInOneLine


def logged(status: int) -> str:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(RefusalsInOneLine())
    try:
        raise RuntimeError("whatever")
    except RuntimeError as error:
        told: Any = (type(error), error, error.__traceback__)
        record = logging.LogRecord("django.request", logging.WARNING, __file__, 1, "Refused: /here/", (), told)
    record.status_code = status
    handler.handle(record)
    return stream.getvalue()


def test_a_refusal_is_one_line() -> None:
    assert logged(403) == "Refused: /here/\n"


@pytest.mark.parametrize("status", [400, 404, 500])
def test_everything_else_is_told_whole(status: int) -> None:
    assert "RuntimeError: whatever" in logged(status)
