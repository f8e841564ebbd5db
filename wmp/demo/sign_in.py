"""The sign-in page of a demo force, which names the accounts there are."""

from typing import Any

from django.contrib.auth.views import LoginView

from wmp.demo.cast import CAST, PASSWORD


class DemoSignIn(LoginView):
    """Lists the cast and the password they share. Served in demo mode only."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        cast = [{"username": member.username, "who": f"{member.name}, {member.part}"} for member in CAST]
        return super().get_context_data(**kwargs, cast=cast, cast_password=PASSWORD)
