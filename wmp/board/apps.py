from django.apps import AppConfig


class BoardConfig(AppConfig):
    name = "wmp.board"
    label = "board"
