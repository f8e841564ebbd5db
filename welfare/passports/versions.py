"""What a version of a passport holds: sections 1 to 7 as they read at that moment, and never a medical detail."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Max
from django.utils import timezone

from people.models import Post
from welfare.cases.handling import name_of
from welfare.passports.choices import Why
from welfare.passports.models import Passport
from welfare.passports.sharing import PassportVersion
from wmp.lib import clock
from wmp.lib.timeline import said
from wmp.lib.words import long_day

Block = dict[str, Any]
TITLES = {
    "1": "Me and my role",
    "2": "Impact and barriers",
    "3": "Adjustments I asked for",
    "4": "What we have talked about",
    "4.1": "Line manager's comments",
    "5": "RA officer's recommendations",
    "6": "Adjustments agreed",
    "7": "Reviews",
    "8": "Sharing",
}
# In the order of the sections: the fields of the passport itself.
FIELDS = {
    "1": ("role", "working_pattern", "contact"),
    "2": ("impact", "barriers", "varies", "if_unwell"),
    "4": ("discussion",),
}


def keep(passport: Passport, why: Why, *, by: Any) -> PassportVersion:
    """The passport as it is now, as its next version. With the passport's row held."""
    passport.hold()
    latest = passport.versions.unscoped().aggregate(number=Max("number"))["number"] or 0
    version: PassportVersion = passport.versions.create(number=latest + 1, why=why, by=by, content=content_of(passport))
    return version


def content_of(passport: Passport) -> dict[str, Any]:
    """What a version of the passport as it is now would hold."""
    return {"sections": sections_of(passport)}


def sections_of(passport: Passport) -> list[dict[str, Any]]:
    """Sections 1 to 7, each with the blocks that it has: {number, title, blocks}."""
    standing = passport.recommendations.unscoped().standing()
    blocks: dict[str, list[Block]] = {
        "1": [*_who(passport), *_fields(passport, "1")],
        "2": _fields(passport, "2"),
        "3": _asked(passport),
        "4": _fields(passport, "4"),
        "4.1": [_text(_of(each), each.text) for each in passport.comments.unscoped().select_related("by")],
        "5": [_text(_of(each), each.text) for each in standing.select_related("by")],
        "6": _agreed(passport),
        "7": _reviews(passport),
    }
    return [{"number": number, "title": TITLES[number], "blocks": found} for number, found in blocks.items()]


def asked_before(passport: Passport) -> set[str]:
    """What the versions that were sent, agreed or reviewed ask for. The rest no RA officer has seen."""
    contents = passport.versions.unscoped().exclude(why=Why.SHARED).values_list("content", flat=True)
    sections = [each for content in contents for each in content["sections"] if each["number"] == "3"]
    return {row[0] for section in sections for block in section["blocks"] for row in block.get("rows", ())}


def label_of(name: str) -> str:
    """What a field of the passport is called on its pages."""
    field: Any = Passport._meta.get_field(name)
    words = str(field.verbose_name)
    return words[:1].upper() + words[1:]


def _text(label: str, text: Any) -> Block:
    return {"label": label, "text": str(text)}


def _of(entry: Any) -> str:
    return f"{name_of(entry.by)}, {long_day(timezone.localdate(entry.at))}"


def _who(passport: Passport) -> list[Block]:
    person = passport.holder
    held = Post.objects.unscoped().in_force_on(clock.today()).filter(person=person).select_related("rank", "department")
    posts = [f"{post.rank or post.get_staff_type_display()}, {post.department}" for post in held]
    return [_text("Name", person), _text("Post", "; ".join(posts) or "None today")]


def _fields(passport: Passport, section: str) -> list[Block]:
    return [_text(label_of(name), value) for name in FIELDS[section] if (value := getattr(passport, name))]


def _table(label: str, columns: list[str], rows: Iterable[list[Any]]) -> list[Block]:
    found = [[str(said(value) or "") for value in row] for row in rows]
    return [{"label": label, "columns": columns, "rows": found}] if found else []


def _asked(passport: Passport) -> list[Block]:
    # What the holder took off is nobody's to read. What was agreed, and is not needed now, stands in section 6.
    asked = passport.adjustments.unscoped().exclude(status="no longer needed")
    rows = ([each.what, each.asked_on] for each in asked)
    return _table("Asked for", ["What", "Asked for"], rows)


def _agreed(passport: Passport) -> list[Block]:
    agreed = passport.adjustments.unscoped().filter(agreed_on__isnull=False)
    rows = ([each.what, each.get_status_display(), each.due, each.in_place_on] for each in agreed)
    return _table("Agreed", ["What", "Where it stands", "Due", "In place since"], rows)


def _reviews(passport: Passport) -> list[Block]:
    rows = ([each.on, each.get_outcome_display(), each.notes, each.next_on] for each in passport.reviews.unscoped())
    return _table("Reviews", ["Held on", "What came of it", "Notes", "Next review"], rows)
