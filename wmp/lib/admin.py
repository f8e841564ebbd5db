"""What every admin page stands on: it begins at what the administrator may see, and asks for a role, not for flags."""

from typing import Any

from django.contrib.admin import ModelAdmin
from django.db.models import QuerySet
from django.http import HttpRequest

from wmp.lib.access import ScopedQuerySet


class RoleAdmin(ModelAdmin):
    """Reference data and accounts, for those who have one of `roles`. A superuser has no more right than that.

    A scoped model registered here shows what `visible_to` grants and nothing else, in lists as in choices.
    """

    roles: tuple[str, ...] = ()

    def _allowed(self, request: HttpRequest) -> bool:
        user: Any = request.user
        return bool(user.is_active and user.has_role(*self.roles))

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self._allowed(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._allowed(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._allowed(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._allowed(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._allowed(request)

    def get_deleted_objects(
        self, objs: Any, request: HttpRequest
    ) -> tuple[list[Any], dict[str, int], set[str], list[Any]]:
        """How many records stand in the way of a deletion and not which: an administrator may not see them."""
        _, counts, missing, in_the_way = super().get_deleted_objects(objs, request)
        protected = [f"Records that name it: {len(in_the_way)}"] if in_the_way else []
        return [str(each) for each in objs], counts, missing, protected

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        queryset = super().get_queryset(request)
        return queryset.visible_to(request.user) if isinstance(queryset, ScopedQuerySet) else queryset
