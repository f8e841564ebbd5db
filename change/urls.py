"""Addresses of the change app: each register's list, each record's page, its verbs, parts and form."""

from change.pages import PAGES
from change.registers import REGISTERS

app_name = "change"
urlpatterns = [url for register in REGISTERS for url in register.urls(REGISTERS)]
urlpatterns += [url for page in PAGES for url in page.urls()]
