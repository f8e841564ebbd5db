"""Addresses of the board pages."""

from django.urls import path, register_converter

from wmp.board import views
from wmp.lib.converters import DayConverter

register_converter(DayConverter, "day")

app_name = "board"
urlpatterns = [
    path("", views.board, name="latest"),
    path("runs/", views.runs, name="runs"),
    path("runs/<day:day>/", views.run, name="run"),
    path("runs/<day:day>/compute/", views.compute, name="compute"),
    path("<day:day>/", views.board, name="board"),
    path("<day:day>/<str:key>/", views.figure, name="figure"),
    path("<day:day>/<str:key>/records/", views.records, name="records"),
    path("<day:day>/<str:key>/<str:format>/", views.download, name="download"),
]
