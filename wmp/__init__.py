"""The project: settings, building blocks (wmp.lib), the board paper on top (wmp.board), the demo force (wmp.demo)."""

from wmp.celery import app as celery_app

__all__ = ["celery_app"]
