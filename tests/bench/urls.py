"""The product's addresses, and plainref beside them."""

from django.urls import path

from tests.bench import plain_grid, plain_moderation, plainref
from wmp.urls import urlpatterns as product

urlpatterns = [
    *product,
    path("plainref/posts/", plainref.posts),
    path("plainref/people/", plainref.people),
    path("plainref/cases/", plainref.cases),
    path("plainref/case/<int:pk>/", plainref.case),
    path("plainref/form/", plainref.form),
    path("plainref/nothing/", plainref.nothing),
    path("plainref/grid/<int:year>/", plain_grid.grid),
    path("plainref/panel/<int:pk>/", plain_moderation.panel),
]
