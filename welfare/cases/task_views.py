"""Tasks of a case: set, done in one click, not needed, to be done after all, put off to another day."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from people.requests import Request
from people.workforce.models import User
from welfare.cases.acts import PAGE, case_to_work_on, closed
from welfare.cases.entries import Task, TaskStatus, Turn
from welfare.cases.forms import TaskForm
from welfare.cases.handling import set_task, works_on
from welfare.cases.registers import TASK_COLOURS, TASKS
from welfare.cases.standing import due_in_words
from wmp.lib import clock
from wmp.lib.acts import perform
from wmp.lib.records import Fact, RecordPage
from wmp.lib.registers.back import back_from
from wmp.lib.timeline import said
from wmp.lib.verbs import ReasonForm, Verb
from wmp.lib.words import long_day
from wmp.lib.workflow import IllegalMove, StaleMove
from wmp.lib.working_days import add_working_days

DUE_IN = 2  # working days, where nobody says otherwise


class TaskPage(RecordPage):
    register = TASKS
    joins = ("case__person", "case__owner", "by")
    colours = TASK_COLOURS
    form = TaskForm
    verbs = (
        Verb("drop", "Not needed", "dropped", ReasonForm),
        Verb("take_up", "To be done after all", "open", ReasonForm),
    )

    def title(self, record: Task) -> str:
        return record.what

    def caption(self, record: Task) -> str:
        return f"Task of {PAGE.title(record.case)}"

    def turn(self, record: Task, user: User) -> str:
        if record.status != TaskStatus.OPEN:
            return ""
        waits = "" if record.turn == Turn.US else f". It waits for: {record.get_turn_display().lower()}"
        return f"{due_in_words(record.due_on, 'The task')}{waits}"

    def may_move(self, record: Task, user: User) -> bool:
        return works_on(record.case, user)

    def may_change(self, record: Task, user: User) -> bool:
        return works_on(record.case, user)

    def obstacle(self, record: Task) -> str:
        return "" if record.status == TaskStatus.OPEN else f"It is {record.get_status_display().lower()} now."

    def actions(self, record: Task, user: User) -> list[Mapping[str, Any]]:
        """Done is the next action, and takes one click. Nothing is done in a closed case."""
        if closed(record.case):
            return []
        others = super().actions(record, user)
        if record.status != TaskStatus.OPEN or not self.may_move(record, user):
            return others
        return [{"text": "Done", "url": self.address(record, "done"), "post": True}, *others]

    def facts(self, record: Task, user: User) -> Sequence[Fact]:
        return [
            Fact("Case", PAGE.title(record.case), PAGE.address(record.case)),
            Fact("Due", said(record.due_on)),
            Fact("Whose turn", record.get_turn_display()),
        ]

    def urls(self) -> list[URLPattern]:
        """Tasks are set in their case, so there is no form for a new one elsewhere."""
        return [url for url in super().urls() if url.name != "tasks-new"]


TASK_PAGE = TaskPage()


def new(request: Request, pk: int) -> HttpResponse:
    """Sets a task in a case."""
    case = case_to_work_on(request, pk)
    initial = {"due_on": add_working_days(clock.today(), DUE_IN)}
    form = TaskForm(request.POST or None, instance=Task(), user=request.user, initial=initial)

    def do() -> str:
        task = set_task(case, by=request.user, **form.given)
        return f"The task is set. It is due on {long_day(task.due_on)}."

    return perform(
        request,
        form,
        do,
        title="Set a task",
        submit="Set task",
        caption=PAGE.title(case),
        back=PAGE.address(case),
        refused=closed(case),
    )


@require_POST
def done(request: Request, pk: int) -> HttpResponse:
    """One click, on the case, on the task or in a list: back to where it was made."""
    task: Task = TASK_PAGE.find(request, pk)
    if not works_on(task.case, request.user):
        raise PermissionDenied
    try:
        with transaction.atomic():
            task.finish(by=request.user)
    except (IllegalMove, StaleMove) as error:
        context = {"title": task.what, "caption": TASK_PAGE.caption(task), "trouble": str(error)}
        return render(request, "welfare/refused.html", context | {"back_url": TASK_PAGE.address(task)}, status=409)
    messages.success(request, f"“{task.what}” is done.")
    return redirect(back_from(request, PAGE.address(task.case)))


urlpatterns = [
    path("cases/<int:pk>/set-task/", new, name="cases-set-task"),
    path("tasks/<int:pk>/done/", done, name="tasks-done"),
]
