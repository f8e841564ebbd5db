"""Ranks, entry routes and roles: reference data that figures and files depend on."""

from datetime import date

from django.db import migrations

RANKS = [
    ("Chief Officer", "Chief Officer", False),
    ("Chief Superintendent", "C.Supt", False),
    ("Superintendent", "Supt", False),
    ("Chief Inspector", "CI", False),
    ("Inspector", "Insp", False),
    ("Sergeant", "Sgt", False),
    ("Constable", "PC", False),
    ("Special Chief Officer", "S.Chief Officer", True),
    ("Special Superintendent", "S.Supt", True),
    ("Special Chief Inspector", "S.CI", True),
    ("Special Inspector", "S.Insp", True),
    ("Special Sergeant", "S.Sgt", True),
    ("Special Constable", "SC", True),
]

# Name, years of probation, comparator, first and last day on which starters count for retention.
ENTRY_ROUTES = [
    ("IPLDP", 2, True, date(2018, 4, 1), date(2019, 6, 30)),
    ("PCDA", 3, False, date(2019, 6, 1), None),
    ("DHEP", 2, False, date(2019, 6, 1), None),
    ("DC DHEP", 2, False, date(2019, 6, 1), None),
]

ROLES = [
    "welfare officer",
    "welfare lead",
    "RA officer",
    "dyslexia assessor",
    "promotion team",
    "performance lead",
    "talent lead",
    "people data officer",
    "change manager",
    "benefit owner",
    "board secretary",
    "board reader",
    "auditor",
    "administrator",
]


def add_reference_data(apps, schema_editor):
    rank = apps.get_model("people", "Rank")
    for position, (name, abbreviation, special) in enumerate(RANKS, start=1):
        rank.objects.create(name=name, abbreviation=abbreviation, special=special, position=position)
    route = apps.get_model("people", "EntryRoute")
    for position, (name, years, comparator, first, last) in enumerate(ENTRY_ROUTES, start=1):
        route.objects.create(
            name=name, years=years, comparator=comparator, counted_from=first, counted_to=last, position=position
        )
    group = apps.get_model("auth", "Group")
    for name in ROLES:
        group.objects.get_or_create(name=name)


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]
    operations = [migrations.RunPython(add_reference_data, migrations.RunPython.noop)]
