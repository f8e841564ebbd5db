"""Addresses of the board pages."""

from django.urls import path

from wmp.board import views
from wmp.board.lineage import defining
from wmp.board.lineage import pages as lineage

app_name = "board"
urlpatterns = [
    path("", views.board, name="latest"),
    path("runs/", views.runs, name="runs"),
    path("runs/<day:day>/", views.run, name="run"),
    path("runs/<day:day>/compute/", views.compute, name="compute"),
    path("definitions/", defining.every, name="every-definition"),
    path("definitions/<key:key>/", defining.versions, name="definitions"),
    path("moved/<key:key>/", lineage.moved, name="moved"),
    path("moved/<key:key>/why/", lineage.why, name="why"),
    path("moved/<key:key>/why/records/", lineage.moves, name="moves"),
    path("<day:day>/", views.board, name="board"),
    path("<day:day>/<key:key>/", views.figure, name="figure"),
    path("<day:day>/<key:key>/records/", views.records, name="records"),
    path("<day:day>/<key:key>/records/<slug:slug>/", views.further, name="further"),
    path("<day:day>/<key:key>/<str:format>/", views.download, name="download"),
]
