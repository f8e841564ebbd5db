"""What a force's own installation is set to: closed unless opened, and never a demo by accident."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.base import Cast

ROOT = Path(__file__).resolve().parent.parent
PRODUCTION = {
    "SECRET_KEY": "a" * 20 + "".join(map(chr, range(48, 91))),
    "ALLOWED_HOSTS": "people.example.police.uk",
    "DATABASE_URL": "postgres://wmp@localhost:1/wmp",
    "REDIS_URL": "redis://localhost:1/0",
    "ENCRYPTION_KEYS": "A" * 43 + "=",
}
# What a desk or the tests may have set, and a force does not.
SWITCHES = {"DEMO", "DEMO_DAY", "DEBUG", "HTTPS", "BEHIND_PROXY", "CSRF_TRUSTED_ORIGINS", "DJANGO_ALLOW_ASYNC_UNSAFE"}
SHOW = """
import json
from django.conf import settings
from django.test import RequestFactory
shown = {name: getattr(settings, name) for name in dir(settings) if name.isupper()}
print(json.dumps(shown, default=str))
"""


def python(*arguments: str, tmp_path: Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Python in a fresh process under the product's own settings; `environment` on top of a force's own."""
    inherited = {name: value for name, value in os.environ.items() if name not in SWITCHES}
    given = inherited | PRODUCTION | {"VAR_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "wmp.settings"} | environment
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=given, capture_output=True, text=True, timeout=120, check=False
    )


def settings_of(tmp_path: Path, **environment: str) -> dict[str, Any]:
    done = python("-c", SHOW, tmp_path=tmp_path, **environment)
    assert done.returncode == 0, done.stderr
    shown: dict[str, Any] = json.loads(done.stdout)
    return shown


@pytest.fixture(scope="module")
def production(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The settings as a force has them that sets nothing but its addresses and its key."""
    return settings_of(tmp_path_factory.mktemp("var"))


def test_django_s_own_deployment_checks_find_nothing(tmp_path: Path) -> None:
    done = python("-m", "django", "check", "--deploy", "--fail-level", "WARNING", tmp_path=tmp_path)
    assert done.returncode == 0, done.stderr


def test_neither_a_demo_nor_debugging_comes_by_itself(production: dict[str, Any]) -> None:
    assert production["DEMO"] is False
    assert production["DEMO_DAY"] is None
    assert production["DEBUG"] is False


def test_a_day_for_a_demo_is_no_day_without_the_demo(tmp_path: Path) -> None:
    assert settings_of(tmp_path, DEMO_DAY="2022-04-01")["DEMO_DAY"] is None


def test_cookies_travel_over_https_only_and_no_script_reads_them(production: dict[str, Any]) -> None:
    for cookie in ("SESSION_COOKIE", "CSRF_COOKIE"):
        assert production[f"{cookie}_SECURE"] is True
        assert production[f"{cookie}_HTTPONLY"] is True
        assert production[f"{cookie}_SAMESITE"] == "Lax"
    assert production["SESSION_COOKIE_AGE"] <= 12 * 60 * 60


def test_plain_http_is_sent_on_and_browsers_remember_it_for_a_year(production: dict[str, Any]) -> None:
    assert production["SECURE_SSL_REDIRECT"] is True
    assert production["SECURE_HSTS_SECONDS"] >= 365 * 24 * 60 * 60
    assert production["SECURE_HSTS_INCLUDE_SUBDOMAINS"] is True


def test_a_header_of_a_proxy_is_believed_only_where_there_is_one(production: dict[str, Any], tmp_path: Path) -> None:
    assert production["SECURE_PROXY_SSL_HEADER"] is None
    behind = settings_of(tmp_path, BEHIND_PROXY="1")
    assert behind["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_FORWARDED_PROTO", "https"]


def test_one_transaction_a_request(production: dict[str, Any]) -> None:
    assert production["DATABASES"]["default"]["ATOMIC_REQUESTS"] is True


def test_uploads_stand_outside_whatever_is_served(production: dict[str, Any]) -> None:
    uploads, served = Path(production["UPLOADS_DIR"]), Path(production["STATIC_ROOT"])
    assert not uploads.is_relative_to(served) and not uploads.is_relative_to(ROOT / "static")
    assert production["MEDIA_URL"] in ("", "/")


def test_passwords_are_long_and_uncommon(production: dict[str, Any]) -> None:
    rules = {
        rule["NAME"].rpartition(".")[2]: rule.get("OPTIONS", {}) for rule in production["AUTH_PASSWORD_VALIDATORS"]
    }
    assert rules["MinimumLengthValidator"]["min_length"] >= 12
    assert {"CommonPasswordValidator", "UserAttributeSimilarityValidator"} <= set(rules)


def test_tasks_carry_no_results_and_text_of_one_kind(production: dict[str, Any]) -> None:
    assert production["CELERY_TASK_IGNORE_RESULT"] is True
    assert "CELERY_RESULT_BACKEND" not in production
    assert production["CELERY_TASK_ACKS_LATE"] is True


def test_without_a_key_one_is_made_and_kept(tmp_path: Path) -> None:
    first = settings_of(tmp_path, SECRET_KEY="")["SECRET_KEY"]
    assert len(first) >= 50
    assert settings_of(tmp_path, SECRET_KEY="")["SECRET_KEY"] == first
    assert all((path.stat().st_mode & 0o077) == 0 for path in tmp_path.glob("secret_key*"))


def test_a_database_that_is_no_postgresql_is_refused_in_a_sentence(tmp_path: Path) -> None:
    done = python("-c", SHOW, tmp_path=tmp_path, DATABASE_URL="sqlite:///x.sqlite3")
    assert done.returncode != 0
    assert "DATABASE_URL must name a PostgreSQL server" in done.stderr


def test_a_demo_on_a_desk_needs_no_https(tmp_path: Path) -> None:
    demo = settings_of(tmp_path, DEMO="1")
    assert demo["SESSION_COOKIE_SECURE"] is False
    assert demo["SECURE_SSL_REDIRECT"] is False
    assert demo["DEMO_DAY"] == "2022-04-01"


# --- on the pages themselves -----------------------------------------------------------------------------------------


def policy_of(response: Any) -> dict[str, list[str]]:
    """The content security policy by directive."""
    directives = (each.split() for each in response.headers["Content-Security-Policy"].split(";") if each.strip())
    return {name: values for name, *values in directives}


@pytest.mark.django_db
def test_every_page_says_what_a_browser_may_load_and_who_may_frame_it(client: Client, cast: Cast) -> None:
    client.force_login(cast.alice)
    for address in (reverse("home"), reverse("people:people-list"), "/no-such-page/"):
        response = client.get(address)
        policy = policy_of(response)
        assert policy["default-src"] == ["'self'"]
        assert policy["frame-ancestors"] == policy["object-src"] == policy["base-uri"] == ["'none'"]
        assert response.headers["X-Frame-Options"] == "DENY"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Referrer-Policy"] == "same-origin"


@pytest.mark.django_db
def test_no_script_runs_that_is_not_ours(client: Client) -> None:
    scripts = policy_of(client.get(reverse("sign-in")))["script-src"]
    assert "'unsafe-inline'" not in scripts and "'unsafe-eval'" not in scripts
    assert not [source for source in scripts if source.startswith("http") or source == "*"]


@pytest.mark.django_db
def test_nobody_reads_a_page_without_signing_in_but_the_open_ones(client: Client) -> None:
    assert client.get(reverse("home")).headers["Location"].startswith(reverse("sign-in"))
    for name in ("sign-in", "accessibility", "privacy"):
        assert client.get(reverse(name)).status_code == 200


@pytest.mark.django_db
def test_a_form_sent_without_its_token_is_refused(cast: Cast) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast.alice)
    assert browser.post(reverse("sign-out")).status_code == 403
    assert browser.get(reverse("home")).status_code == 200


@pytest.mark.django_db
def test_signing_in_leads_to_no_other_site(client: Client, cast: Cast) -> None:
    words = {"username": "alice", "password": "correct horse battery", "next": "https://elsewhere.example/"}
    assert client.post(reverse("sign-in"), words).headers["Location"] == reverse("home")


@pytest.mark.django_db
def test_a_host_that_is_not_ours_is_refused(client: Client) -> None:
    assert client.get(reverse("sign-in"), headers={"host": "elsewhere.example"}).status_code == 400
