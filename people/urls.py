"""Addresses of the people app."""

from people.registers import REGISTERS

app_name = "people"
urlpatterns = [url for register in REGISTERS for url in register.urls()]
