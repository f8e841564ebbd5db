"""Addresses of papers for those who write them: the list, the page of each, its sections, and who may read it."""

from django.urls import include, path

from wmp.board.papers import readers_pages, section_pages
from wmp.board.papers.pages import PAPER
from wmp.board.papers.places import MENU
from wmp.board.papers.registers import PAPERS

_SECTION = [
    path("", section_pages.section, name="section"),
    path("comment/", section_pages.comment, name="comment"),
    path("settle/", section_pages.settle, name="settle"),
]

app_name = "papers"
urlpatterns = [
    *PAPERS.urls(MENU),
    *PAPER.urls(),
    path("writing/<int:pk>/sections/<slug:key>/", include(_SECTION)),
    path("writing/<int:pk>/preview/<slug:audience>/", section_pages.preview, name="preview"),
    path("writing/<int:pk>/codes/", section_pages.codes, name="codes"),
    path("writing/<int:pk>/codes/<str:figure>/", section_pages.codes_of_figure, name="codes-figure"),
    path("writing/<int:pk>/readers/", readers_pages.readers, name="writing-readers"),
    path("writing/editions/<int:pk>/give/", readers_pages.give, name="give"),
    path("writing/editions/<int:pk>/give-same/", readers_pages.give_same, name="give-same"),
    path("writing/readers/<int:pk>/take-back/", readers_pages.take_back, name="take-back"),
    path("writing/readers/find/", readers_pages.pick, name="pick-readers"),
]
