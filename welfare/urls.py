"""Addresses of the welfare app: each register's list, each record's page, its verbs, parts and form; pages of work."""

from welfare.pages import PAGES
from welfare.registers import REGISTERS

app_name = "welfare"
urlpatterns = [url for register in REGISTERS for url in register.urls(REGISTERS)]
urlpatterns += [url for page in PAGES for url in page.urls()]
