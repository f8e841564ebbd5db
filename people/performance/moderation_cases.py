"""The ratings before a panel as a list, and confirming many of them at once."""

from collections import Counter
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django import forms as django_forms
from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.core.paginator import Paginator
from django.db.models import F, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse

from people.performance.choices import Aspect, RatingStatus
from people.performance.distribution import counted_ratings, spreads
from people.performance.moderation_acts import (
    Shown,
    before_panel,
    cases_of,
    confirm_all,
    is_open,
    mark_of,
    scale_of,
    shown,
)
from people.performance.moderation_outliers import RULE, Outliers, outliers_of
from people.performance.moderation_registers import RATING_COLOURS
from people.performance.moderation_view import crumbs, find_panel
from people.requests import Request
from people.workforce.models import Department, Rank
from wmp.lib import reference
from wmp.lib.acts import perform
from wmp.lib.forms import FilterForm
from wmp.lib.keys import key_of
from wmp.lib.records import Fact
from wmp.lib.verbs import VerbForm
from wmp.lib.words import counted

PAGE = 50
MOST_TICKED = 200
#: In this order they are listed, and one case follows the other.
ORDER = ("appraisal__department__name", "appraisal__person__name", "pk")
STANDING = {
    "waiting": ("To moderate", Q(status=RatingStatus.PROVISIONAL)),
    "moderated": ("Moderated", Q(status=RatingStatus.MODERATED)),
    "changed": (
        "Changed by moderation",
        Q(status=RatingStatus.MODERATED) & (~Q(moderated_what=F("what")) | ~Q(moderated_how=F("how"))),
    ),
}
NOTHING_LEFT = "No rating waits for your decision here any more."


class CasesForm(FilterForm):
    """What the list is narrowed to."""

    standing = django_forms.ChoiceField(label="Where it stands", required=False)
    department = django_forms.TypedChoiceField(label="Department", required=False, coerce=int, empty_value=None)
    far = django_forms.BooleanField(label="Rater or department far from the force", required=False)

    def __init__(self, *args: Any, panel: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        standing: Any = self.fields["standing"]
        standing.choices = [("", "Any"), *((key, words) for key, (words, _) in STANDING.items())]
        department: Any = self.fields["department"]
        named = {key: reference.word(Department, key) for key in panel.department_keys}
        department.choices = [("", "Any"), *sorted(named.items(), key=lambda each: each[1])]
        self.dress()

    @property
    def query(self) -> dict[str, str]:
        """What of it narrows anything, for links."""
        return {name: str(value) for name, value in self.cleaned_data.items() if value}


def asked(request: Request, panel: Any, *, further: tuple[str, ...] = ()) -> CasesForm:
    """Raises BadRequest for what the list does not have."""
    form = CasesForm(request.GET, panel=panel)
    if set(request.GET) - {*form.fields, *further} or not form.is_valid():
        raise BadRequest("The list cannot be narrowed like that.")
    return form


def marked(panel: Any, user: Any) -> Outliers:
    """Two queries."""
    by_department = spreads(counted_ratings(panel.year_id, user), "department", scale_of(panel))
    return outliers_of(panel.year_id, user, panel.department_keys, by_department)


def narrowed(cases: QuerySet[Any], form: CasesForm, panel: Any, user: Any) -> QuerySet[Any]:
    given = form.cleaned_data
    if given["standing"]:
        cases = cases.filter(STANDING[given["standing"]][1])
    if given["department"]:
        cases = cases.filter(appraisal__department=given["department"])
    if given["far"]:
        far = marked(panel, user)
        cases = cases.filter(Q(rater__in=[*far.raters]) | Q(appraisal__department__in=[*far.departments]))
    return cases.order_by(*ORDER)


def decides(panel: Any) -> bool:
    return bool(is_open(panel) and panel.sits)


def in_words(what: Any, how: Any) -> str:
    return f"{what} / {how}"


def rank_or_type(appraisal: Any) -> Fact:
    """The rank, or the staff type of somebody without one."""
    rank = reference.word(Rank, appraisal.rank_id)
    return Fact("Rank", rank) if rank else Fact("Staff type", appraisal.get_staff_type_display())


# --- the list ---


def cases_page(request: Request, pk: int) -> HttpResponse:
    """Whoever sits on the panel lists what they may decide about; a lead who does not, all of it."""
    panel, user = find_panel(request, pk), request.user
    form = asked(request, panel, further=("page",))
    acts = decides(panel)
    cases = cases_of(panel, user) if panel.sits else before_panel(panel, user)
    far = marked(panel, user)
    found = narrowed(cases, form, panel, user).select_related(
        *("appraisal__person", "what", "how", "moderated_what", "moderated_how", "rater")
    )
    page = Paginator(found.defer("evidence", "comment"), PAGE).get_page(request.GET.get("page"))
    query = urlencode({"panel": panel.pk, **form.query})
    rows = [_row(each, far, query) for each in page]
    context = {
        "title": "Ratings under moderation",
        "caption": str(panel),
        "panel": panel,
        "form": form,
        "rows": rows,
        "page": page,
        "count": counted(page.paginator.count, "rating"),
        "acts": acts and any(each["waits"] for each in rows),
        "query": urlencode(form.query),
        "rule": RULE,
        "previous_url": _page_url(form, page.previous_page_number()) if page.has_previous() else "",
        "next_url": _page_url(form, page.next_page_number()) if page.has_next() else "",
        "breadcrumbs": crumbs(panel, user),
    }
    return render(request, "people/performance/moderation_cases.html", context)


def _page_url(form: CasesForm, number: int) -> str:
    return f"?{urlencode({**form.query, 'page': number})}"


def _row(rating: Any, far: Outliers, query: str) -> dict[str, Any]:
    appraisal = rating.appraisal
    moderated = rating.status == RatingStatus.MODERATED
    address = reverse("people:moderation-case", args=[rating.pk])
    return {
        "pk": rating.pk,
        "url": f"{address}?{query}",
        "person": appraisal.person,
        "where": ", ".join(
            filter(
                None,
                [reference.word(Rank, appraisal.rank_id), reference.word(Department, appraisal.department_id)],
            )
        ),
        "rater": rating.rater.get_full_name() or rating.rater if rating.rater else "",
        "before": in_words(rating.what, rating.how),
        "after": in_words(rating.moderated_what, rating.moderated_how) if moderated else "",
        "changed": moderated and (rating.moderated_what_id, rating.moderated_how_id) != (rating.what_id, rating.how_id),
        "status": rating.get_status_display(),
        "colour": RATING_COLOURS[rating.status],
        "waits": not moderated,
        "far": "; ".join(each.words for each in far.of(rating)),
    }


# --- the next one ---


def next_case(cases: QuerySet[Any], panel: Any, user: Any, form: CasesForm, after: Any = None) -> str:
    """Where the next of `cases` is that waits for the reader, after one of them or from the beginning; "" for none."""
    waiting = narrowed(cases, form, panel, user).filter(status=RatingStatus.PROVISIONAL)
    keys = waiting.values_list("pk", flat=True)
    following = (keys.filter(_later_than(after)).first() if after else None) or keys.first()
    if following is None:
        return ""
    query = urlencode({"panel": panel.pk, **form.query})
    return f"{reverse('people:moderation-case', args=[following])}?{query}#case"


def _later_than(rating: Any) -> Q:
    """What stands after `rating` in ORDER. The database compares, since the list is in its order of letters."""
    later, alike = Q(), Q()
    values = (rating.appraisal.department.name, rating.appraisal.person.name, rating.pk)
    for name, value in zip(ORDER, values, strict=True):
        later |= alike & Q((f"{name}__gt", value))
        alike &= Q((name, value))
    return later


def go_to_next(request: Request, pk: int) -> HttpResponse:
    panel = find_panel(request, pk)
    if not decides(panel):
        raise PermissionDenied
    form = asked(request, panel, further=("after",))
    keys, cases = _keys(request.GET.getlist("after")), cases_of(panel, request.user)
    beside = cases.select_related("appraisal__department", "appraisal__person")
    last = beside.filter(pk__in=keys).first() if keys else None
    address = next_case(cases, panel, request.user, form, after=last)
    if not address:
        messages.info(request, NOTHING_LEFT)
    return redirect(address or reverse("people:moderation", args=[panel.pk]))


# --- confirming many ---


def confirm(request: Request, pk: int) -> HttpResponse:
    """Asks about those that were ticked, or about all that the filter leaves; then confirms those and no others."""
    panel, user = find_panel(request, pk), request.user
    if not decides(panel):
        raise PermissionDenied
    form = asked(request, panel, further=("chosen", "all", "page"))
    cases = narrowed(cases_of(panel, user), form, panel, user)
    if "all" not in request.GET:
        cases = cases.filter(pk__in=_keys(request.GET.getlist("chosen")))
    rows = shown(cases)
    asks = VerbForm(request.POST or None, initial={"seen": mark_of(rows)})

    def do() -> str:
        count = confirm_all(cases, by=user, panel=panel, mark=asks.cleaned_data["seen"])
        return f"{counted(count, 'rating')} confirmed."

    back = reverse("people:moderation-cases", args=[panel.pk]) + (f"?{urlencode(form.query)}" if form.query else "")
    return perform(
        request,
        asks,
        do,
        template="people/performance/moderation_confirm.html",
        title=f"Confirm {counted(len(rows), 'rating')}" if rows else "Confirm ratings",
        caption=str(panel),
        submit="Confirm as they are",
        back=back,
        refused="" if rows else "None of these waits for your decision.",
        tables=_counts(panel, rows) if rows else [],
        asks=request.GET,  # read above
    )


def _keys(keys: list[str]) -> list[int]:
    """Raises BadRequest for what is no key, and for too many."""
    found = [key for key in map(key_of, keys) if key is not None]
    if len(keys) > MOST_TICKED or len(found) < len(keys):
        raise BadRequest("A row is chosen by its record's key.")
    return found


def _counts(panel: Any, rows: Sequence[Shown]) -> list[dict[str, Any]]:
    """How many of each value are about to be confirmed: a small table for each aspect."""
    tables = []
    for place, (aspect, values) in enumerate(scale_of(panel).items(), start=1):
        counts = Counter(row[place] for row in rows)
        lines = [[each.name, {"text": f"{counts[each.pk]:,}", "numeric": True}] for each in values]
        label = Aspect(aspect).label
        tables.append({"caption": label, "head": [label, {"text": "Ratings", "numeric": True}], "rows": lines})
    return tables


urlpatterns: list[URLPattern] = [
    path("moderation/<int:pk>/cases/", cases_page, name="moderation-cases"),
    path("moderation/<int:pk>/next/", go_to_next, name="moderation-next"),
    path("moderation/<int:pk>/confirm/", confirm, name="moderation-confirm"),
]
