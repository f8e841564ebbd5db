"""The page of a section: its text with a preview, what can be placed and quoted, suggested sentences, and comments."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import BadRequest
from django.db.models import OuterRef
from django.http import Http404, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from people.requests import Request
from people.workforce.accounts import name_of
from wmp.board.models import Comment, Paper, Section, SuggestionAnswer
from wmp.board.paper import SECTIONS
from wmp.board.papers import previews
from wmp.board.papers.codes import codes_of, named
from wmp.board.papers.content import Inline
from wmp.board.papers.forms import CommentForm, SectionForm, section_url
from wmp.board.papers.models import Audience, PaperStatus
from wmp.board.papers.narrative import RESTRICTED_ONLY, Figures, filled, parsed, problems
from wmp.board.papers.past import past_of
from wmp.board.papers.registers import PAPERS
from wmp.board.papers.standing import figures_read
from wmp.board.papers.suggestions import Suggestion, offered, suggestions
from wmp.lib import clock, drafting
from wmp.lib.acts import perform
from wmp.lib.keys import key_of
from wmp.lib.records import save_form
from wmp.lib.registers.asked import only

GONE = "Somebody has settled this comment already."
STANDS = "its text stands"
TAKEN = "The sentence is in the text, and the text is saved."


def found(request: Request, pk: int, key: str) -> Any:
    """The section, if the reader may see it. Held where something is sent, so that two editors meet."""
    visible = Section.objects.visible_to(request.user).filter(paper=pk, key=key)
    if request.method == "POST":
        visible.select_for_update(of=("self",)).first()
    answered = SuggestionAnswer.objects.visible_to(request.user).filter(paper=OuterRef("paper")).values("suggestion")
    known = visible.select_related("paper__attempt__run", "edited_by").annotate(answered=ArraySubquery(answered))
    return get_object_or_404(known)


# --- the text --------------------------------------------------------------------------------------------------------


def section(request: Request, pk: int, key: str) -> HttpResponseBase:
    """Shows, previews and saves the text, also with a suggested sentence."""
    record = found(request, pk, key)
    audience = _audience(request)
    paper = record.paper
    figures = figures_read(paper, request.user)
    trouble, saved = paper.obstacle(STANDS), None
    if not trouble and ("add" in request.POST or "no" in request.POST):
        return _answer(request, record, figures, audience)
    form = SectionForm(request.POST or None, instance=record, user=request.user, figures=figures)
    if "preview" in request.POST:
        _keep_typed(request, form)
    else:
        saved, trouble = save_form(request, form, trouble=trouble)
    if saved:
        messages.success(request, f"“{saved.title}” is saved. {form.left}".strip())
        return redirect(section_url(saved))
    return _shown(request, form, figures, audience, trouble)


def _keep_typed(request: Request, form: SectionForm) -> None:
    """What is sent without being saved is kept, for whoever leaves the page then."""
    drafting.keep(request, form)
    if form.draft and form.has_changed():
        form.draft.ticket.write(request.POST)


def _shown(request: Request, form: SectionForm, figures: Figures, audience: str, trouble: str) -> HttpResponse:
    """The page, with what is in the way of what was sent."""
    tried = request.method == "POST"
    context = _context(request, form, form.record, figures, audience)
    context |= {"trouble": trouble if tried else "", "stopped": form.record.paper.obstacle(STANDS)}
    stands = not form.asks and not (trouble and tried)
    return render(request, "papers/section.html", context, status=200 if stands else 409)


def _audience(request: Request) -> str:
    """Whose edition is previewed. Raises BadRequest for what the page does not know."""
    only(request.GET, "audience")
    asked = request.POST.get("preview") or request.GET.get("audience") or Audience.RESTRICTED.value
    if previews.audience_or_none(asked) is None:
        raise BadRequest(f"There is no edition called {asked[:40]!r}.")
    return asked


def _context(request: Request, form: SectionForm, record: Section, figures: Figures, audience: str) -> dict[str, Any]:
    paper = record.paper
    text = str(form["narrative"].value() or "")
    keys = _figures_of(record)
    suggested = _suggested(request, record, figures) if paper.in_draft else []
    return {
        "title": record.title,
        "caption": f"{paper.title}, section {record.position + 1}",
        "breadcrumbs": [{"text": PAPERS.title, "url": PAPERS.url}, {"text": paper.title, "url": paper_url(paper)}],
        "form": form,
        "record": record,
        "paper": paper,
        "edited": f"{name_of(record.edited_by)} wrote in it last." if record.edited_by else "",
        "cancel_url": paper_url(paper),
        "audience": audience,
        "audiences": previews.AUDIENCES,
        "preview": previews.section_alone(paper, record, text, figures, audience),
        "typed": "preview" in request.POST,
        "warnings": problems(text, figures),
        "suggestions": suggested,
        "some_restricted": any(each.restricted for each, _ in suggested),
        "restricted_only": RESTRICTED_ONLY,
        "comments": list(Comment.objects.visible_to(request.user).filter(section=record).select_related("by")),
        "codes": codes_of(keys, figures),
        "day": paper.attempt.run.day,
        "others": named(figures),
        "around": _around(record),
        "page": section_url(record),
    }


def _figures_of(record: Section) -> list[str]:
    """The keys of the figures that the template has in it."""
    return [each.key for template in SECTIONS if template.key == record.key for each in template.figures]


def _around(record: Section) -> list[tuple[str, str]]:
    """The sections before and after, by their template."""
    keys = [each.key for each in SECTIONS]
    at = keys.index(record.key) if record.key in keys else 0
    beside = [("Previous section", at - 1), ("Next section", at + 1)]
    return [
        (words, reverse("papers:section", args=[record.paper_id, keys[place]]))
        for words, place in beside
        if 0 <= place < len(keys)
    ]


def paper_url(paper: Paper) -> str:
    return reverse("papers:writing-detail", args=[paper.pk])


# --- suggested sentences ---------------------------------------------------------------------------------------------


def _open_suggestions(request: Request, record: Any, figures: Figures) -> list[Suggestion]:
    keys = _figures_of(record)
    past = past_of(record.paper, keys, request.user)
    found = suggestions(keys, figures, past[Audience.RESTRICTED])
    found = [each for each in found if each.key not in record.answered]
    if not found:
        return []
    return offered(found, previews.protected_alone(record.paper, keys, figures), past[Audience.PUBLIC])


def _suggested(request: Request, record: Any, figures: Figures) -> list[tuple[Suggestion, list[Inline]]]:
    """Each with its sentence as the paper would print it."""
    return [
        (each, list(filled(parsed(each.text, figures), figures)[0].inlines))
        for each in _open_suggestions(request, record, figures)
    ]


def _answer(request: Request, record: Any, figures: Figures, audience: str) -> HttpResponseBase:
    """Takes a suggested sentence into the text as it is typed, and saves that; or takes the sentence away. Twice does
    it once."""
    accepts, chosen = (request.POST.get(answer, "") for answer in ("add", "no"))
    suggestion = {each.key: each for each in _open_suggestions(request, record, figures)}.get(accepts or chosen)
    if suggestion is None:
        return _refused(request, record, "This suggestion is not open any more.")
    typed = request.POST.copy()
    if accepts:
        typed["narrative"] = added(typed.get("narrative", ""), suggestion)
    form = SectionForm(typed, instance=record, user=request.user, figures=figures)
    if accepts:
        saved, trouble = save_form(request, form)
        if not saved:
            return _shown(request, form, figures, audience, trouble)
    else:
        _keep_typed(request, form)
    answered = {"paper": record.paper, "suggestion": suggestion.key, "by": request.user}
    SuggestionAnswer.objects.create(accepted=bool(accepts), **answered)
    messages.success(request, TAKEN if accepts else "The suggestion is taken away.")
    return redirect(section_url(record))


def added(text: str, suggestion: Suggestion) -> str:
    """The text with a suggested sentence: as a paragraph above its figure, or at the end."""
    sentence = f"{RESTRICTED_ONLY} {suggestion.text}" if suggestion.restricted else suggestion.text
    lines = text.splitlines()
    for at, line in enumerate(lines):
        if line.strip() == f"{{{suggestion.figure}}}":
            return "\n".join([*lines[:at], sentence, "", *lines[at:]])
    return f"{text.rstrip()}\n\n{sentence}\n".lstrip()


def _refused(request: Request, record: Section, trouble: str) -> HttpResponse:
    context = {"title": record.title, "trouble": trouble, "back_url": section_url(record), "stopped": True}
    context["cancel_url"] = section_url(record)
    return render(request, "records/verb.html", context, status=409)


# --- comments --------------------------------------------------------------------------------------------------------


def comment(request: Request, pk: int, key: str) -> HttpResponseBase:
    """Asks the author to look at something."""
    record = found(request, pk, key)
    form = CommentForm(request.POST or None)

    def do() -> str:
        Comment.objects.create(section=record, by=request.user, text=form.cleaned_data["text"])
        return "The comment stands with the section."

    over = record.paper.status == PaperStatus.ABANDONED
    return perform(
        request,
        form,
        do,
        title="Comment on this section",
        back=section_url(record),
        caption=record.title,
        refused="This paper is abandoned." if over else "",
        submit="Comment",
    )


@require_POST
def settle(request: Request, pk: int, key: str) -> HttpResponseBase:
    """A comment that was dealt with, or needs nothing."""
    record = found(request, pk, key)
    comments = Comment.objects.visible_to(request.user).filter(section=record)
    chosen = get_object_or_404(comments, pk=key_of(request.POST.get("comment", "")))
    if not comments.filter(pk=chosen.pk, settled_at=None).update(settled_by=request.user, settled_at=clock.now()):
        return _refused(request, record, GONE)
    messages.success(request, "The comment is settled.")
    return redirect(section_url(record))


# --- codes, and the whole paper --------------------------------------------------------------------------------------


def _paper(request: Request, pk: int) -> Paper:
    visible = Paper.objects.visible_to(request.user).select_related("attempt__run")
    return get_object_or_404(visible, pk=pk)


def codes(request: Request, pk: int) -> HttpResponse:
    """Every code of the paper's figures, to copy."""
    paper = _paper(request, pk)
    figures = figures_read(paper, request.user)
    context = {
        "title": "Codes of all figures",
        "caption": paper.title,
        "back_url": paper_url(paper),
        "codes": codes_of(list(figures), figures),
    }
    return render(request, "papers/codes.html", context)


def codes_of_figure(request: Request, pk: int, figure: str) -> JsonResponse:
    """The rows and columns of one figure, for the picker."""
    figures = figures_read(_paper(request, pk), request.user)
    if figure not in figures:
        raise Http404
    (codes,) = codes_of([figure], figures)
    return JsonResponse({"rows": codes.rows, "columns": codes.columns, "codes": codes.by_place})


def preview(request: Request, pk: int, audience: str) -> HttpResponse:
    """The whole paper as its next edition would be."""
    if previews.audience_or_none(audience) is None:
        raise Http404
    paper = _paper(request, pk)
    context: Mapping[str, Any] = {
        "title": f"{audience.capitalize()} preview",
        "caption": paper.title,
        "back_url": paper_url(paper),
        "printed": previews.whole(paper, audience),
        "audience": audience,
    }
    return render(request, "papers/preview.html", context)
