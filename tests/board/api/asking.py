"""A program that sends a token."""

import json
from base64 import b64encode
from typing import Any

from django.test import Client

from wmp.board.api import tokens

HERE = "/api/v1"


def secret(account: Any, scope: str = "figures", days: int = 30) -> str:
    """A new token of this account's."""
    return tokens.make(account, name="Power BI", scope=scope, days=days)[1]


def ask(token: str, address: str, /, known: str = "", **query: str) -> Any:
    """`known` is the ETag of an answer that the program has."""
    headers = {"Authorization": f"Bearer {token}"} | ({"If-None-Match": known} if known else {})
    return Client().get(HERE + address, query, headers=headers)


def basic(user: str, password: str) -> str:
    return f"Basic {b64encode(f'{user}:{password}'.encode()).decode()}"


def document(answer: Any) -> Any:
    assert answer.status_code == 200, answer.content
    return json.loads(answer.content)


def said(answer: Any) -> str:
    """The sentence of a problem."""
    assert answer["Content-Type"] == "application/problem+json"
    found = json.loads(answer.content)
    assert found["status"] == answer.status_code
    return str(found["detail"])
