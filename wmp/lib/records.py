"""The page of one record, with the pages of its verbs, its parts and its form.

Every record reads the same way from top to bottom: who or what, where it stands and whose turn, the one next action,
its parts, the facts, what happened. A family says what stands there; finding the record, logging that it was read,
asking before a verb and refusing a stale one are done here once.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse

from wmp.lib import drafting
from wmp.lib.acts import NOTHING_TRIED
from wmp.lib.audit import log_read
from wmp.lib.editing import RecordForm, hold
from wmp.lib.registers import Register, asked
from wmp.lib.timeline import Event, events_of
from wmp.lib.verbs import Verb
from wmp.lib.words import within
from wmp.lib.workflow import IllegalMove, StaleMove


@dataclass(frozen=True)
class Fact:
    """One line of a summary list."""

    label: str
    value: Any
    url: str = ""


@dataclass(frozen=True)
class Part:
    """Other records that belong to this one, as a register within its page. `by` is the path back to the record."""

    slug: str
    text: str
    register: Register
    by: str
    #: Are there enough of them to search and filter?
    many: bool = True
    #: The address at which one is added to the record, for those who may change it.
    add: str = ""


class RecordPage:
    """The page of the records of one register. Families override what they have something to say about."""

    register: ClassVar[Register]
    template: ClassVar[str] = "record.html"
    #: Foreign keys that the page names: read with the record.
    joins: ClassVar[Sequence[str]] = ()
    #: Is every reading of such a record kept? So for records about people.
    logs_reads: ClassVar[bool] = True
    #: The colour of each status.
    colours: ClassVar[Mapping[str, str]] = {}
    verbs: ClassVar[Sequence[Verb]] = ()
    #: Adds and changes such records, for the register's `editors`.
    form: ClassVar[type[RecordForm] | None] = None
    #: What the address of a record may ask besides. Anything else is refused, as lists refuse it.
    asks: ClassVar[Sequence[str]] = ()
    #: Is what is typed into its forms, and into reasons for its verbs, kept until it is saved?
    keeps_draft: ClassVar[bool] = True

    def __init__(self, parts: Sequence[Part] = ()) -> None:
        """`parts` come from the app's root, since they may be registers of other families."""
        self.parts = parts

    # --- what a family says ---

    def title(self, record: Any) -> str:
        return str(record)

    def caption(self, record: Any) -> str:
        name = str(record._meta.verbose_name)
        return name[:1].upper() + name[1:]

    def standing(self, record: Any) -> Mapping[str, str] | None:
        """Where the record stands: {text, colour}."""
        if not hasattr(record, "status"):
            return None
        return {"text": record.get_status_display(), "colour": self.colours.get(record.status, "grey")}

    def turn(self, record: Any, user: Any) -> str:
        """Whose turn it is, in a sentence; "" where nobody has to do anything."""
        return ""

    def facts(self, record: Any, user: Any) -> Sequence[Fact]:
        return []

    def fact_groups(self, record: Any, user: Any) -> Sequence[Mapping[str, Any]]:
        """Further facts under headings of their own: {title, rows}."""
        return []

    def may_move(self, record: Any, user: Any) -> bool:
        """May `user` use the verbs on this record?"""
        return self.may_change(record, user)

    def may_use(self, verb: Verb, record: Any, user: Any) -> bool:
        """May `user` use this one, where not all of them are for the same people?"""
        return self.may_move(record, user)

    def refused(self, verb: Verb, record: Any, user: Any) -> str:
        """Why nobody can use this one yet, in a sentence, though the record stands where it fits; "" where they can."""
        return ""

    def intro(self, verb: Verb, record: Any) -> str:
        """What the page of a verb says before it asks."""
        return verb.intro

    def notice(self, verb: Verb, record: Any, user: Any) -> Mapping[str, str] | None:
        """What the page of a verb says besides, of what is worth a look before: {text, url, link_text}."""
        return None

    def may_change(self, record: Any, user: Any) -> bool:
        """May `user` edit this record? Where it stands is asked apart: see `obstacle`."""
        return self.register.may_edit(user)

    def obstacle(self, record: Any) -> str:
        """Why the record cannot be edited where it stands, in a sentence; "" where it can.

        Its form answers 409 then, with what was typed: it may have moved since the form was opened.
        """
        return ""

    def obstacle_for(self, record: Any, user: Any) -> str:
        """The same, where it is not the same for everybody who may edit it."""
        return self.obstacle(record)

    def sees_reasons(self, record: Any, user: Any) -> bool:
        """May `user` read why the record was moved?"""
        return True

    def actions(self, record: Any, user: Any) -> list[Mapping[str, Any]]:
        """What this reader can do here, {text, url, post, kind}: the first is the next action."""
        found: list[Mapping[str, Any]] = []
        fitting = [verb for verb in self.verbs if verb.fits(record) and self.may_use(verb, record, user)]
        found += [self.action_of(verb, record) for verb in fitting if not self.refused(verb, record, user)]
        if self.form and self.may_change(record, user) and not self.obstacle_for(record, user):
            found.append({"text": "Change details", "url": self.address(record, "change"), "kind": "secondary"})
        return found

    def action_of(self, verb: Verb, record: Any) -> Mapping[str, Any]:
        kind = "warning" if verb.danger else ""
        return {"text": verb.text, "url": self.address(record, verb.slug), "kind": kind}

    def begins_with(self, verb: Verb, record: Any) -> Mapping[str, Any]:
        """What stands in the form of a verb when it is opened."""
        return {}

    def mark(self, record: Any, user: Any) -> str:
        """What a verb's page remembers of where the record stood when it was opened: a form with another is stale."""
        return str(record.status)

    def move(self, record: Any, verb: Verb, *, by: Any, **given: Any) -> None:
        """Does a verb. For families to say where more is done with it than the record knows of."""
        getattr(record, verb.method)(by=by, **given)

    def context(self, request: HttpRequest, record: Any) -> Mapping[str, Any]:
        """What else the page's template says."""
        return {}

    def events(self, record: Any, user: Any) -> Sequence[Event]:
        return events_of(record, reasons=self.sees_reasons(record, user))

    # --- addresses ---

    def urls(self) -> list[URLPattern]:
        """The record's page; one page for each verb and part; and its form."""
        slug = self.register.slug
        found = [path(f"{slug}/<int:pk>/", self.view, name=f"{slug}-detail")]
        for verb in self.verbs:
            found.append(path(f"{slug}/<int:pk>/{verb.slug}/", self._verb_view(verb), name=f"{slug}-{verb.slug}"))
        for part in self.parts:
            found.append(path(f"{slug}/<int:pk>/{part.slug}/", self._part_view(part), name=f"{slug}-{part.slug}"))
        if self.form:
            found.append(path(f"{slug}/new/", self.add, name=f"{slug}-new"))
            found.append(path(f"{slug}/<int:pk>/change/", self.change, name=f"{slug}-change"))
        return found

    def address(self, record: Any, page: str = "detail") -> str:
        return reverse(f"{self.register.namespace}:{self.register.slug}-{page}", args=[record.pk])

    # --- answering ---

    def seen_by(self, reader: Any) -> Any:
        """The records that the reader may see, with what the page says of each beside its fields."""
        return self.register.visible_to(reader)

    def find(self, request: HttpRequest, pk: int) -> Any:
        """The record, if the reader may see it, and the note that it was read. Raises Http404."""
        reader: Any = request.user
        record = get_object_or_404(self.seen_by(reader).select_related(*self.joins), pk=pk)
        if self.logs_reads:
            log_read(reader, record)
        return record

    def view(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        asked.only(request.GET, *self.asks)
        record = self.find(request, pk)
        user = request.user
        actions = self.actions(record, user)
        context = {
            "record": record,
            "title": self.title(record),
            "caption": self.caption(record),
            "breadcrumbs": self._breadcrumbs(),
            "status": self.standing(record),
            "turn": self.turn(record, user),
            "next_action": actions[0] if actions else None,
            "other_actions": actions[1:],
            "parts": self._parts(record, "detail", user),
            "facts": self.facts(record, user),
            "fact_groups": self.fact_groups(record, user),
            "events": self.events(record, user),
            **self.context(request, record),
        }
        return render(request, self.template, context)

    def _breadcrumbs(self) -> list[Mapping[str, str]]:
        return [{"text": self.register.title, "url": self.register.url}]

    def _parts(self, record: Any, current: str, reader: Any) -> list[Mapping[str, Any]]:
        """The parts that the reader may open, after the record itself."""
        parts = [part for part in self.parts if part.register.open_to(reader)]
        if not parts:
            return []
        pages = [("detail", "Record"), *((part.slug, part.text) for part in parts)]
        return [{"text": text, "url": self.address(record, page), "current": page == current} for page, text in pages]

    def _part_view(self, part: Part) -> Callable[..., HttpResponseBase]:
        def view(request: HttpRequest, pk: int) -> HttpResponseBase:
            record = self.find(request, pk)
            reader: Any = request.user
            if not part.register.open_to(reader):
                raise PermissionDenied
            return part.register.respond(
                request,
                part.register.visible_to(reader).filter(**{part.by: record}),
                title=f"{part.text}: {self.title(record)}",
                heading=self.title(record),
                caption=self.caption(record),
                narrows=part.many,
                parts=self._parts(record, part.slug, reader),
                breadcrumbs=self._breadcrumbs(),
                part_add_url=self._add_url(part, record, reader),
            )

        return view

    def _add_url(self, part: Part, record: Any, reader: Any) -> str:
        adds = part.add and self.may_change(record, reader) and not self.obstacle_for(record, reader)
        return reverse(part.add, args=[record.pk]) if adds else ""

    def _verb_view(self, verb: Verb) -> Callable[..., HttpResponseBase]:
        def view(request: HttpRequest, pk: int) -> HttpResponseBase:
            asked.only(request.GET)
            record = self.find(request, pk)
            if not self.may_use(verb, record, request.user):
                raise PermissionDenied
            return self._move(request, record, verb)

        return view

    def _move(self, request: HttpRequest, record: Any, verb: Verb) -> HttpResponse:
        """Asks, then moves. A record that is not where the reader saw it is left alone: 409 and a sentence."""
        mark = self.mark(record, request.user)
        form = verb.form(request.POST or None, initial={**self.begins_with(verb, record), "seen": mark})
        if self.keeps_draft and drafting.has_long_text(form):
            drafting.keep(request, form)
        stands = f"It is {within(record.get_status_display())} now."
        trouble = self.refused(verb, record, request.user) if verb.fits(record) else stands
        if request.method == "POST" and not trouble and form.is_valid():
            try:
                if form.cleaned_data["seen"] != mark:
                    raise StaleMove("It has been changed by someone else since you opened this page.")
                with transaction.atomic():
                    self.move(record, verb, by=request.user, **form.given)
                    drafting.forget(form)
            except (IllegalMove, StaleMove) as error:
                trouble = str(error)
            except IntegrityError as error:
                form.add_error(None, sentence_for(error, record))
            else:
                done = verb.done or f"is now {within(record.get_status_display())}"
                messages.success(request, f"{self.title(record)} {done}.")
                return redirect(self.address(record))
        context: dict[str, Any] = {
            "title": verb.text,
            "caption": self.title(record),
            "intro": self.intro(verb, record),
            "notice": None if trouble else self.notice(verb, record, request.user),
            "form": form,
            "submit": verb.text,
            "danger": verb.danger,
            "cancel_url": self.address(record),
            "back_url": self.address(record),
            "trouble": trouble,
        }
        if trouble and request.method != "POST":
            context |= NOTHING_TRIED
        return render(request, "records/verb.html", context, status=409 if trouble else 200)

    # --- adding and changing ---

    def add(self, request: HttpRequest) -> HttpResponseBase:
        asked.only(request.GET)
        reader: Any = request.user
        if not self.register.may_edit(reader):
            raise PermissionDenied
        record = self.register.model()
        return self._fill(request, record, title=self.register.add_words, back=self.register.url)

    def change(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        asked.only(request.GET)
        reader: Any = request.user
        hold(request, self.register.visible_to(reader), pk)
        record = self.find(request, pk)
        if not self.may_change(record, request.user):
            raise PermissionDenied
        return self._fill(request, record, title="Change details", back=self.address(record))

    def _fill(self, request: HttpRequest, record: Any, *, title: str, back: str) -> HttpResponse:
        if self.form is None:
            raise PermissionDenied
        caption = self.title(record) if record.pk else ""
        form = self.form(request.POST or None, instance=record, user=request.user)
        trouble = self.obstacle_for(record, request.user) if record.pk else ""
        saved, trouble = save_form(request, form, trouble=trouble, keeps_draft=self.keeps_draft)
        if saved:
            messages.success(request, f"{self.title(saved)}: saved. {form.left}".strip())
            return redirect(self.address(saved))
        context = {"title": title, "caption": caption, "form": form, "cancel_url": back, "back_url": back}
        context["trouble"] = trouble
        return render(request, "form.html", context, status=409 if form.asks or trouble else 200)


def save_form(
    request: HttpRequest, form: RecordForm, *, trouble: str = "", keeps_draft: bool = True
) -> tuple[Any, str]:
    """Saves a form that was sent and may be, and says what was saved (None where nothing was) and what is in the way.

    `trouble` is why nothing can be saved here now. What was typed is kept until it is saved, and what the database
    refuses is said in the words of its constraint.
    """
    if keeps_draft:
        drafting.keep(request, form)
    if request.method != "POST" or trouble or not form.is_valid():
        return None, trouble
    try:
        with transaction.atomic():
            saved = form.save()
            drafting.forget(form)
    except (IllegalMove, StaleMove) as error:
        return None, str(error)
    except IntegrityError as error:
        form.add_error(None, sentence_for(error, form.instance))
        return None, ""
    return saved, ""


def sentence_for(error: IntegrityError, record: Any) -> str:
    """What the database refused, in the words of the constraint. Raises the error where it has none."""
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    for constraint in record._meta.concrete_model._meta.constraints:
        if constraint.name == name and constraint.violation_error_message:
            return str(constraint.violation_error_message)
    for field in record._meta.fields:
        # Two people may save the same name at once: both pass the form, and the database takes the first.
        if field.unique and name == f"{record._meta.db_table}_{field.column}_key":
            return str(record.unique_error_message(type(record), (field.name,)).messages[0])
    raise error
