from django.apps import AppConfig


class LibConfig(AppConfig):
    name = "wmp.lib"
    label = "lib"
