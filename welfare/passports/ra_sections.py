"""The eight sections of a passport as the RA officers' page shows them, its facts, and what happened."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.urls import reverse

from welfare.passports.adjustment_pages import AdjustmentPage
from welfare.passports.adjustments import OPEN, Adjustment
from welfare.passports.beside import Beside, Row, day, moment, pounds
from welfare.passports.choices import (
    ADJUSTMENT_COLOURS,
    AdjustmentKind,
    AdjustmentStatus,
    PassportStatus,
    Purpose,
    ReviewOutcome,
    WaitsFor,
    Why,
)
from welfare.passports.models import Passport
from welfare.passports.officers import ra_officer
from welfare.passports.sharing import Ended
from welfare.passports.versions import FIELDS, TITLES, label_of
from wmp.lib import clock
from wmp.lib.records import Fact
from wmp.lib.timeline import Event
from wmp.lib.words import long_day, money, short_day, within

Section = dict[str, Any]
# Of section 1, what stands at the top of the page already.
IN_THE_FACTS = ("Name", "Post")
# What is done to an adjustment from here; its own page has the rest.
VERBS = ("order", "put_in_place", "review")
# Where its holder writes in it, what was sent last is what others read.
BEING_WRITTEN = (PassportStatus.DRAFT, PassportStatus.WITH_MANAGER)


def sections(passport: Passport, known: Beside, changed: Iterable[str] = ()) -> list[Section]:
    """Sections 1 to 8 in order: {number, title, blocks, changed}, and for some a list of their own."""
    blocks = {number: own_words(passport, known, number) for number in ("1", "2", "3", "4")}
    blocks["4.1"] = [{"label": _written(each), "text": each["text"]} for each in known.comments]
    more: dict[str, dict[str, Any]] = {
        "3": {"adjustments": [] if blocks["3"] else adjustments(known)},
        "5": {"recommendations": recommendations(known)},
        "6": {"adjustments": adjustments(known, agreed=True), "total": total(known)},
        "7": {"reviews": [review(each) for each in known.reviews]},
        "8": {"shares": [share(each) for each in known.shares]},
    }
    changed = set(changed)
    return [
        {
            "number": number,
            "title": title,
            "blocks": blocks.get(number, []),
            "changed": number in changed,
            **more.get(number, {}),
        }
        for number, title in TITLES.items()
    ]


def own_words(passport: Passport, known: Beside, number: str) -> list[dict[str, Any]]:
    """What the holder says in a section: of a passport that they are writing in, as they sent it last."""
    if passport.status in BEING_WRITTEN and known.latest:
        kept = next((each for each in known.latest["content"]["sections"] if each["number"] == number), None)
        return [each for each in kept["blocks"] if each["label"] not in IN_THE_FACTS] if kept else []
    return [
        {"label": label_of(name), "text": value}
        for name in FIELDS.get(number, ())
        if (value := getattr(passport, name))
    ]


# --- facts ---


def facts(passport: Passport, known: Beside, medical_url: str) -> list[Fact]:
    post = known.post or {}
    posting = ", ".join(filter(None, [post.get("post"), post.get("department")]))
    found = [
        Fact("Holder", f"{passport.holder}, {passport.holder.employee_number}"),
        Fact("Post", posting[:1].upper() + posting[1:] or "None today"),
        Fact("Line manager today", (post.get("manager") or "").strip() or "Nobody named"),
        Fact("In hand with", ra_officer(passport.ra_officer_id) or "Nobody yet"),
    ]
    if passport.review_due:
        found.append(Fact("Next review", long_day(passport.review_due)))
    if known.has_medical:
        found.append(Fact("Medical detail", "Open it on a page of its own. Each reading is logged.", medical_url))
    else:
        found.append(Fact("Medical detail", "None given"))
    return found


# --- sections with rows of their own ---


def adjustments(known: Beside, *, agreed: bool = False) -> list[dict[str, Any]]:
    """Those asked for, or those of them that were agreed, with where each stands and what it waits for."""
    return [_adjustment(each) for each in known.adjustments if each["agreed_on"] or not agreed]


def _adjustment(row: Row) -> dict[str, Any]:
    cost, due = pounds(row["cost"]), day(row["due"])
    is_open = row["status"] in OPEN
    waits = WaitsFor(row["waits_for"]).label if is_open and row["waits_for"] else ""
    return row | {
        "url": reverse("welfare:adjustments-detail", args=[row["pk"]]),
        "kind": AdjustmentKind(row["kind"]).label,
        "standing": AdjustmentStatus(row["status"]).label,
        "colour": ADJUSTMENT_COLOURS[row["status"]],
        "owner": row["owner"] or "Nobody yet",
        "due": due,
        "is_late": bool(is_open and due and due < clock.today()),
        "is_open": is_open,
        "cost": "Not known" if cost is None else money(cost),
        "waits_for": waits,
        "asked_on": short_day(day(row["asked_on"]) or clock.today()),
        "in_place_on": day(row["in_place_on"]),
        "reason": row["reason"] or "",
        "verbs": _verbs(row),
    }


def _verbs(row: Row) -> list[dict[str, str]]:
    """What fits it where it stands: {text, url}."""
    adjustment = Adjustment(pk=row["pk"], status=row["status"])
    fitting = [verb for verb in AdjustmentPage.verbs if verb.method in VERBS and verb.fits(adjustment)]
    return [
        {"text": verb.text, "url": reverse(f"welfare:adjustments-{verb.slug}", args=[row["pk"]])} for verb in fitting
    ]


def total(known: Beside) -> str:
    """What all that was agreed costs, as far as it is known."""
    agreed = [each for each in known.adjustments if each["agreed_on"] and each["status"] not in ("declined",)]
    costs = [cost for each in agreed if (cost := pounds(each["cost"])) is not None]
    if not costs:
        return ""
    unknown = len(agreed) - len(costs)
    return money(sum(costs, Decimal())) + (f", without {unknown} whose cost is not known" if unknown else "")


def recommendations(known: Beside) -> list[dict[str, Any]]:
    """Latest first; one that was corrected stands with its correction."""
    corrected = {each["corrects"]: each["pk"] for each in known.recommendations if each["corrects"]}
    return [
        {
            "pk": each["pk"],
            "label": _written(each),
            "text": each["text"],
            "is_corrected": each["pk"] in corrected,
            "is_correction": bool(each["corrects"]),
        }
        for each in known.recommendations
    ]


def review(row: Row) -> dict[str, Any]:
    next_on = day(row["next_on"])
    return {
        "on": day(row["on"]),
        "by": row["by"],
        "outcome": ReviewOutcome(row["outcome"]).label,
        "notes": row["notes"],
        "next_on": next_on,
    }


def share(row: Row) -> dict[str, Any]:
    ended = moment(row["ended_at"]) if row["ended_at"] else None
    until = day(row["expires_on"])
    if ended:
        standing = f"{Ended(row['ended_because']).label}, {long_day(ended)}"
    elif until and until < clock.today():
        standing = f"Ran out on {long_day(until)}"
    else:
        standing = f"Until {long_day(until)}" if until else ""
    return {
        "to": row["to"],
        "purpose": Purpose(row["purpose"]).label,
        "version": row["number"],
        "since": moment(row["shared_at"]),
        "standing": standing,
        "is_live": not ended and bool(until and until >= clock.today()),
    }


def version_in_words(version: Row) -> str:
    """`version 3, agreed on 1 April 2022`."""
    return f"version {version['number']}, {within(Why(version['why']).label)} on {long_day(moment(version['at']))}"


def _written(row: Row) -> str:
    return f"{row['by']}, {long_day(moment(row['at']))}"


# --- what happened ---

MOVES = {
    ("draft", "with manager"): "Sent to the line manager",
    ("draft", "with RA officer"): "Sent to the RA officer",
    ("with manager", "with RA officer"): "On to the RA officer",
    ("with manager", "draft"): "Taken back by the holder",
    ("with RA officer", "panel"): "Put to the panel",
    ("panel", "with RA officer"): "Back from the panel",
    ("agreed", "in place"): "Everything is in place",
}
INTO = {
    "draft": "Changed by the holder",
    "agreed": "Agreed",
    "declined": "Declined",
    "review due": "Review due",
    "renewed": "Renewed",
    "withdrawn": "Withdrawn",
}


def what_happened(passport: Passport, known: Beside) -> Sequence[Event]:
    """Moves, into whose hands it came, comments, recommendations and reviews, latest first."""
    holder = passport.holder.account_id
    found = [Event(moment(each["at"]), _move(each, holder), each["by"] or "", each["reason"]) for each in known.changes]
    for rows, title in (
        (known.comments, "Comment on section 4.1"),
        (known.recommendations, "Recommendation"),
        (known.reviews, "Review"),
    ):
        found += [Event(moment(each["at"]), title, each["by"]) for each in rows]
    found += [Event(clock.shown(moment(each["at"])), _into_hands(each), each["by"] or "") for each in known.hands]
    found.sort(key=lambda event: event.at, reverse=True)
    return found


def _into_hands(row: Row) -> str:
    return "Taken in hand" if row["by_id"] in (None, row["to_id"]) else f"Given to {row['to']}"


def _move(change: Mapping[str, Any], holder: Any) -> str:
    if (change["old"], change["new"]) == ("with RA officer", "draft"):
        return "Taken back by the holder" if change["by_id"] == holder else "Sent back with a question"
    return MOVES.get((change["old"], change["new"])) or INTO.get(change["new"], change["new"].capitalize())
