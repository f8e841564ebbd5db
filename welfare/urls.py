"""Addresses of the welfare app: each register's list, each record's page, its verbs, parts and form; pages of work."""

from django.urls import include, path

from welfare.cases import acts, briefing_views, contacts, documents, emergency, own, people, signal_views, tasks
from welfare.pages import PAGES
from welfare.registers import REGISTERS
from welfare.wellbeing import urls as wellbeing

app_name = "welfare"
urlpatterns = [url for register in REGISTERS for url in register.urls(REGISTERS)]
urlpatterns += [url for page in PAGES for url in page.urls()]
urlpatterns += [*acts.urlpatterns, *contacts.urlpatterns, *tasks.urlpatterns]
urlpatterns += [*documents.urlpatterns, *emergency.urlpatterns]
urlpatterns += [*signal_views.urlpatterns, *own.urlpatterns, *briefing_views.urlpatterns, *people.urlpatterns]
urlpatterns += [path("wellbeing/", include(wellbeing.urlpatterns))]
