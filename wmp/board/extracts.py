"""Every incoming file, in the order of a first load."""

from change.extracts import EXTRACTS as CHANGE
from people.extracts import EXTRACTS as PEOPLE
from people.roles import Role
from welfare.extracts import EXTRACTS as WELFARE
from wmp.board.models import PublishedValue
from wmp.lib.extracts import Date, Extract, Load, Number, Text


class Published(Extract):
    """Figures from before records began, cell by cell. A figure may be one that this system does not compute yet."""

    kind = "published"
    title = "Published figures from before records began"
    loaders = frozenset({Role.BOARD_SECRETARY.value})
    columns = (
        Text(
            "figure",
            key=True,
            required=True,
            longest=60,
            pattern=r"^[a-z_]+[.][a-z0-9_]+$",
            meaning="a figure's key such as people.promotion_success",
        ),
        Date("day", key=True, required=True),
        Text("row", key=True, required=True, longest=200),
        Text("column", key=True, required=True, longest=200),
        Number("value", required=True, places=6, least=-999_999_999_999, most=999_999_999_999),
        Text("source", required=True, longest=200, meaning="where it was published; public editions print it"),
    )

    def write(self, load: Load) -> None:
        load.upsert(
            PublishedValue,
            source="FROM staged s",
            key={"figure": "s.figure", "day": "s.day", "row": 's."row"', "column": 's."column"'},
            values={"value": "s.value", "source": "s.source"},
        )


EXTRACTS: list[Extract] = [*PEOPLE, *WELFARE, *CHANGE, Published()]


def extract_for(kind: str) -> Extract | None:
    return next((extract for extract in EXTRACTS if extract.kind == kind), None)
