"""The page of equality of outcome: groups side by side in a process, in a step from rank to rank, or in all of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django import forms as django_forms
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path

from people.places import EQUALITY
from people.promotion import equality, pipeline
from people.promotion.equality import Compared, Line
from people.promotion.models import YEARS_SHOWN, PromotionProcess
from people.promotion.pipeline import DIMENSIONS, Numbers, StageCount
from people.requests import Request
from people.workforce.models import User
from wmp.lib import clock, forms
from wmp.lib.places import section
from wmp.lib.ranges import Drawn, Ranged, draw
from wmp.lib.registers.asked import only
from wmp.lib.small_groups import LEAST
from wmp.lib.words import counted

ALL = "all"
Step = tuple[int, int]


class ScopeForm(forms.Form):
    """Which processes to compare groups in. An address that names others is no page of ours: 400."""

    of = django_forms.ChoiceField(label="Compare groups in")

    def __init__(self, *args: Any, choices: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["of"] = django_forms.ChoiceField(label="Compare groups in", choices=choices)
        self.dress()


@dataclass(frozen=True)
class Block:
    """One heading of the page with its comparisons, their table and their chart."""

    title: str
    note: str = ""
    table: dict[str, Any] | None = None
    chart: Drawn | None = None
    words: Sequence[str] = field(default_factory=list)


def urls(menu: Sequence[Any]) -> list[URLPattern]:
    def page(request: Request) -> HttpResponse:
        user = request.user
        if not EQUALITY.open_to(user):
            raise PermissionDenied
        processes = pipeline.processes_for(user)
        of = _asked(request, processes)
        context = {
            "title": EQUALITY.title,
            "section": section(user, menu, EQUALITY.name),
            "form": ScopeForm({"of": of}, choices=_choices(processes)),
            "heading": dict(_flat(_choices(processes)))[of],
            "blocks": _blocks(user, processes, of),
            "least": LEAST,
        }
        return render(request, "people/promotion/equality.html", context)

    return [path("equality-of-outcome/", page, name=EQUALITY.name)]


# --- which processes ---


def _asked(request: Request, processes: Sequence[PromotionProcess]) -> str:
    """What the address asks for. Raises BadRequest for anything that the page does not offer."""
    only(request.GET, "of")
    of = request.GET.get("of") or ALL
    if of not in dict(_flat(_choices(processes))):
        raise BadRequest("There is no such process")
    return of


def _step(process: PromotionProcess) -> Step:
    return process.from_rank_id, process.to_rank_id


def _choices(processes: Sequence[PromotionProcess]) -> list[Any]:
    steps = {
        f"step-{process.from_rank_id}-{process.to_rank_id}": f"{process.from_rank} to {process.to_rank}"
        for process in sorted(processes, key=lambda each: -each.to_rank.position)
    }
    return [
        (ALL, f"All processes of the last {YEARS_SHOWN} years"),
        (f"A step, over the last {YEARS_SHOWN} years", list(steps.items())),
        ("One process", [(f"process-{process.pk}", str(process)) for process in processes]),
    ]


def _flat(choices: Sequence[Any]) -> list[tuple[str, str]]:
    return [pair for value, text in choices for pair in (text if isinstance(text, list) else [(value, text)])]


# --- what stands on the page ---


def _blocks(user: User, processes: Sequence[PromotionProcess], of: str) -> list[Block]:
    if of.startswith("process-"):
        (process,) = [each for each in processes if f"process-{each.pk}" == of]
        return _of_process(user, process)
    return _of_several(user, processes, of)


def _of_process(user: User, process: PromotionProcess) -> list[Block]:
    if process.closes_on and process.closes_on >= clock.today():
        note = "Applications are still being taken. Groups are compared from the day after they close."
        return [Block("Success", note)]
    found = pipeline.outcomes(user, [process.pk]).get(process.pk)
    if found and found.complete:
        success = [equality.compare(each, found.numbers) for each in DIMENSIONS]
        first = _block("Success", "Successful, of all who applied.", success)
    else:
        first = Block("Success", "Not every result is in: success is compared once it is. Finished stages are below.")
    stages = pipeline.stages(user, process)
    compared = [_compared(stage, last=stage is stages[-1]) for stage in stages]
    blocks = [_of_stage(stage, each) for stage, each in zip(stages, compared, strict=True)]
    done = {stage.name: each for stage, each in zip(stages, compared, strict=True) if each}
    leaks = [
        equality.leak(dimension.title, {name: each[place] for name, each in done.items()})
        for place, dimension in enumerate(DIMENSIONS)
    ]
    if done:
        blocks.insert(0, Block("Stage by stage", "Where one of two groups falls behind most.", words=leaks))
    return [first, *blocks]


def _compared(stage: StageCount, *, last: bool) -> list[Compared]:
    """Of each dimension; none of a stage where somebody's result is missing."""
    numbers = stage.numbers
    return [] if numbers is None else [equality.compare(each, numbers, goes_on=not last) for each in DIMENSIONS]


def _of_stage(stage: StageCount, compared: Sequence[Compared]) -> Block:
    if not compared:
        return Block(stage.name, "Compared once everybody who reached the stage has a result.")
    return _block(stage.name, "Passed, of those who reached the stage.", compared)


def _of_several(user: User, processes: Sequence[PromotionProcess], of: str) -> list[Block]:
    complete = PromotionProcess.objects.complete_on(clock.today()).values("pk")
    known = [process.pk for process in processes]
    found = pipeline.outcomes(user, PromotionProcess.objects.filter(pk__in=known).filter(pk__in=complete).values("pk"))
    steps: dict[str, list[Numbers]] = {}
    for process in processes:
        if process.pk in found:
            key = "step-{}-{}".format(*_step(process))
            steps.setdefault(key, []).append(found[process.pk].numbers)
    wanted = [*steps.values()] if of == ALL else [steps.get(of, [])]
    held = {each.title: equality.all_together(each, wanted) for each in DIMENSIONS}
    note = f"Successful, of all who applied in {counted(sum(map(len, wanted)), 'process', 'processes')}."
    left = {title: count for title, (_, count) in held.items() if count}
    if left:
        parts = [f"{counted(count, 'process', 'processes')} for {title.lower()}" for title, count in left.items()]
        note += f" Left out, since their groups are too small to be shown or hidden among others: {', '.join(parts)}."
    return [_block("Success", note, [equality.compare(each, held[each.title][0]) for each in DIMENSIONS])]


def _block(title: str, note: str, compared: Sequence[Compared]) -> Block:
    head = ["Group", *({"text": text, "numeric": True} for text in ("People", "Passed", "95% interval", "Ratio", "p"))]
    rows = [_row(each, line, first=line is each.lines[0]) for each in compared for line in each.lines]
    words = [f"{each.title}: {(each.words or each.withheld)}" for each in compared]
    chart = draw(title, [_ranged(each, line) for each in compared if not each.withheld for line in each.lines])
    return Block(title, note, {"caption": f"{title} by group", "head": head, "rows": rows}, chart, words)


def _row(compared: Compared, line: Line, *, first: bool) -> list[Any]:
    if compared.withheld:
        return [line.group, _number("withheld" if line.n is None else f"{line.n:,}"), *[_number("withheld")] * 4]
    low, high = line.interval or (0, 0)
    ratio = f"{_rounded(line.ratio, 2)}{', below 0.8' if line.low else ''}"
    p = _p_in_words(compared.p) if first else ""
    cells = [f"{line.n:,}", f"{_rounded(line.share, 0)}%", f"{low:.0f}% to {high:.0f}%", ratio, p]
    return [line.group, *map(_number, cells)]


def _ranged(compared: Compared, line: Line) -> Ranged:
    words = f"{line.group}: {_rounded(line.share, 0)}% of {line.n}."
    return Ranged(f"{line.group} ({line.n:,})", words, float(line.share or 0), outer=line.interval)


def _number(text: str) -> dict[str, Any]:
    return {"text": text, "numeric": True}


def _rounded(value: Decimal | None, places: int) -> str:
    return "" if value is None else str(value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


def _p_in_words(p: Decimal | None) -> str:
    if p is None:
        return ""
    return "under 0.001" if p < Decimal("0.001") else _rounded(p, 3)
