"""plainref: the yardstick for a page. A Django view of the same rows, a plain template, reference tables cached.

No filter form, no count, no paging links, no page frame: what the least page of these rows costs, after the same
sign-in on the same server.
"""

from typing import Any

from django.db import connection
from django.db.models import F
from django.forms import TextInput
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import Context, Engine

from people.models import Department, Person, Post, Rank
from welfare.cases.signal_forms import SignalForm
from welfare.models import WelfareCase
from wmp.lib import drafting

ROWS = 50
HEAD = "<!DOCTYPE html><html lang='en'><head><title>Plain</title></head><body><table>"
POSTS = Engine().from_string(
    HEAD + "{% for row in rows %}{% with post=row.post %}<tr>"
    "<th><a href='/people/posts/{{ post.pk }}/'>{{ post.person.name }}</a></th>"
    "<td>{{ post.person.employee_number }}</td><td>{{ post.get_staff_type_display }}</td><td>{{ row.rank }}</td>"
    "<td>{{ row.department }}</td><td>{{ post.fte }}</td><td>{{ post.started|date:'j M Y' }}</td>"
    "<td>{{ post.ended|date:'j M Y' }}</td></tr>{% endwith %}{% endfor %}</table></body></html>"
)
PEOPLE = Engine().from_string(
    HEAD + "{% for person in people %}<tr><th><a href='/people/people/{{ person.pk }}/'>{{ person.name }}</a></th>"
    "<td>{{ person.employee_number }}</td><td>{{ person.warrant_number }}</td><td>{{ person.email }}</td></tr>"
    "{% endfor %}</table></body></html>"
)
CASES = Engine().from_string(
    HEAD + "{% for case in cases %}<tr><th><a href='/welfare/cases/{{ case.pk }}/'>{{ case.reference }}</a></th>"
    "<td>{{ case.person.name }}</td><td>{{ case.get_status_display }}</td><td>{{ case.get_risk_display }}</td>"
    "<td>{{ case.get_trigger_display }}</td><td>{{ case.owner.get_full_name }}</td>"
    "<td>{{ case.opened_on|date:'j M Y' }}</td><td>{{ case.next_contact_due|date:'j M Y' }}</td></tr>"
    "{% endfor %}</table></body></html>"
)
CASE = Engine().from_string(
    HEAD + "<tr>{% for fact in facts %}<td>{{ fact }}</td>{% endfor %}</tr></table><ol>{% for entry in entries %}"
    "<li><time>{{ entry.0|date:'j M Y, H:i' }}</time> {{ entry.1 }} {{ entry.2 }}<p>{{ entry.3|linebreaksbr }}</p></li>"
    "{% endfor %}</ol></body></html>"
)
FACTS = """
    SELECT c.reference, p.name, p.employee_number, p.warrant_number, c.status, c.risk, c.opened_on, c.next_contact_due,
           c.posting_needs, c.manager_briefed_on, r.intake, e.name, r.due_to_end_on, o.last_name, d.name, m.name
    FROM welfare_welfarecase c JOIN people_person p ON p.id = c.person_id
    LEFT JOIN people_probation r ON r.id = c.probation_id LEFT JOIN people_entryroute e ON e.id = r.entry_route_id
    LEFT JOIN people_user o ON o.id = c.owner_id
    LEFT JOIN people_post t ON t.person_id = p.id AND t.ended IS NULL
    LEFT JOIN people_department d ON d.id = t.department_id LEFT JOIN people_person m ON m.id = t.line_manager_id
    WHERE c.id = %s
"""
TIMELINE = """
    SELECT at, kind, u.last_name, text FROM (
        SELECT at, by_id, how AS kind, summary AS text FROM welfare_contact WHERE case_id = %s
        UNION ALL SELECT at, by_id, kind, text FROM welfare_entry WHERE case_id = %s
        UNION ALL SELECT at, by_id, trigger, text FROM welfare_signal WHERE case_id = %s
        UNION ALL SELECT at, by_id, new, reason FROM welfare_welfarecasechange WHERE record_id = %s
        UNION ALL SELECT at, by_id, status, what FROM welfare_task WHERE case_id = %s
        UNION ALL SELECT at, by_id, type, name FROM welfare_document WHERE case_id = %s
    ) everything LEFT JOIN people_user u ON u.id = by_id ORDER BY at DESC LIMIT 100
"""
_names: dict[type[Any], dict[Any, str]] = {}


def names(model: type[Any]) -> dict[Any, str]:
    """A reference table, read once."""
    if model not in _names:
        _names[model] = dict(model.objects.values_list("pk", "name"))
    return _names[model]


def posts(request: HttpRequest) -> HttpResponse:
    """The first rows, narrowed by staff type or a search of names, in order of starting or of name."""
    found = Post.objects.visible_to(request.user).select_related("person")
    if staff_type := request.GET.get("staff_type"):
        found = found.filter(staff_type=staff_type)
    if words := request.GET.get("q"):
        found = found.filter(person__name__icontains=words)
    order = ("person__name", "pk") if request.GET.get("sort") == "person" else ("-started", "-pk")
    ranks, departments = names(Rank), names(Department)
    rows = [
        {"post": post, "rank": ranks.get(post.rank_id, ""), "department": departments[post.department_id]}
        for post in found.order_by(*order)[:ROWS]
    ]
    return HttpResponse(POSTS.render(Context({"rows": rows})))


def cases(request: HttpRequest) -> HttpResponse:
    """The first welfare cases that the reader may see, narrowed by risk or a search, newest or soonest due first."""
    found = WelfareCase.objects.visible_to(request.user).select_related("person", "owner")
    if risk := request.GET.get("risk"):
        found = found.filter(risk=risk)
    if words := request.GET.get("q"):
        found = found.filter(person__name__icontains=words)
    by_due = request.GET.get("sort") == "next_contact_due"
    order = (F("next_contact_due").asc(nulls_last=True), "pk") if by_due else ("-opened_on", "-pk")
    return HttpResponse(CASES.render(Context({"cases": found.order_by(*order)[:ROWS]})))


def case(request: HttpRequest, pk: int) -> HttpResponse:
    """One case's facts and the latest of its timeline, by SQL written by hand."""
    with connection.cursor() as cursor:
        cursor.execute(FACTS, [pk])
        facts = cursor.fetchone()
        cursor.execute(TIMELINE, [pk] * 6)
        entries = cursor.fetchall()
    return HttpResponse(CASE.render(Context({"facts": facts, "entries": entries})))


def form(request: HttpRequest) -> HttpResponse:
    """The form of a signal with a plain box where the product's finds officers as one types."""
    asked = SignalForm(None, user=request.user)
    asked.fields["person"].widget = TextInput()
    asked.dress()
    drafting.keep(request, asked)
    context = {"title": "Record a signal", "form": asked, "submit": "Record", "cancel_url": "/", "back_url": "/"}
    return render(request, "welfare/new_signal.html", context)


def nothing(request: HttpRequest) -> HttpResponse:
    """What any page costs: the sign-in, and no rows."""
    return HttpResponse(HEAD + f"<caption>{request.user}</caption></table></body></html>")


def people(request: HttpRequest) -> HttpResponse:
    found = Person.objects.visible_to(request.user)
    if words := request.GET.get("q"):
        found = found.filter(name__icontains=words)
    order = ("-name", "-pk") if request.GET.get("sort") == "-name" else ("name", "pk")
    return HttpResponse(PEOPLE.render(Context({"people": found.order_by(*order)[:ROWS]})))
