"""How people write projects, programmes, kinds of lines and financial years in a table, and what they mean by it."""

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from change.portfolio.models import STANDALONE, Programme, Project
from change.reviews.homes import Home
from change.reviews.models import LineKind
from wmp.lib.words import spoken_list

PROGRAMME, PROJECT, KIND = "programme", "project", "kind"
HEADINGS = {
    "programme": PROGRAMME,
    "program": PROGRAMME,
    "project": PROJECT,
    "project name": PROJECT,
    "kind": KIND,
    "type": KIND,
    "category": KIND,
}
TOTALS = {"total", "totals", "grand total", "sub total", "subtotal", "net"}


def plain(text: str) -> str:
    return re.sub(r"[\s_–—-]+", " ", text).strip().casefold()


def heading(text: str) -> str | int | None:
    """A part by its heading, or the April of a year: 2022/23, 2022-23, 22/23, FY22/23, 2022/2023."""
    if (part := HEADINGS.get(plain(text))) is not None:
        return part
    found = re.fullmatch(r"(?:fy)? ?((?:20)?\d\d) ?[/ ] ?((?:20)?\d\d)", plain(text), re.ASCII)
    if not found:
        return None
    first, last = (int(each) % 100 for each in found.groups())
    return 2000 + first if last == (first + 1) % 100 else None


class Names:
    """Projects and programmes by how people write them. Two queries."""

    def __init__(self, user: Any) -> None:
        self.programmes: dict[str, list[Programme]] = {}
        for each in Programme.objects.visible_to(user).order_by():
            self.programmes.setdefault(plain(each.name), []).append(each)
        self.projects: dict[str, list[Project]] = {}
        for project in Project.objects.visible_to(user).select_related("programme").order_by():
            whole = f"{project.programme or STANDALONE} - {project.name}"
            for spelling in {plain(project.name), plain(whole)}:
                self.projects.setdefault(spelling, []).append(project)

    def home(self, programme: str, project: str) -> Home:
        """Raises LookupError with (which cell, what to do)."""
        above = None
        if programme and plain(programme) != plain(STANDALONE):
            above = self._programme(programme)
        if not project:
            if above is None:
                raise LookupError(PROJECT, "Name a project, or a programme for its lines as a whole")
            return Home(above)
        found = self.projects.get(plain(project), [])
        fitting = [each for each in found if each.programme_id == (above and above.pk)] if programme else found
        if len(fitting) == 1:
            return Home(fitting[0].programme, fitting[0])
        if fitting:
            raise LookupError(PROJECT, "Several projects have this name: put the programme and “ - ” before it")
        if found:
            where = spoken_list([str(each.programme or STANDALONE) for each in found], "or")
            raise LookupError(PROJECT, f"This project is not in that programme, but in {where}")
        raise LookupError(PROJECT, f"No project is called that.{self._near(project, self.projects)}")

    def _programme(self, text: str) -> Programme:
        """Of several that are spelled alike, that which is written so to the letter. Raises LookupError."""
        found = self.programmes.get(plain(text), [])
        exact = [each for each in found if each.name == text.strip()]
        if not found:
            raise LookupError(PROGRAMME, f"No programme is called that.{self._near(text, self.programmes)}")
        if len(found) > 1 and not exact:
            names = spoken_list([f"“{each.name}”" for each in found], "or")
            raise LookupError(PROGRAMME, f"Several programmes are spelled like this: write {names}, to the letter")
        return (exact or found)[0]

    def _near(self, text: str, names: Mapping[str, Sequence[Any]]) -> str:
        near = get_close_matches(plain(text), names, 1)
        if not near:
            return " Add it to the portfolio first, or mend its name"
        return f" Did you mean {names[near[0]][0]}?"

    def has(self, text: str) -> bool:
        return plain(text) in self.projects or plain(text) in self.programmes


KINDS = {
    spelling: kind for kind in LineKind for spelling in {plain(kind.value), plain(kind.label), f"{plain(kind.value)}s"}
}
