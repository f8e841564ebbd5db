"""Addresses of the people app: each register's list, each record's page, its verbs, parts and form; pages of work."""

from django.urls import URLPattern, URLResolver, include, path

from people import pages, registers
from people.performance import urls as performance
from people.promotion import urls as promotion
from people.recruitment import urls as recruitment
from people.talent import urls as talent

app_name = "people"
urlpatterns: list[URLPattern | URLResolver] = [
    url for each in registers.REGISTERS for url in each.urls(registers.REGISTERS)
]
urlpatterns += [url for page in pages.PAGES for url in page.urls()]

# Each section below a step of its own, so that the menu knows which pages belong to it.
_SECTIONS = [
    ("performance/", registers.PERFORMANCE, registers.PERFORMANCE_MENU, pages.PERFORMANCE, performance),
    ("promotion/", registers.PROMOTION, registers.PROMOTION_MENU, pages.PROMOTION, promotion),
    ("talent/", registers.TALENT, registers.TALENT_MENU, pages.TALENT, talent),
    ("recruitment/", registers.RECRUITMENT, registers.RECRUITMENT_MENU, pages.RECRUITMENT, recruitment),
]
for _step, _registers, _menu, _pages, _family in _SECTIONS:
    _section = [url for each in _registers for url in each.urls(_menu)]
    _section += [url for page in _pages for url in page.urls()]
    urlpatterns += [path(_step, include([*_section, *_family.section_urls(_menu)])), *_family.urlpatterns]
