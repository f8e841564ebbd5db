"""My passport in words: where it stands and whose turn it is, how far its sections are, what became of adjustments."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse

from people.models import User
from welfare.cases.handling import name_of
from welfare.passports.choices import PASSPORT_COLOURS, AdjustmentStatus, PassportStatus, Purpose, WaitsFor
from welfare.passports.models import Passport
from welfare.passports.questions import MANAGER, SECTIONS, of_section, unsaid
from wmp.lib import clock
from wmp.lib.words import counted, long_day

# What its holder calls it otherwise than others do.
OWN = {PassportStatus.WITH_MANAGER: "With your line manager"}
TAGS = {each: (OWN.get(each, each.label), PASSPORT_COLOURS[each]) for each in PassportStatus}
WAITS = {
    WaitsFor.RA_OFFICER: "the RA officer",
    WaitsFor.PANEL: "the panel",
    WaitsFor.HOLDER: "you",
    WaitsFor.MANAGER: "your line manager",
    WaitsFor.SUPPLIER: "the supplier",
    WaitsFor.IT: "IT and Digital",
    WaitsFor.ESTATES: "Estates",
    WaitsFor.BUDGET: "a decision about the budget",
}
#: Why a passport that was sent to the line manager may wait for nobody.
NOBODY_COMMENTS = (
    "Nobody can comment on it now: you took it back from your line manager, the time ran out, or your line manager has "
    "changed."
)
GONE = (AdjustmentStatus.DECLINED, AdjustmentStatus.NO_LONGER_NEEDED)


def day(on: date) -> str:
    """`12 May` of this year, with its year otherwise."""
    return f"{on:%-d %B}" if on.year == clock.today().year else long_day(on)


# --- where it stands ---


def question_of(passport: Any) -> str:
    """What the RA officer asked when they sent it back, while it waits for its holder; "" otherwise."""
    move = passport.last_move or {}
    returned = passport.status == PassportStatus.DRAFT and move.get("old") == PassportStatus.WITH_RA_OFFICER
    return str(move["reason"]) if returned and move["by"] != passport.holder.account_id else ""


def turn_of(passport: Any, shares: Iterable[Any]) -> str:
    """Where it stands and whose turn it is. `passport` with its `last_move`, as welfare.passports.own reads it."""
    since = f"since {day(passport.since)}"
    match passport.status:
        case PassportStatus.DRAFT:
            return _of_a_draft(passport)
        case PassportStatus.WITH_MANAGER:
            asked = asked_to_comment(shares)
            if asked is None:
                return f"{NOBODY_COMMENTS} Say how it goes on."
            return f"Your line manager, {name_of(asked)}, is to comment on it, {since}. Then the RA officer has it."
        case PassportStatus.WITH_RA_OFFICER:
            who = f"{name_of(passport.ra_officer)}, the RA officer," if passport.ra_officer else "The RA officer"
            return f"{who} has it, {since}. You have nothing to do."
        case PassportStatus.PANEL:
            return f"A panel looks at it, {since}. You have nothing to do."
        case PassportStatus.AGREED:
            return (
                f"It was agreed on {day(passport.agreed_on)}. The RA officer sees that each adjustment is put in place."
            )
        case PassportStatus.DECLINED:
            return f"It was declined on {day(passport.since)}. You can change it and send it again."
        case PassportStatus.REVIEW_DUE:
            return f"A review has been due {since}. The RA officer gets in touch with you."
    return f"All that was agreed is in place. The next review is on {day(passport.review_due)}."


def _of_a_draft(passport: Any) -> str:
    if question_of(passport):
        return "The RA officer has asked you something. Answer it in your passport, and send it again."
    if passport.agreed_on:
        return "You are changing it. What was agreed stands meanwhile. Send it when you are ready."
    if (passport.last_move or {}).get("old"):
        return "You have taken it back. Change what you like, and send it when you are ready."
    return "You are writing it. There is no hurry: what you save is kept, on any device."


def asked_to_comment(shares: Iterable[Any]) -> User | None:
    """The line manager who can comment on it now. None where nobody can: see NOBODY_COMMENTS."""
    return next((each.to for each in shares if each.purpose == Purpose.COMMENT), None)


def why_declined(passport: Any) -> str:
    return (passport.last_move or {}).get("reason", "") if passport.status == PassportStatus.DECLINED else ""


# --- its sections, while it is written ---


def tasks_of(passport: Passport, adjustments: Sequence[Any], *, medical: bool) -> list[Mapping[str, str]]:
    """The task list. A section is completed as soon as it says enough to be sent."""
    asked = [each for each in adjustments if each.status not in GONE]
    missing = unsaid(passport, asks=bool(asked))
    first = _of_questions(passport, "1", enough=bool(passport.role))
    second = _of_questions(passport, "2", enough="impact" not in missing)
    fourth = _of_questions(passport, "4", enough=passport.with_manager is not None)
    third = {
        "title": _title("3"),
        "url": reverse("welfare:passport-adjustments"),
        "hint": counted(len(asked), "adjustment") if asked else "",
        **_status(bool(asked), "adjustments" not in missing),
    }
    detail = {
        "title": "Medical detail",
        "url": reverse("welfare:passport-medical"),
        "hint": "Only if you want to. Nobody asks for a diagnosis.",
        **({"status": "Given"} if medical else {"status": "Optional", "colour": "grey"}),
    }
    return [first, second, third, fourth, detail]


def _title(section: str) -> str:
    return f"{section}. {SECTIONS[section]}"


def _of_questions(passport: Passport, section: str, *, enough: bool) -> Mapping[str, str]:
    questions = of_section(section)
    answered = [each for each in questions if getattr(passport, each.field) not in (None, "")]
    status = _status(bool(answered), enough)
    if section == "1" and not answered:
        status = {"status": "Optional", "colour": "grey"}
    return {
        "title": _title(section),
        "url": reverse("welfare:passport-section", args=[questions[0].slug]),
        "hint": f"{len(answered)} of {len(questions)} questions answered" if answered else "",
        **status,
    }


def _status(begun: bool, enough: bool) -> Mapping[str, str]:
    if enough:
        return {"status": "Completed"}
    return {"status": "In progress", "colour": "teal"} if begun else {"status": "Not started", "colour": "blue"}


# --- what is missing before it can be sent ---


def missing_from(passport: Passport, adjustments: Iterable[Any], manager: Any) -> list[Mapping[str, str]]:
    """What has to be mended before it can be sent, each with the page where: {message, url}."""
    places = {"impact": _section("impact"), "adjustments": reverse("welfare:passport-adjustments") + "?from=check"}
    missing = unsaid(passport, asks=any(each.status not in GONE for each in adjustments))
    found = [(words, places[field]) for field, words in missing.items()]
    if passport.with_manager is None:
        found.append(("Say in section 4 whether you want your line manager to read it first", _section(MANAGER)))
    elif passport.with_manager and manager is None:
        words = "No line manager of yours has an account here. Choose in section 4 to go straight to the RA officer"
        found.append((words, _section(MANAGER)))
    return [{"message": message, "url": url} for message, url in found]


def _section(slug: str) -> str:
    return reverse("welfare:passport-section", args=[slug]) + "?from=check"


# --- adjustments ---


def state_of(adjustment: Any) -> str:
    """Where one adjustment stands: `Ordered, due 12 May`."""
    return "\n".join([_stands(adjustment), *_what_it_waits_for(adjustment)])


def _stands(each: Any) -> str:
    match each.status:
        case AdjustmentStatus.AGREED:
            return f"Agreed on {day(each.agreed_on)}{_due(each)}"
        case AdjustmentStatus.ORDERED:
            return f"Ordered{_due(each)}"
        case AdjustmentStatus.IN_PLACE:
            return f"In place since {day(each.in_place_on)}"
        case AdjustmentStatus.REVIEWED:
            return f"In place since {day(each.in_place_on)}, reviewed on {day(each.reviewed_on)}"
        case AdjustmentStatus.DECLINED:
            return f"Declined: {each.why}" if each.why else "Declined"
    return str(each.get_status_display())


def _due(each: Any) -> str:
    if not each.due:
        return ""
    return f", was due {day(each.due)}" if each.due < clock.today() else f", due {day(each.due)}"


def _what_it_waits_for(each: Any) -> list[str]:
    if each.status not in (AdjustmentStatus.AGREED, AdjustmentStatus.ORDERED):
        return []
    waits = f"Waits for {WAITS[WaitsFor(each.waits_for)]}" if each.waits_for else ""
    return [line for line in (waits, each.blocked_by) if line]


def adjustment_facts(adjustments: Iterable[Any]) -> list[dict[str, str]]:
    """Rows of a summary list. Of what is still to come, its holder can say that it came."""
    return [{"label": each.what, "value": state_of(each), **_came(each)} for each in adjustments]


def _came(each: Any) -> dict[str, str]:
    if each.status not in (AdjustmentStatus.AGREED, AdjustmentStatus.ORDERED):
        return {}
    return {"change_url": reverse("welfare:adjustments-put-in-place", args=[each.pk]), "change_text": "It is in place"}


def droppable(adjustments: Iterable[Any]) -> list[tuple[str, str]]:
    """Those that were agreed and that its holder may say are no longer needed: its words, and the page where."""
    return [
        (each.what, reverse("welfare:passport-adjustments-drop", args=[each.pk]))
        for each in adjustments
        if each.status != AdjustmentStatus.REQUESTED and each.may_move_to(AdjustmentStatus.NO_LONGER_NEEDED)
    ]
