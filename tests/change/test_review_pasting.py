"""A whole table pasted from a spreadsheet into a review: errors at their cells, nothing lost, saved all or nothing."""

import re
from collections.abc import Sequence
from decimal import Decimal
from html import unescape
from random import Random
from typing import Any

import pytest
from django.test import Client

from change.models import BenefitsReview, Project
from change.reviews.models import LineKind
from tests.base import Cast, Role
from tests.change.reviewed import line_of, lines, programme_of, project_of, review_of

pytestmark = pytest.mark.django_db
HEADS = ["Programme", "Project", "Kind", "2021/22", "2022-23", "FY23/24"]


@pytest.fixture
def review(cast: Cast) -> BenefitsReview:
    return review_of()


@pytest.fixture
def project(cast: Cast) -> Project:
    return project_of("Connect", programme_of())


def table(*rows: Sequence[str]) -> str:
    return "\r\n".join("\t".join(row) for row in [HEADS, *rows])


class Paster:
    """Somebody who pastes a table and goes on from the page that answers."""

    def __init__(self, client: Client, review: BenefitsReview) -> None:
        self.client, self.address = client, f"/change/reviews/benefits-reviews/{review.pk}/paste/"
        self.page, self.status = "", 0

    def send(self, **fields: str) -> "Paster":
        response = self.client.post(self.address, {"amount": "planned", **fields}, follow=True)
        self.page, self.status = unescape(response.content.decode()), response.status_code
        return self

    @property
    def carried(self) -> dict[str, str]:
        """What the page sends on: the table, its mark, and the boxes of what is wrong."""
        text = re.search(r'<textarea name="text"[^>]*>\n(.*?)</textarea>', self.page, re.DOTALL)
        mark = re.search(r'name="mark" value="(\w+)"', self.page)
        assert text and mark
        return {"text": text[1], "mark": mark[1], **self.boxes}

    @property
    def boxes(self) -> dict[str, str]:
        return dict(re.findall(r'name="(cell-\d+-\d+)" value="([^"]*)"', self.page))

    def go_on(self, step: str, **mends: str) -> "Paster":
        return self.send(**{**self.carried, "step": step, **mends})


@pytest.fixture
def paster(manager: Client, review: BenefitsReview) -> Paster:
    return Paster(manager, review)


def test_a_table_is_checked_and_saved(paster: Paster, review: BenefitsReview, project: Project) -> None:
    line_of(review, project, 2021, planned=Decimal(7))
    paster.send(
        text=table(
            ["Our Data", "Connect", "Capital", "£1,250.50", "-", "(3)"], ["", "", "Cashable benefits", "", "5-", ""]
        )
    )
    assert "6 pasted" in paster.page and "3 changes" in paster.page and "was 7" in paster.page
    assert "3 amounts saved of 6 pasted." in paster.go_on("save").page
    found = lines(review).order_by("kind", "financial_year").values_list("kind", "financial_year", "planned")
    assert list(found) == [
        ("capital", 2021, Decimal("1250.50")),
        ("capital", 2023, Decimal(-3)),
        ("cashable benefit", 2022, Decimal(-5)),
    ]


def test_five_hundred_cells_with_errors_at_their_places(
    paster: Paster, review: BenefitsReview, django_assert_max_num_queries: Any
) -> None:
    data = programme_of()
    Project.objects.bulk_create(Project(name=f"Site {n}", limb="improve", programme=data) for n in range(34))
    kinds = ("capital", "one-off cost", "cashable benefit", "recurring cost", "non-cashable benefit")
    rows = [["Our Data", f"Site {n}", kind, "100", "200", "300"] for n in range(34) for kind in kinds]
    rows[3][4], rows[100][1], rows[160][5] = "1.234,50", "Sight 20", "(5-)"
    with django_assert_max_num_queries(15):
        paster.send(text=table(*rows))
    assert "2 of 510 amounts and 1 name or heading to mend: nothing is saved yet" in paster.page
    assert paster.boxes == {"cell-4-4": "1.234,50", "cell-101-1": "Sight 20", "cell-161-5": "(5-)"}
    assert "Row 102, project: No project is called that. Did you mean Our Data - Site 20?" in paster.page
    mends = {"cell-4-4": "1234.50", "cell-161-5": "-5"}
    paster.go_on("check", **mends)
    assert paster.boxes == {"cell-101-1": "Sight 20"} and "1,234.50" in paster.page and not lines(review).exists()
    paster.go_on("check", **{"cell-101-1": "Site 20"})
    assert paster.boxes == {}
    with django_assert_max_num_queries(25):  # the page that follows included
        assert "510 amounts saved" in paster.go_on("save").page
    assert lines(review).count() == 510 and lines(review).filter(planned=-5).count() == 1


def written(random: Random, amount: Decimal | None) -> str:
    """As finance systems write it."""
    if amount is None:
        return random.choice(["", "-"])
    plain = f"{abs(amount):,.2f}" if random.random() < 0.5 else f"{abs(amount):.2f}"
    if amount < 0:
        return random.choice([f"-{plain}", f"({plain})", f"{plain}-", f"-£{plain}", f"£({plain})"])
    return random.choice([plain, f"£{plain}", f" {plain} "])


WRONG = ["1.234,50", "(5-)", "many", "1,23", "0,123", "1.500", "£", "--5", "9999999999999"]


@pytest.mark.parametrize("seed", range(2))
def test_of_five_hundred_cells_each_comes_in_as_written_and_none_is_lost(
    paster: Paster, review: BenefitsReview, seed: int
) -> None:
    random, data, other = Random(seed), programme_of(), project_of("Other")
    kept = line_of(review, other, 2022, planned=Decimal(1), forecast=Decimal(2))
    rows: list[list[str]] = []
    wanted: dict[Any, Decimal] = {}
    for project in Project.objects.bulk_create(
        Project(name=f"Site {n}", limb="improve", programme=data) for n in range(34)
    ):
        for kind in LineKind.values:
            amounts = [random.choice([None, Decimal(random.randint(-(10**8), 10**8)) / 100]) for _ in range(3)]
            rows.append(["Our Data", project.name, kind, *(written(random, each) for each in amounts)])
            wanted |= {(project.pk, kind, 2021 + n): each for n, each in enumerate(amounts) if each is not None}
    places = random.sample([(down, across) for down in range(len(rows)) for across in (3, 4, 5)], 9)
    right = {f"cell-{down + 1}-{across}": rows[down][across].strip() for down, across in places}
    for (down, across), wrong in zip(places, WRONG, strict=True):
        rows[down][across] = wrong
    paster.send(text=table(*rows))
    assert f"{len(WRONG)} of 510 amounts to mend" in paster.page
    assert paster.boxes == dict(zip(right, WRONG, strict=True))
    carried = [line.split("\t") for line in paster.carried["text"].splitlines()]
    assert carried == [HEADS, *([cell.strip() for cell in row] for row in rows)]
    paster.go_on("check", **dict(list(right.items())[:4]))
    assert set(paster.boxes) == set(list(right)[4:]) and lines(review).count() == 1
    paster.go_on("check", **{name: right[name] for name in paster.boxes}).go_on("save")
    found = lines(review).exclude(pk=kept.pk).values_list("project", "kind", "financial_year", "planned")
    assert {(project, kind, year): planned for project, kind, year, planned in found} == wanted
    assert lines(review).filter(pk=kept.pk, planned=1, forecast=2).exists()


def test_nothing_is_saved_while_a_cell_is_wrong(paster: Paster, review: BenefitsReview, project: Project) -> None:
    paster.send(text=table(["Our Data", "Connect", "Capital", "1", "2", "1,50"]))
    paster.go_on("save")
    assert "1 of 3 amounts to mend" in paster.page and not lines(review).exists()


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (["Our Date", "Connect", "Capital"], "Did you mean Our Data?"),
        (["Our Data", "Konnect", "Capital"], "Did you mean Our Data - Connect?"),
        (["Standalone", "Connect", "Capital"], "This project is not in that programme, but in Our Data"),
        (["", "Zebra crossing", "Capital"], "Add it to the portfolio first"),
        (["Our Data", "Connect", "Gold"], "Write one of: Capital, One-off cost"),
        (["", "", "Capital"], "Name a project, or a programme"),
        (["", "Kiosk", "Capital"], "Several projects have this name"),
    ],
)
def test_what_a_row_is_of_is_judged_too(paster: Paster, project: Project, row: list[str], said: str) -> None:
    project_of("Kiosk", programme_of())
    project_of("Kiosk")
    assert said in paster.send(text=table([*row, "1", "2", "3"])).page


def test_the_same_line_twice_is_told(paster: Paster, project: Project) -> None:
    row = ["Our Data", "Connect", "Capital", "1", "", ""]
    assert "Row 2 has this project, kind and year already" in paster.send(text=table(row, row)).page


def test_totals_are_left_out_and_said(paster: Paster, project: Project) -> None:
    rows = [["Our Data", "Connect", "Capital", "1", "2", "3"], ["Grand Total", "", "", "1", "2", "3"]]
    paster.send(text=table(*rows).replace("FY23/24", "Total"))
    assert "Left out as totals: row 3" in paster.page and "column 6" in paster.page and "2 pasted" in paster.page


def test_a_year_outside_the_review_is_mended_in_its_heading(paster: Paster, project: Project) -> None:
    paster.send(text=table(["Our Data", "Connect", "Capital", "1", "2", "3"]).replace("2021/22", "2019/20"))
    assert "This review covers 2021/22 to 2025/26" in paster.page and paster.boxes == {"cell-0-3": "2019/20"}
    assert "2 changes" in paster.go_on("check", **{"cell-0-3": ""}).page


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("hello", "Copy the cells in your spreadsheet, with the row of headings"),
        ("Project\tKind\nConnect\tCapital", "a financial year, as 2022/23"),
        ("Kind\t2021/22\nCapital\t5", "Project or Programme"),
    ],
)
def test_what_is_no_table_is_said_and_stays(paster: Paster, text: str, said: str) -> None:
    assert said in paster.send(text=text).page and text.partition("\t")[0] in paster.page


def test_what_somebody_changed_meanwhile_is_shown_before_it_is_saved(
    paster: Paster, review: BenefitsReview, project: Project
) -> None:
    paster.send(text=table(["Our Data", "Connect", "Capital", "1", "2", "3"]))
    line_of(review, project, 2021, planned=Decimal(250))
    paster.go_on("save")
    assert (paster.status, lines(review).count()) == (409, 1)
    assert "Somebody changed some of these amounts" in paster.page and "was 250" in paster.page
    assert "3 amounts saved" in paster.go_on("save").page


def test_a_frozen_review_takes_no_paste(paster: Paster, review: BenefitsReview, project: Project) -> None:
    paster.send(text=table(["Our Data", "Connect", "Capital", "1", "2", "3"]))
    review.freeze(by=None)
    paster.go_on("save")
    assert paster.status == 409 and "is frozen" in paster.page and "Connect" in paster.page
    assert not lines(review).exists()


def test_lines_of_a_whole_programme_are_pasted(paster: Paster, review: BenefitsReview, project: Project) -> None:
    paster.send(text=table(["Our Data", "", "Recurring costs", "1", "", ""])).go_on("save")
    assert list(lines(review).values_list("programme__name", "project")) == [("Our Data", None)]


def test_nobody_else_pastes(client: Client, cast: Cast, review: BenefitsReview) -> None:
    for who in (cast.charlie, cast.of(Role.BENEFIT_OWNER)):
        client.force_login(who)
        assert Paster(client, review).send(text="x").status == 404


def test_a_stray_quote_swallows_nothing(paster: Paster, project: Project) -> None:
    row = ["Our Data", "Connect", "Capital", "1", "2", "3"]
    paster.send(text=table(['"Our Data', *row[1:]], row))
    assert (
        "1 name or heading to mend" in paster.page
        and "No programme is called that. Did you mean Our Data?" in paster.page
    )


def test_what_is_saved_twice_is_told_as_saved(paster: Paster, review: BenefitsReview, project: Project) -> None:
    paster.send(text=table(["Our Data", "Connect", "Capital", "1", "2", "3"]))
    carried = paster.carried
    assert "3 amounts saved of 3 pasted." in paster.go_on("save").page
    again = paster.send(**carried, step="save")
    assert again.status == 200 and "Every amount that was pasted stands" in again.page and lines(review).count() == 3


def test_of_programmes_that_are_spelled_alike_none_is_guessed(
    paster: Paster, review: BenefitsReview, project: Project
) -> None:
    hyphened = programme_of("Our-Data")
    paster.send(text=table(["our data", "", "Capital", "1", "", ""]))
    assert "Several programmes are spelled like this" in paster.page and not lines(review).exists()
    paster.send(text=table(["Our-Data", "", "Capital", "1", "", ""])).go_on("save")
    assert lines(review).get().programme == hyphened
