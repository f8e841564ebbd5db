from django.apps import AppConfig
from django.urls import register_converter

from wmp.lib.converters import DayConverter, KeyConverter


class BoardConfig(AppConfig):
    name = "wmp.board"
    label = "board"

    def ready(self) -> None:
        """Days and figures' keys stand in the addresses of several of its families."""
        register_converter(DayConverter, "day")
        register_converter(KeyConverter, "key")
