"""The paper's own printed values, for the page to show beside the computed ones."""

from collections.abc import Iterator

from people.recruitment.figures import SINCE_UPLIFT
from wmp.demo import last_year, targets

SOURCE = "Board paper, 2022"
Row = tuple[str, str, str, str]


def rows() -> Iterator[Row]:
    """(figure, row, column, value), with rows and columns labelled as our figures label theirs."""
    for key in ("representation_by_staff_type", "representation_by_rank"):
        for label, column, value in targets.cells(key):
            yield f"people.{key}", label, column, str(value)
    yield from _retention()
    yield from _promotion()
    for row in targets.table("specials_hours"):
        for column, key in (("Specials", "specials"), ("Hours", "hours"), ("Hours per special", "average")):
            yield "people.specials_hours", row["month"], column, row[key]
    yield from _recruitment()
    for row in targets.table("performance_year"):
        yield "people.performance_year", row["measure"], last_year.YEAR, row["percent"]
    columns = {"one-off cost": "One-off costs", "recurring cost": "Recurring costs"} | {
        "cashable benefit": "Cashable benefits",
        "non-cashable benefit": "Non-cashable benefits",
    }
    for label, column, value in targets.cells("costs"):
        yield "change.costs_and_benefits", label, columns.get(column, column.capitalize()), str(value)
    for label, column, value in targets.cells("fte"):
        yield "change.fte_efficiencies", label, column, str(value)
    yield from _change()
    yield from _wellbeing()
    yield from _assaults()
    yield from _occupational_health()


def _recruitment() -> Iterator[Row]:
    """The texts of the paper on Uplift and on specials; of the share of new officers it says "around 17%"."""
    for column, value in (("Under-represented", "322"), ("Share", "17"), ("Target", "29.9")):
        yield "people.uplift_recruits", SINCE_UPLIFT, column, value
    specials = {"Joined": "105", "Female": "27.6", "Ethnic minority": "21.9", "Specials now": "305"}
    for column, value in specials.items():
        yield "people.specials_recruitment", "Last 12 months", column, value


def _change() -> Iterator[Row]:
    """Uplift's benefits by department, the surveys of the pilot, and what is said of priority based budgeting."""
    for row in targets.table("benefits_by_department"):
        yield "change.benefits_by_department", row["department"], "Share of benefits", row["share"]
    for column, value in (("Sent", "13228"), ("Returned", "1233"), ("Cost per response", "0.30")):
        yield "change.sms_survey", "Average month", column, value
    for label, column, value in (
        ("Phase 3", "Projected", "2000000"),
        ("Grand Total", "Identified", "5400000"),
        ("Grand Total", "Removed from base budget", "5400000"),
    ):
        yield "change.budgeting", label, column, value


def _retention() -> Iterator[Row]:
    key = "people.retention_by_entry_route"
    for row in targets.table("retention"):
        yield key, row["route"], "Recruited", row["recruited"]
        yield key, row["route"], "Leavers during probation", row["leavers"]
        yield key, row["route"], "Retention", row["retention"]
    # The paper has one total row, which counts recruits without IPLDP and leavers with it (docs/2022-paper.md).
    yield key, "PEQF total", "Recruited", "1704"
    yield key, "Total with comparator", "Leavers during probation", "120"
    yield key, "PEQF total", "Retention", "93"


def _promotion() -> Iterator[Row]:
    columns = {
        "applicants": "Applicants",
        "successful": "Successful",
        "success": "Success",
        "female": "Female success",
        "minority": "Ethnic minority success",
    }
    for row in targets.table("promotion"):
        parts = [row[key] for key in ("season", "year")]
        label = f"{row['from_rank']} to {row['to_rank']} {' '.join(parts)}" if row["to_rank"] else row["from_rank"]
        for key, column in columns.items():
            yield "people.promotion_success", label, column, row[key]


def _wellbeing() -> Iterator[Row]:
    for row in targets.table("attendance"):
        yield "welfare.attendance", row["staff_type"], row["month"], row["attendance"]
    for row in targets.table("absence_reasons"):
        yield "welfare.absence_reasons", row["reason"], row["month"], row["share"]
    for row in targets.table("pulse_survey"):
        yield "welfare.pulse_survey", row["statement"], "Agree or strongly agree", row["agree"]
        if row["disagree"]:
            yield "welfare.pulse_survey", row["statement"], "Disagree or strongly disagree", row["disagree"]
    for row in targets.table("trauma_training"):
        yield "welfare.trauma_training", row["group"], "Trained", row["trained"]


def _assaults() -> Iterator[Row]:
    for row in targets.table("assault_series"):
        column = f"{row['series']}, mean"
        yield "welfare.assault_series", row["last_before"], column, row["mean_before"]
        yield "welfare.assault_series", row["step_change"], column, row["mean_after"]
    for row in targets.table("assaults"):
        yield "welfare.assaults", row["offence"], "Per month", row["per_month"]
        if row["with_injury"]:
            yield "welfare.assaults", row["offence"], "Share of assaults with injury", row["with_injury"]
        yield "welfare.assaults", row["offence"], "Share of all assaults", row["all"]
    for row in targets.table("assault_outcomes"):
        yield "welfare.assault_outcomes", row["row"], row["column"], row["value"]


def _occupational_health() -> Iterator[Row]:
    columns = {"Overall workforce": "workforce", "Police officers": "officers", "PCSOs": "pcsos", "Staff": "staff"}
    for row in targets.table("oh_referrals"):
        if row["printed"] != "yes":
            continue
        quarter = f"{row['quarter_start']} to {row['quarter_end']}"
        for label, key in columns.items():
            yield "welfare.oh_referrals", f"{quarter}, {label}", "Referrals", row[key]
        yield "welfare.oh_waits", quarter, "Days", row["days"]
        yield "welfare.oh_reasons", quarter, "Mental health", row["mental_health"]
        yield "welfare.oh_reasons", quarter, "Physical health", row["physical_health"]
