"""Settings of the tests: the product's, on a database, a broker and files of their own.

Where no address is set the servers are embedded ones under VAR_DIR/test, so that tests may run beside `make run`.
"""

import os
from urllib.parse import urlsplit

from wmp.lib import embedded

# Kept in a name of its own, since the worker processes that tests start come through here as well.
os.environ.setdefault("TEST_VAR_DIR", str(embedded.var_dir() / "test"))
os.environ["VAR_DIR"] = os.environ["TEST_VAR_DIR"]
os.environ["HTTPS"] = "0"
# Playwright keeps an event loop in the thread of the tests; Django would refuse that thread the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

from wmp import settings as product
from wmp.settings import *

# Which of the parallel test processes this is. Each has a broker database of its own, counted down from the last, and
# empties it first.
TEST_PROCESS = os.environ.get("PYTEST_XDIST_WORKER", "gw0")


def _broker_of_this_process(address: str) -> str:
    number = 15 - int(TEST_PROCESS.removeprefix("gw")) % 15
    if address.startswith("unix://"):
        return f"{address.partition('?')[0]}?db={number}"
    return urlsplit(address)._replace(path=f"/{number}").geturl()


REDIS_URL = _broker_of_this_process(product.REDIS_URL)
CELERY_BROKER_URL = embedded.celery_url(REDIS_URL)

UPLOADS_DIR = VAR_DIR / "uploads" / TEST_PROCESS
DOCUMENTS_DIR = VAR_DIR / "documents" / TEST_PROCESS
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": UPLOADS_DIR}},
    # No manifest: tests do not gather static files first.
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
# Brings a `flush` that keeps reference data and takes milliseconds.
INSTALLED_APPS = ["tests", *INSTALLED_APPS]
# Quick, and as good for a password that stands in the tests.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
