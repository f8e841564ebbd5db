"""A form whose page keeps a draft.

    form = CallForm(request.POST or None)
    drafting.keep(request, form)            # before the form is validated; fills it with what was typed before
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            form.save()
            drafting.forget(form)
        ...
    return render(request, "form.html", {"form": form, ...})

The pages of records (wmp.lib.records) do this by themselves, and form.html draws what belongs to it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django import forms as django_forms
from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict

from wmp.lib import clock
from wmp.lib.drafts import Draft, Ticket
from wmp.lib.editing import GUARD
from wmp.lib.forms import Dressed
from wmp.lib.words import at_moment

LONGEST_ADDRESS = 200


@dataclass(frozen=True)
class Kept:
    """A form's draft, as its page shows it. `fields` is what was typed before, `at` when."""

    ticket: Ticket
    at: datetime | None = None
    fields: Mapping[str, list[str]] = field(default_factory=dict)

    @property
    def token(self) -> str:
        return self.ticket.token

    @property
    def when(self) -> str:
        """`at 14:05`; "" where nothing was kept."""
        return at_moment(clock.shown(self.at), clock.today()) if self.at else ""


def keep(request: HttpRequest, form: Dressed) -> None:
    """Lets the page of `form` keep a draft, and fills a form not sent yet with the one that its reader has.

    Before the form is validated. Does nothing for an address that is too long to keep.
    """
    form.draft = keep_fields(request, _names(form), opens=not form.is_bound)
    if form.draft and form.draft.at:
        _fill(form, form.draft.fields)


def keep_fields(request: HttpRequest, names: Iterable[str], *, opens: bool) -> Kept | None:
    """The same for a page whose boxes are no form of Django's: what it is to be filled with, where it `opens`."""
    reader: Any = request.user
    page = request.get_full_path()
    if len(page) > LONGEST_ADDRESS:
        return None
    draft = Draft.objects.visible_to(reader).filter(page=page).first() if opens else None
    ticket = Ticket(reader.pk, page, tuple(names))
    return Kept(ticket, draft.saved_at, draft.fields) if draft else Kept(ticket)


def forget(form: Dressed) -> None:
    """What the form held is saved. In the same transaction as that."""
    if form.draft:
        form.draft.ticket.discard()


def has_long_text(form: django_forms.BaseForm) -> bool:
    return any(isinstance(each.widget, django_forms.Textarea) for each in form.fields.values())


def _kept_fields(form: django_forms.BaseForm) -> Iterator[str]:
    """Fields that people type into, and the mark of what a record's form was opened with."""
    for name, each in form.fields.items():
        widget = each.widget
        secret = isinstance(widget, django_forms.PasswordInput | django_forms.FileInput)
        if name == GUARD or not (secret or widget.is_hidden or each.disabled):
            yield name


def _names(form: django_forms.BaseForm) -> Iterator[str]:
    """The names under which they are sent."""
    for name in _kept_fields(form):
        widget: Any = form.fields[name].widget
        suffixes: Iterable[str] = getattr(widget, "widgets_names", [""])  # one for each box of several
        yield from (form.add_prefix(name) + suffix for suffix in suffixes)


def _fill(form: django_forms.BaseForm, fields: Mapping[str, list[str]]) -> None:
    """As first values and not as if it were sent: nobody wants to be told what is missing in what they began."""
    sent = MultiValueDict(fields)
    for name in _kept_fields(form):
        widget = form.fields[name].widget
        sent_as = form.add_prefix(name)
        if not widget.value_omitted_from_data(sent, {}, sent_as):
            form.initial[name] = widget.value_from_datadict(sent, MultiValueDict(), sent_as)
