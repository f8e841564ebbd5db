"""A moderation panel as a record: who sits, which departments, and the days between which it is open."""

from collections.abc import Sequence
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST

from people.performance.choices import PanelStatus, YearStatus
from people.performance.moderation_registers import LEADS, PANEL_COLOURS, PANELS
from people.performance.panels import ModerationPanel, PanelMember
from people.performance.seat_history import called, seat_events
from people.performance.seating import seat, unseat
from people.requests import Request
from people.roles import Role
from people.workforce.accounts_found import Finder
from people.workforce.models import User
from people.workforce.seats import MemberForm
from wmp.lib.acts import perform
from wmp.lib.days import months_after
from wmp.lib.keys import key_of
from wmp.lib.records import Fact, RecordForm, RecordPage
from wmp.lib.timeline import Event, said
from wmp.lib.verbs import ReasonForm, Verb
from wmp.lib.words import long_day, spoken_list
from wmp.lib.workflow import IllegalMove

# The performance lead may sit on a panel as well.
FINDER = Finder("people.performance.panels", oneself=True)


class PanelForm(RecordForm):
    """Members are added on the panel's page."""

    class Meta:
        model = ModerationPanel
        fields = ["year", "name", "held_on", "departments"]
        widgets = {"departments": django_forms.CheckboxSelectMultiple}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        year: Any = self.fields["year"]
        year.queryset = year.queryset.filter(status__in=[YearStatus.SET_UP, YearStatus.OPEN])
        if self.instance.pk:
            # Its decisions are about that year.
            del self.fields["year"]

    def clean(self) -> dict[str, Any]:
        """A panel sits while its year runs or in the year after it."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        year = self.instance.year if self.instance.pk else cleaned.get("year")
        held_on = cleaned.get("held_on")
        if year and held_on:
            last = months_after(year.ends_on, 12)
            if not year.starts_on <= held_on <= last:
                words = (
                    f"The panel sits from {long_day(year.starts_on)} to {long_day(last)}: in the year or the one after"
                )
                self.add_error("held_on", words)
        return cleaned


class PanelPage(RecordPage):
    register = PANELS
    joins = ("year",)
    logs_reads = False
    colours = PANEL_COLOURS
    form = PanelForm
    template = "people/performance/panel.html"
    verbs = (
        Verb(
            "close", "Close the panel", "closed", intro="Its members see the ratings no more. The minutes stay theirs."
        ),
        Verb("reopen", "Reopen the panel", "open", ReasonForm, intro="Its members see what is under moderation again."),
    )

    def title(self, record: ModerationPanel) -> str:
        return record.name

    def caption(self, record: ModerationPanel) -> str:
        return f"Moderation panel, {record.year}"

    def may_move(self, record: ModerationPanel, user: User) -> bool:
        return user.has_role(Role.PERFORMANCE_LEAD)

    may_change = may_move

    def obstacle(self, record: ModerationPanel) -> str:
        return "It is closed. Reopen it to change it." if record.status == PanelStatus.CLOSED else ""

    def actions(self, record: ModerationPanel, user: User) -> list[Any]:
        work = {"text": "Moderation", "url": reverse("people:moderation", args=[record.pk])}
        others = [{**each, "kind": "secondary"} for each in super().actions(record, user)]
        return [work, *others]

    def facts(self, record: ModerationPanel, user: User) -> Sequence[Fact]:
        departments = [str(each) for each in record.departments.all()]
        return [
            Fact("Sits on", said(record.held_on)),
            Fact("Departments", spoken_list(departments) if departments else "None yet"),
        ]

    def events(self, record: ModerationPanel, user: User) -> Sequence[Event]:
        """With who came to sit on it, and who was taken off."""
        found = [*super().events(record, user), *seat_events(record)]
        return sorted(found, key=lambda event: event.at, reverse=True)

    def context(self, request: Any, record: ModerationPanel) -> dict[str, Any]:
        return {"members": members_of(record, request.user), "may_seat": not self.obstacle(record)}


PAGE = PanelPage()


# --- members ---


def members_of(panel: ModerationPanel, reader: Any) -> list[PanelMember]:
    """The chair first. One query."""
    seen: Any = PanelMember.objects.visible_to(reader).filter(panel=panel).select_related("user")
    return list(seen.order_by("-chairs", "user__last_name", "user__first_name", "pk"))


class PanelMemberForm(MemberForm):
    finder = FINDER
    picks_at = "people:moderation-pick-members"
    question = "Who sits on the panel?"

    chairs = django_forms.BooleanField(label="Chairs the panel", required=False)


def pick_members(request: Request) -> JsonResponse:
    if not request.user.has_role(*LEADS):
        raise PermissionDenied
    return FINDER.offered(request)


def _panel(request: Request, pk: int) -> ModerationPanel:
    panel: ModerationPanel = get_object_or_404(PANELS.visible_to(request.user).select_related("year"), pk=pk)
    return panel


def add_member(request: Request, pk: int) -> HttpResponse:
    panel = _panel(request, pk)
    form = PanelMemberForm(request.POST or None, user=request.user)

    def do() -> str:
        member = seat(panel, form.cleaned_data["who"], by=request.user, chairs=form.cleaned_data["chairs"])
        return f"{called(member.user)} sits on the panel now."

    return perform(
        request,
        form,
        do,
        title="Add a member",
        caption=str(panel),
        submit="Add member",
        back=PAGE.address(panel),
        refused=PAGE.obstacle(panel),
    )


@require_POST
def change_member(request: Request, pk: int) -> HttpResponse:
    """One click beside a member: `chair` makes them the chair, `remove` takes them off."""
    panel = _panel(request, pk)
    user = get_object_or_404(User.objects.filter(pk__in=panel.members.values("pk")), pk=_sent(request))
    name = called(user)
    try:
        if "chair" in request.POST:
            seat(panel, user, by=request.user, chairs=True)
            messages.success(request, f"{name} chairs the panel now.")
        else:
            unseat(panel, user, by=request.user)
            messages.success(request, f"{name} does not sit on the panel any more.")
    except IllegalMove as error:
        messages.error(request, str(error))
    return redirect(PAGE.address(panel))


def _sent(request: Request) -> int | None:
    return key_of(request.POST.get("chair") or request.POST.get("remove") or "")


urlpatterns: list[URLPattern] = [
    path("moderation-panels/pick-members/", pick_members, name="moderation-pick-members"),
    path("moderation-panels/<int:pk>/add-member/", add_member, name="moderation-panels-add-member"),
    path("moderation-panels/<int:pk>/members/", change_member, name="moderation-panels-members"),
]
