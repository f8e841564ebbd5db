"""`make stop`: end what `make run` started, and the embedded servers, of this VAR_DIR."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from wmp.lib import embedded
from wmp.lib.supervisor import Presence

SECONDS = 30.0


class Command(BaseCommand):
    help = "Stop what make run started, and the embedded servers of this VAR_DIR. The records stay."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        stopped = Presence(settings.VAR_DIR).stop_other(SECONDS)
        if stopped is False:
            raise CommandError(
                f"The process of make run did not end in {SECONDS:.0f} seconds. End it, then repeat this."
            )
        if stopped:
            self.stdout.write("Stopped web, worker and beat.")
        try:
            # Those of make test too, which a killed run leaves behind.
            folders = [settings.VAR_DIR, settings.VAR_DIR / "test"]
            servers = [embedded.stop(folder, say=self.stdout.write) for folder in folders]
        except embedded.EmbeddedError as error:
            raise CommandError(str(error)) from error
        if not (stopped or any(servers)):
            self.stdout.write(f"Nothing of {settings.VAR_DIR} was running.")
