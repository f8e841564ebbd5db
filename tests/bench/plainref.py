"""plainref: the yardstick for a page. A Django view of the same rows, a plain template, reference tables cached.

No filter form, no count, no paging links, no page frame: what the least page of these rows costs, after the same
sign-in on the same server.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine

from people.models import Department, Person, Post, Rank

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


def nothing(request: HttpRequest) -> HttpResponse:
    """What any page costs: the sign-in, and no rows."""
    return HttpResponse(HEAD + f"<caption>{request.user}</caption></table></body></html>")


def people(request: HttpRequest) -> HttpResponse:
    found = Person.objects.visible_to(request.user)
    if words := request.GET.get("q"):
        found = found.filter(name__icontains=words)
    order = ("-name", "-pk") if request.GET.get("sort") == "-name" else ("name", "pk")
    return HttpResponse(PEOPLE.render(Context({"people": found.order_by(*order)[:ROWS]})))
