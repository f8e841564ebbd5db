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
from welfare.pages import PAGES
from welfare.registers import MENU, REGISTERS
from welfare.wellbeing import urls as wellbeing

app_name = "welfare"
urlpatterns: list[URLPattern | URLResolver] = [url for register in REGISTERS for url in register.urls(MENU)]
urlpatterns += [url for page in PAGES for url in page.urls()]
urlpatterns += [*my_work.urls(MENU), *team.urls(MENU)]
urlpatterns += [*acts.urlpatterns, *contacts.urlpatterns, *task_views.urlpatterns]
urlpatterns += [*document_views.urlpatterns, *emergency.urlpatterns]
urlpatterns += [*signal_views.urlpatterns, *own.urlpatterns, *briefing_views.urlpatterns, *people.urlpatterns]
urlpatterns += [path("wellbeing/", include(wellbeing.urlpatterns))]
