"""Addresses of the promotion family: those of its section's pages of work, and those of everybody's own."""

from collections.abc import Sequence
from typing import Any

from django.urls import URLPattern

from people.promotion import (
    applying_views,
    boards,
    endorsing_views,
    equality_views,
    grid,
    letter_views,
    my_board,
    outcomes,
    own,
    own_views,
    pool_views,
    publishing,
    set_up,
    views,
)

urlpatterns: list[URLPattern] = [*letter_views.urlpatterns, *my_board.urlpatterns]
urlpatterns += [*own.urlpatterns, *applying_views.urlpatterns, *own_views.urlpatterns, *endorsing_views.urlpatterns]


_TEAM = (set_up, boards, grid, outcomes, publishing, pool_views, views)


def section_urls(menu: Sequence[Any]) -> list[URLPattern]:
    """The pages of work of the section, with the menu that leads on from them."""
    return [url for each in _TEAM for url in each.section_urlpatterns] + equality_views.urls(menu)
