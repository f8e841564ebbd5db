"""One thing done to many records of a list: chosen by ticking rows, shown and asked about, then done row by row.

    def give(case, *, by, to, note=""): ...  # refuses by IllegalMove or StaleMove, with a sentence

    class GiveForm(BulkForm):
        to = forms.ModelChoiceField(User.objects.none(), label="Officer")
        note = forms.CharField(required=False)

        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            self.fields["to"].queryset = officers(self.user)

    class CaseRegister(Register):
        bulk = (BulkAction("assign", "Assign to an officer", perform=give, form=GiveForm, roles=(LEAD,)),)

From this follow the boxes in front of the rows for those who have one of the roles, "Select all", the button, and the
page `<namespace>:<slug>-bulk-assign`, which wants its rule in tests/access.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path

from wmp.lib.access import Reader
from wmp.lib.forms import Form
from wmp.lib.marks import mark_of
from wmp.lib.registers.back import back_from
from wmp.lib.words import counted
from wmp.lib.workflow import IllegalMove, StaleMove

if TYPE_CHECKING:
    from wmp.lib.registers.register import Register

# More than anybody reads through before saying yes.
MOST_ROWS = 200
CHANGED = "It has been changed since you opened this page, so it was left as it is."
# What says no to one record; the others are done. Anything else ends the request and takes all of them back.
REFUSALS = (IllegalMove, StaleMove, ValidationError, PermissionDenied)


class BulkForm(Form):
    """What is asked before many records are changed. Its fields are the arguments of `perform`; none is called `row`,
    `chosen` or `back`."""

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)


@dataclass(frozen=True)
class BulkAction:
    """`perform(record, by=user, **what the form gave)` for each chosen record that its user may see.

    Each is done whole or, where `perform` raises one of `REFUSALS`, not at all; a sentence then says why. A record that
    was changed after the page showed it is refused before `perform`, so that sending the page twice does nothing twice.
    """

    slug: str
    text: str
    perform: Callable[..., Any]
    #: Who may: any of these roles, among those who may open the list.
    roles: Collection[str]
    form: type[BulkForm] = BulkForm
    intro: str = ""
    #: Called once with the records that were done, `by` and what the form gave, in the same transaction.
    after: Callable[..., Any] | None = None
    #: Foreign keys that `perform` reads.
    joins: Sequence[str] = ()
    #: Adds to the query of the chosen records what `perform` asks of each besides its fields, as annotations.
    adds: Callable[[models.QuerySet[Any]], models.QuerySet[Any]] | None = None
    #: Called with the chosen records before they are held: holds what their verbs hold first, so that of two people at
    #: the same records neither waits for the other for ever.
    before: Callable[[models.QuerySet[Any]], Any] | None = None


class Refusal(NamedTuple):
    """A record that was left as it is, and why."""

    key: int
    why: str


@transaction.atomic
def perform_all(
    action: BulkAction, records: Iterable[models.Model], marks: Mapping[int, str], *, by: Any, given: Mapping[str, Any]
) -> list[Refusal]:
    """Does `action` to each record, and returns those that it could not be done to."""
    refused, done = [], []
    for record in records:
        if marks[record.pk] != mark(record):
            refused.append(Refusal(record.pk, CHANGED))
            continue
        try:
            with transaction.atomic():
                action.perform(record, by=by, **given)
        except ValidationError as error:
            refused.append(Refusal(record.pk, " ".join(error.messages)))
        except REFUSALS as error:
            refused.append(Refusal(record.pk, str(error) or "You may not do this to it."))
        else:
            done.append(record)
    if action.after and done:
        action.after(done, by=by, **given)
    return refused


def mark(record: models.Model) -> str:
    """A record's values as they stand, shortened: what the page showed is told from what was changed since."""
    return mark_of(*(getattr(record, field.attname) for field in record._meta.concrete_fields))


class BulkPage:
    """The page that shows what was chosen, asks, and does it."""

    def __init__(self, register: "Register", action: BulkAction) -> None:
        self.register = register
        self.action = action

    @property
    def name(self) -> str:
        return f"{self.register.slug}-bulk-{self.action.slug}"

    @property
    def address(self) -> str:
        """What the address is called, for links."""
        return f"{self.register.namespace}:{self.name}"

    def url(self) -> URLPattern:
        return path(f"{self.register.slug}/bulk/{self.action.slug}/", self.view, name=self.name)

    def open_to(self, user: Reader) -> bool:
        return self.register.open_to(user) and user.has_role(*self.action.roles)

    def view(self, request: HttpRequest) -> HttpResponse:
        """Asks about the rows that were `chosen`; does it where they come back as `row`s from the page that asked."""
        reader: Any = request.user
        if not self.open_to(reader):
            raise PermissionDenied
        back = back_from(request, self.register.url)
        marks = _marks(request.POST.getlist("row"))
        keys = list(marks) or _keys(request.POST.getlist("chosen") or request.GET.getlist("chosen"))
        records = self._records(reader, keys, held=bool(marks))
        if not records:
            return self._rendered(request, "none", back, gone=len(keys))
        form = self.action.form(request.POST if marks else None, user=reader)
        if marks and form.is_valid():
            refused = perform_all(self.action, records, marks, by=reader, given=form.cleaned_data)
            return self._told(request, back, records, refused, gone=len(keys) - len(records))
        rows = [f"{record.pk}-{marks.get(record.pk) or mark(record)}" for record in records]
        return self._asks(request, back, records, form=form, rows=rows, gone=len(keys) - len(records))

    def _records(self, reader: Any, keys: Sequence[int], *, held: bool) -> list[models.Model]:
        """Those of the chosen records that `reader` may see; held until the request ends where they will be changed."""
        found = self.register.visible_to(reader).filter(pk__in=keys).select_related(*self.action.joins).order_by("pk")
        if held and self.action.before:
            self.action.before(found)
        if self.action.adds:
            found = self.action.adds(found)
        return list(found.select_for_update(of=("self",)) if held else found)

    def _asks(self, request: HttpRequest, back: str, records: Sequence[Any], **context: Any) -> HttpResponse:
        register, reader = self.register, cast(Any, request.user)
        look = register.look_of(register.usual)
        chosen = register.visible_to(reader).filter(pk__in=[record.pk for record in records])
        context |= {
            "head": [{"text": cell.heading, "numeric": cell.numeric} for cell in look.cells],
            "body": look.body(list(register.usual_order.applied(chosen).values_list("pk", *look.read))),
            "chosen": self._counted(len(records)),
        }
        return self._rendered(request, "asks", back, **context)

    def _told(
        self, request: HttpRequest, back: str, records: Sequence[Any], refused: Sequence[Refusal], *, gone: int
    ) -> HttpResponse:
        """Back to the list where all was done; else a page that says what was not, and why."""
        reader: Any = request.user
        done = len(records) - len(refused)
        if done and not refused and not gone:
            messages.success(request, f"{self.action.text}: done for {self._counted(done)}.")
            return redirect(back)
        first = self.register.cells[0]
        keys = [refusal.key for refusal in refused]
        named = dict(self.register.visible_to(reader).filter(pk__in=keys).values_list("pk", first.path))
        context = {
            "done": self._counted(done) if done else "",
            "refused": [
                {
                    "text": first.text(named.get(refusal.key)),
                    "url": f"{self.register.pages_base}{refusal.key}/" if self.register.has_pages else "",
                    "why": refusal.why,
                }
                for refusal in refused
            ],
            "left": self._counted(len(refused)),
            "gone": gone,
        }
        return self._rendered(request, "told", back, status=200 if done else 409, **context)

    def _counted(self, number: int) -> str:
        return counted(number, self.register.one, self.register.many)

    def _rendered(self, request: HttpRequest, part: str, back: str, status: int = 200, **context: Any) -> HttpResponse:
        of_every_part = {
            "title": self.action.text,
            "action": self.action,
            "register": self.register,
            "part": part,
            "breadcrumbs": [{"text": self.register.title, "url": back}],
            "back": back,
        }
        return render(request, "register/bulk.html", of_every_part | context, status=status)


def _keys(chosen: Sequence[str]) -> list[int]:
    """The chosen keys, each once. Raises BadRequest for what is none, and for too many."""
    if len(chosen) > MOST_ROWS:
        raise BadRequest(f"At most {MOST_ROWS} records can be changed at once.")
    if not all(key.isascii() and key.isdecimal() and len(key) < 19 for key in chosen):
        raise BadRequest("A row is chosen by its record's key.")
    return list(dict.fromkeys(map(int, chosen)))


def _marks(rows: Sequence[str]) -> dict[int, str]:
    """What the page that asked knew of each row: key and mark."""
    known = {key: mark for key, _, mark in (row.partition("-") for row in rows)}
    return dict(zip(_keys(list(known)), known.values(), strict=True))
