"""Addresses of the change app: each register's list, each record's page, its verbs, parts and form; pages of work."""

from itertools import chain

from django.urls import URLPattern, URLResolver, include, path

from change import pages, registers
from change.benefits import urls as benefits
from change.budgeting import urls as budgeting
from change.portfolio import urls as portfolio
from change.reviews import urls as reviews
from change.surveys import urls as surveys
from wmp.lib.places import first_path

app_name = "change"
urlpatterns: list[URLPattern | URLResolver] = []

# Each section below a step of its own, so that the menu knows which pages belong to it.
_SECTIONS = [
    ("portfolio/", registers.PORTFOLIO, registers.PORTFOLIO_MENU, pages.PORTFOLIO, [portfolio]),
    ("benefits/", registers.BENEFITS, registers.BENEFITS_MENU, pages.BENEFITS, [benefits]),
    ("reviews/", registers.REVIEWS, registers.REVIEWS_MENU, pages.REVIEWS, [reviews]),
    ("budgeting/", registers.BUDGETING, registers.BUDGETING_MENU, pages.BUDGETING, [budgeting, surveys]),
]
for _step, _registers, _menu, _pages, _families in _SECTIONS:
    _section = [first_path(_menu, name=f"{_step}section".replace("/", "-"))]
    _section += [url for each in _registers for url in each.urls(_menu)]
    _section += [url for page in _pages for url in page.urls()]
    _section += chain.from_iterable(family.section_urls(_menu) for family in _families)
    urlpatterns += [path(_step, include(_section)), *chain.from_iterable(each.urlpatterns for each in _families)]
