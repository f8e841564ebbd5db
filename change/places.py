"""The pages of work of the change app, as they stand beside the registers in the menu of their section."""

from functools import partial

from wmp.lib.places import Place

_place = partial(Place, namespace="change")
