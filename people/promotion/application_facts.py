"""What stands around an application on its record page, each part as its reader may see it. One query."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.urls import reverse

from people.promotion.around import Endorsement, Feedback, OutcomeLetter, PoolPlace, ProcessAdjustment
from people.promotion.models import PromotionApplication
from people.promotion.stages import StageOutcome, StageResult
from wmp.lib.records import Fact
from wmp.lib.words import number

Group = Mapping[str, Any]


def groups_of(application: PromotionApplication, user: Any) -> list[Group]:
    found = _read(application, user)
    groups = [
        ("Results", _results(found["found_results"])),
        ("The application", _application(application, found)),
        ("Feedback", _feedback(found["found_feedback"])),
        ("Letters and pool", _told(found)),
    ]
    return [{"title": title, "rows": rows} for title, rows in groups if rows]


def _read(application: PromotionApplication, user: Any) -> dict[str, Any]:
    def of(model: Any, order: Sequence[str], **fields: str) -> ArraySubquery:
        rows = model.objects.visible_to(user).filter(application=OuterRef("pk")).order_by(*order)
        return ArraySubquery(rows.values(json=JSONObject(**fields)))

    parts = {
        "found_results": of(
            StageResult,
            ["stage__number"],
            stage="stage__name",
            outcome="outcome",
            score="score",
            mark="stage__pass_mark",
        ),
        "found_endorsement": of(Endorsement, ["pk"], supports="supports", comment="comment"),
        "found_adjustments": of(ProcessAdjustment, ["pk"], what="what", ended="ended_at"),
        "found_feedback": of(Feedback, ["pk"], strengths="strengths", development="development"),
        "found_letters": of(OutcomeLetter, ["pk"], pk="pk", subject="subject"),
        "found_place": of(PoolPlace, ["pk"], pk="pk"),
    }
    row: dict[str, Any] = (
        PromotionApplication.objects.visible_to(user).filter(pk=application.pk).annotate(**parts).values(*parts).get()
    )
    return row


def _results(results: Sequence[Mapping[str, Any]]) -> list[Fact]:
    return [Fact(each["stage"], _result(each)) for each in results]


def _result(each: Mapping[str, Any]) -> str:
    words = str(StageOutcome(each["outcome"]).label)
    if each["score"] is None:
        return words
    mark = f" (pass mark {number(Decimal(str(each['mark'])))})" if each["mark"] is not None else ""
    return f"{words}, {number(Decimal(str(each['score'])))}{mark}"


def _application(application: PromotionApplication, found: Mapping[str, Any]) -> list[Fact]:
    rows = [Fact("Why they are ready", application.statement)] if application.statement else []
    for each in found["found_endorsement"]:
        words = {True: "Supports it", False: "Does not support it", None: "Asked, not given yet"}[each["supports"]]
        rows.append(Fact("Line manager", f"{words}\n{each['comment']}".strip()))
    shared = [each["what"] for each in found["found_adjustments"] if each["ended"] is None]
    return [*rows, Fact("Adjustments needed", "\n".join(shared))] if shared else rows


def _feedback(feedback: Sequence[Mapping[str, Any]]) -> list[Fact]:
    labels = (("What went well", "strengths"), ("What to work on", "development"))
    return [Fact(label, each[name]) for each in feedback for label, name in labels if each[name]]


def _told(found: Mapping[str, Any]) -> list[Fact]:
    letters = [
        Fact("Letter", each["subject"], reverse("people:promotion-letter", args=[each["pk"]]))
        for each in found["found_letters"]
    ]
    places = [
        Fact("Promotion pool", "The place in the pool", reverse("people:promotion-pool-detail", args=[each["pk"]]))
        for each in found["found_place"]
    ]
    return [*letters, *places]
