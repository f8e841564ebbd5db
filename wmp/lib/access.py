"""What "visible" means: querysets that refuse to answer until somebody's view of them is stated.

A scoped queryset may be built freely, but reading, counting or changing it raises `ScopeError` unless it came through
`visible_to(user)`, or through `unscoped()`, which is kept for the modules that a test lists (figures, extracts, runs).
The reverse side of a foreign key is scoped in the same way, and so are form choices and admin lists, because Django
builds all of them from the model's default manager.

Rules are additive grants: a role yields one more condition under which a row may be seen and never takes one away.
"""

from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, ClassVar, Protocol, Self, TypeVar, cast

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.constants import LOOKUP_SEP

from wmp.lib.words import one_of, spoken_list, within

M = TypeVar("M", bound=models.Model)
Method = TypeVar("Method", bound=Callable[..., Any])


class Reader(Protocol):
    """Somebody who signed in, as far as access rules need to know them."""

    pk: Any
    is_active: bool

    def has_role(self, *roles: str) -> bool: ...

    @property
    def may_audit(self) -> bool: ...


# A grant of every row. Compared by identity.
EVERYTHING = Q()

_checking_constraints: ContextVar[bool] = ContextVar("checking_constraints", default=False)


class ScopeError(RuntimeError):
    """A scoped queryset was asked for rows before anyone said for whom."""


def _changes_rows(method: Method) -> Method:
    """Keeps templates from calling it, and a manager from offering it for the whole table, as Django's own do."""
    marked = cast(Any, method)
    marked.alters_data = marked.queryset_only = True
    return method


def _not_for_templates(method: Method) -> Method:
    """A template would call it by naming it, and no test of imports reads templates."""
    cast(Any, method).do_not_call_in_templates = True
    return method


class ScopedQuerySet(models.QuerySet[M]):
    """A queryset of records that not everyone may see. Each model's own subclass states its `grants`."""

    _scope_stated = False

    def grants(self, user: Reader) -> Iterable[Q]:
        """The conditions under each of which `user` may see a row; `EVERYTHING` for all rows. None means no row."""
        raise NotImplementedError

    def visible_to(self, user: Any) -> Self:
        """The rows that `user` may see. An inactive or anonymous user sees none."""
        if not (user.is_authenticated and user.is_active):
            return self._stated().none()
        granted: Q | None = None
        for grant in self.grants(user):
            if grant is EVERYTHING:
                return self._stated()
            granted = grant if granted is None else granted | grant
        return self._stated().none() if granted is None else self._stated().filter(granted)

    @_not_for_templates
    def unscoped(self) -> Self:
        """Every row, for work that is nobody's view: computing figures, loading extracts."""
        return self._stated()

    def _stated(self) -> Self:
        stated = self.all()
        stated._scope_stated = True
        return stated

    def _require_scope(self) -> None:
        if not (self._scope_stated or _checking_constraints.get()):
            raise ScopeError(
                f"{self.model._meta.label} was read without visible_to(user). "
                "Say whose view this is, or call unscoped() in a module that may."
            )

    def _clone(self) -> Self:
        clone = cast(Any, super())._clone()
        clone._scope_stated = self._scope_stated
        return clone

    def _fetch_all(self) -> None:
        if self._result_cache is None:
            self._require_scope()
        super()._fetch_all()

    def iterator(self, *args: Any, **kwargs: Any) -> Iterator[M]:
        self._require_scope()
        return super().iterator(*args, **kwargs)

    def aiterator(self, *args: Any, **kwargs: Any) -> AsyncIterator[M]:
        self._require_scope()
        return super().aiterator(*args, **kwargs)

    def explain(self, *args: Any, **kwargs: Any) -> str:
        """Raises ScopeError as counting does: a plan tells how many rows there are."""
        self._require_scope()
        return super().explain(*args, **kwargs)

    def raw(self, *args: Any, **kwargs: Any) -> Any:
        """Refused: whatever was stated before, SQL written by hand reads past it."""
        raise ScopeError(f"{self.model._meta.label}: raw SQL reads past visible_to(user).")

    def count(self) -> int:
        self._require_scope()
        return super().count()

    def exists(self) -> bool:
        self._require_scope()
        return super().exists()

    def aggregate(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        self._require_scope()
        return super().aggregate(*args, **kwargs)

    def bulk_create(self, objs: Iterable[M], *args: Any, **kwargs: Any) -> list[M]:
        """Rows may be added by anybody's leave; changing those that are there already needs a scope."""
        if kwargs.get("update_conflicts"):
            self._require_scope()
        return super().bulk_create(objs, *args, **kwargs)

    @_changes_rows
    def update(self, **kwargs: Any) -> int:
        self._require_scope()
        return super().update(**kwargs)

    @_changes_rows
    def delete(self) -> tuple[int, dict[str, int]]:
        self._require_scope()
        return super().delete()

    def __or__(self, other: models.QuerySet[M]) -> Self:
        return self._joined(super().__or__(other), other)

    def __xor__(self, other: models.QuerySet[M]) -> Self:
        return self._joined(super().__xor__(other), other)

    def union(self, *other_qs: Any, all: bool = False) -> Any:
        return self._joined(super().union(*other_qs, all=all), *other_qs)

    def _joined(self, result: Any, *others: models.QuerySet[M]) -> Any:
        """Rows of two querysets together are stated only where both were."""
        stated = all(getattr(each, "_scope_stated", False) for each in (self, *others))
        joined = result.all()  # where one of them is empty, the result is the other one itself
        if isinstance(joined, ScopedQuerySet):
            joined._scope_stated = stated
        elif not stated:
            # Of slices Django makes a queryset of the base manager, which would answer anybody.
            raise ScopeError(f"{self.model._meta.label}: slices can be put together once visible_to(user) is stated.")
        return joined


class ScopedModel(models.Model):
    """A record with an access rule. `objects` must be made from a `ScopedQuerySet` of its own."""

    # Fewer people may read a classified table than the record it belongs to; no list shows its values by person.
    classified: ClassVar[bool] = False
    # Would it tell whom a record is about something too early that somebody reads it? They learn of its readings then
    # once they may see the record itself: see `wmp.lib.audit.ReadLog`.
    readings_told_when_seen: ClassVar[bool] = False

    class Meta:
        abstract = True

    def account_concerned(self) -> Any:
        """The key of the account of whom the record is about, who may see its readings. None where it is nobody's."""
        return None

    def validate_unique(self, exclude: Any = None) -> None:
        with _constraints_checked():
            super().validate_unique(exclude)

    def validate_constraints(self, exclude: Any = None) -> None:
        with _constraints_checked():
            super().validate_constraints(exclude)

    def unique_error_message(self, model_class: type[models.Model], unique_check: Any) -> ValidationError:
        """`There is a benefit with this number already: B1.` Forms, the admin and what the database refuses say it."""
        fields = [self._meta.get_field(name) for name in unique_check]
        names = spoken_list(within(str(getattr(field, "verbose_name", field.name))) for field in fields)
        typed = getattr(self, unique_check[0]) if len(unique_check) == 1 else None
        what = f": {typed}" if isinstance(typed, str | int) else ""
        kind = one_of(str(self._meta.verbose_name))
        return ValidationError(f"There is {kind} with this {names} already{what}.", code="unique")


@contextmanager
def _constraints_checked() -> Iterator[None]:
    """Django asks the default manager whether a key is taken. The answer says the same for a row one may not see."""
    token = _checking_constraints.set(True)
    try:
        yield
    finally:
        _checking_constraints.reset(token)


def touches_classified(model: type[models.Model], condition: Q | str) -> bool:
    """Does a lookup path, or any path within a condition, pass through a classified table?

    >>> touches_classified(Post, "person__equality__gender")  # doctest: +SKIP
    True
    """
    if isinstance(condition, str):
        return any(getattr(step, "classified", False) for step in _models_along(model, condition))
    return any(_child_touches_classified(model, child) for child in condition.children)


def _child_touches_classified(model: type[models.Model], child: Any) -> bool:
    if isinstance(child, Q):
        return touches_classified(model, child)
    # An expression, alone or compared with, cannot be read here: treat it as classified rather than guess.
    if not isinstance(child, tuple) or (hasattr(child[1], "resolve_expression") and not isinstance(child[1], F)):
        return True
    lookup, value = child
    paths = [lookup, cast(Any, value).name] if isinstance(value, F) else [lookup]
    return any(touches_classified(model, path) for path in paths)


def _models_along(model: type[models.Model], path: str) -> Iterator[type[models.Model]]:
    """The models that a lookup path visits, `model` first. Transforms at its end (`__lte`, `__year`) are left alone."""
    yield model
    for name in path.split(LOOKUP_SEP):
        if name == "pk":
            return
        try:
            related = model._meta.get_field(name).related_model
        except FieldDoesNotExist:
            return
        if not isinstance(related, type):
            return
        model = related
        yield model
