"""To whom a restricted edition was given by name, and taking it back."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from people.requests import Request
from people.roles import Role
from people.workforce.accounts import name_of
from wmp.board.models import Edition, EditionReader, Paper
from wmp.board.papers import giving
from wmp.board.papers.forms import READERS, EditionReaderForm
from wmp.board.papers.giving import left_behind
from wmp.board.papers.models import Audience
from wmp.board.papers.section_pages import paper_url
from wmp.lib import clock
from wmp.lib.acts import perform
from wmp.lib.forms import Form
from wmp.lib.registers.asked import only
from wmp.lib.verbs import ReasonForm
from wmp.lib.words import spoken_list
from wmp.lib.workflow import StaleMove

ALREADY = "They may read this edition already."
CORRECTS = "It stands in place of an edition that you were given."
NOBODY_LEFT = "Everybody who has an edition before it was given this one already."


def readers(request: Request, pk: int) -> HttpResponseBase:
    """The restricted editions of a paper, each with those who may read it."""
    only(request.GET)
    paper = get_object_or_404(Paper.objects.visible_to(request.user), pk=pk)
    restricted = Edition.objects.visible_to(request.user).filter(paper=paper, audience=Audience.RESTRICTED)
    editions = list(restricted.defer("content", "claims").order_by("-number"))
    given = list(
        EditionReader.objects.visible_to(request.user)
        .filter(edition__paper=paper)
        .select_related("account", "named_by", "taken_back_by")
    )
    left = left_behind(editions[0], seen_by=request.user) if len(editions) > 1 else []
    context = {
        "title": "Who may read the restricted edition",
        "caption": paper.title,
        "breadcrumbs": [
            {"text": "Papers", "url": reverse("papers:writing-list")},
            {"text": paper.title, "url": paper_url(paper)},
        ],  # fmt: skip
        "paper": paper,
        "editions": [(each, [reader for reader in given if reader.edition_id == each.pk]) for each in editions],
        "latest": editions[0] if editions else None,
        "left_behind": spoken_list(map(name_of, left)) if left else "",
    }
    return render(request, "papers/readers.html", context)


def _restricted(request: Request, pk: int) -> Edition:
    papers = Paper.objects.visible_to(request.user)
    restricted = Edition.objects.visible_to(request.user).filter(paper__in=papers, audience=Audience.RESTRICTED)
    return get_object_or_404(restricted.select_related("paper").defer("content", "claims"), pk=pk)


def give(request: Request, pk: int) -> HttpResponseBase:
    """Gives a restricted edition to somebody by name."""
    only(request.GET)
    chosen = _restricted(request, pk)
    form = EditionReaderForm(request.POST or None, user=request.user)

    def do() -> str:
        who = form.cleaned_data["who"]
        if not giving.give(chosen, [who], by=request.user):
            raise StaleMove(ALREADY)
        return f"{name_of(who)} may read edition {chosen.number}."

    return perform(
        request,
        form,
        do,
        title=f"Give restricted edition {chosen.number} to somebody",
        back=reverse("papers:writing-readers", args=[chosen.paper_id]),
        caption=chosen.paper.title,
        intro="It prints exact numbers. They can read it and take it away until you take it back.",
        submit="Give",
    )


def give_same(request: Request, pk: int) -> HttpResponseBase:
    """Gives a corrected edition to those who have one before it."""
    only(request.GET)
    chosen = _restricted(request, pk)
    whom = left_behind(chosen, seen_by=request.user)

    def do() -> str:
        given = giving.give(chosen, whom, by=request.user, said=CORRECTS)
        if not given:
            raise StaleMove(NOBODY_LEFT)
        return f"{spoken_list([name_of(each) for each in given])} may read edition {chosen.number}."

    return perform(
        request,
        Form(request.POST if request.method == "POST" else None),
        do,
        title=f"Give restricted edition {chosen.number} to the same people",
        back=reverse("papers:writing-readers", args=[chosen.paper_id]),
        caption=chosen.paper.title,
        intro=f"An edition before it was given to {spoken_list([name_of(each) for each in whom])}." if whom else "",
        refused="" if whom else NOBODY_LEFT,
        submit="Give",
    )


def take_back(request: Request, pk: int) -> HttpResponseBase:
    """They cannot read it from then on. The row stays, with why."""
    only(request.GET)
    visible = EditionReader.objects.visible_to(request.user).select_related("account", "edition")
    chosen = get_object_or_404(visible, pk=pk)
    form = ReasonForm(request.POST or None)

    def do() -> str:
        taken = {"taken_back_by": request.user, "taken_back_at": clock.now(), "reason": form.cleaned_data["reason"]}
        rows = EditionReader.objects.visible_to(request.user).filter(pk=chosen.pk, taken_back_at=None)
        if not rows.update(**taken):
            raise StaleMove("It has been taken back already.")
        return f"{name_of(chosen.account)} cannot read edition {chosen.edition.number} any more."

    return perform(
        request,
        form,
        do,
        title="Take the edition back",
        back=reverse("papers:writing-readers", args=[chosen.edition.paper_id]),
        caption=name_of(chosen.account),
        refused="It has been taken back already." if chosen.taken_back_at else "",
        submit="Take it back",
    )


def pick(request: Request) -> JsonResponse:
    """A list of {value, text} for the box."""
    if not request.user.has_role(Role.BOARD_SECRETARY):
        raise PermissionDenied
    return READERS.offered(request)
