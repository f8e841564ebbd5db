"""Addresses of the welfare app: each register's list, each record's page, its verbs, parts and form; pages of work."""

from django.urls import URLPattern, URLResolver, include, path

from welfare.cases import (
    acts,
    briefing_views,
    contacts,
    document_views,
    emergency,
    my_work,
    own,
    people,
    signal_views,
    task_views,
    team,
)
from welfare.joining import urls as joining
from welfare.joining.on_desk import RISK_ASSESSMENTS
from welfare.pages import ADJUSTMENTS as ADJUSTMENT_PAGES
from welfare.pages import PAGES
from welfare.passports import urls as passports
from welfare.referrals import urls as referrals
from welfare.referrals.on_desk import NOT_SEEN_YET
from welfare.registers import ADJUSTMENTS, ADJUSTMENTS_MENU, MENU, REGISTERS
from welfare.wellbeing import urls as wellbeing

app_name = "welfare"
urlpatterns: list[URLPattern | URLResolver] = [url for register in REGISTERS for url in register.urls(MENU)]
urlpatterns += [url for page in PAGES for url in page.urls()]
urlpatterns += [*my_work.urls(MENU), *team.urls(MENU)]
urlpatterns += [*acts.urlpatterns, *contacts.urlpatterns, *task_views.urlpatterns]
urlpatterns += [*document_views.urlpatterns, *emergency.urlpatterns]
urlpatterns += [*signal_views.urlpatterns, *own.urlpatterns, *briefing_views.urlpatterns, *people.urlpatterns]
urlpatterns += [path("wellbeing/", include(wellbeing.urlpatterns))]

# Below one step, so that the menu knows which pages are the RA officers'.
_section: list[URLPattern | URLResolver] = [url for each in ADJUSTMENTS for url in each.urls(ADJUSTMENTS_MENU)]
_section += [url for page in ADJUSTMENT_PAGES for url in page.urls()]
# What families besides passports put on the desk.
_desk = [RISK_ASSESSMENTS, NOT_SEEN_YET]
_section += [*passports.section_urls(ADJUSTMENTS_MENU, _desk), *joining.section_urls(ADJUSTMENTS_MENU)]
_section += referrals.section_urls(ADJUSTMENTS_MENU)
urlpatterns += [path("adjustments/", include(_section))]
urlpatterns += [*passports.urlpatterns, *joining.urlpatterns, *referrals.urlpatterns]
