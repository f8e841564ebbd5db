"""The committed assets: gathered as in production, allowed by the content policy, no emblem but our own."""

import base64
import hashlib
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings

STATIC = settings.BASE_DIR / "static"
TEMPLATES = settings.BASE_DIR / "templates"


def test_the_manifest_storage_gathers_them(tmp_path: Path) -> None:
    storages = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    with override_settings(STATIC_ROOT=tmp_path, STORAGES=storages):
        call_command("collectstatic", interactive=False, verbosity=0)
    assert list(tmp_path.glob("app.*.css.gz"))
    assert list(tmp_path.glob("app.*.js.gz"))


def test_the_policy_allows_the_one_script_in_the_page() -> None:
    scripts = re.findall(r"<script>(.*?)</script>", (TEMPLATES / "base.html").read_text())
    digest = base64.b64encode(hashlib.sha256(scripts[0].encode()).digest()).decode()
    assert len(scripts) == 1
    assert f"'sha256-{digest}'" in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["script-src"]


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_no_template_carries_styles_or_handlers_that_the_policy_forbids(path: Path) -> None:
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|javascript:", path.read_text(), re.IGNORECASE)


def test_nothing_is_fetched_from_elsewhere_or_shows_an_emblem_that_is_not_ours() -> None:
    css = (STATIC / "app.css").read_text()
    assert all(address.startswith("./images/") for address in re.findall(r"url\(([^)]*)\)", css))
    assert "GDS Transport" not in css
    assert not [path for path in STATIC.rglob("*") if re.search("crest|crown|transport", path.name, re.IGNORECASE)]


def test_licences_stand_beside_the_assets() -> None:
    for project in ("govuk-frontend", "moj-frontend", "accessible-autocomplete"):
        assert "Permission is hereby granted" in (STATIC / "licences" / f"{project}.txt").read_text()
