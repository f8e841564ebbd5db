"""Addresses of the change app."""

from django.urls import URLPattern

app_name = "change"
urlpatterns: list[URLPattern] = []
