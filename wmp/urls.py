"""Every address of the site. tests/test_access_matrix.py holds a rule for each."""

from django.contrib import admin
from django.urls import path

urlpatterns = [
    path("admin/", admin.site.urls),
]
