"""Addresses of the pages on which files are brought."""

from django.urls import path

from wmp.board import loads

app_name = "loads"
urlpatterns = [
    *loads.REPORTS.urls(),
    path("reports/new/", loads.new, name="reports-new"),
    path("reports/<int:pk>/", loads.report, name="reports-detail"),
    path("reports/<int:pk>/load/", loads.load, name="load"),
    path("reports/<int:pk>/cancel/", loads.cancel, name="cancel"),
    path("reports/<int:pk>/errors/", loads.errors, name="errors"),
]
