// Says above a table that it is wider than its place: its columns may end just where the screen does.
// Whoever hears the page is told all columns anyhow, and the region around the table takes the focus by itself.

const WORDS = "Scroll the table sideways to see all of it.";
// A few pixels hide no number.
const SLACK = 8;

export function startWideTables() {
  const watch = new ResizeObserver((entries) => entries.forEach((entry) => tell(entry.target)));
  document.querySelectorAll(".app-table-scroll").forEach((region) => watch.observe(region));
}

function tell(region) {
  const wider = region.scrollWidth > region.clientWidth + SLACK;
  const said = region.previousElementSibling?.matches(".app-wider") ? region.previousElementSibling : null;
  if (said) said.hidden = !wider;
  else if (wider) region.before(hint());
}

function hint() {
  const made = document.createElement("p");
  made.className = "app-wider app-no-print";
  made.setAttribute("aria-hidden", "true");
  made.textContent = WORDS;
  return made;
}
