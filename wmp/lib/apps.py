from django.apps import AppConfig
from django.core import checks

from wmp.lib.encryption import keys_are_keys, keys_are_shared
from wmp.lib.working_days import holidays_run_out


class LibConfig(AppConfig):
    name = "wmp.lib"
    label = "lib"

    def ready(self) -> None:
        checks.register(holidays_run_out)
        checks.register(keys_are_keys, "encryption")
        checks.register(keys_are_shared, "encryption", deploy=True)
