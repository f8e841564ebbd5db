// Puts the code of a figure or of one of its numbers into a text, where the cursor stands:
// <section data-picker="id of the box" data-picker-from="/where/figures/are/" hidden>.

function fill(select, words) {
  select.replaceChildren(...words.map((word) => new Option(word, word)));
}

function startPicker(picker) {
  const box = document.getElementById(picker.dataset.picker);
  if (!box) return;
  const part = (name) => picker.querySelector(`#picker-${name}`);
  const [figure, row, column, which, number] = ["figure", "row", "column", "part", "number"].map(part);
  const kept = new Map();
  let codes = [];

  function chosen() {
    return codes.find(([ofRow, ofColumn]) => ofRow === row.value && ofColumn === column.value);
  }

  function tell() {
    const found = chosen();
    number.textContent = found ? `It is ${found[2]} now.` : "There is no such number.";
  }

  async function load() {
    const key = figure.value;
    if (!kept.has(key)) {
      const answer = await fetch(`${picker.dataset.pickerFrom}${key}/`, { headers: { Accept: "application/json" } });
      if (!answer.ok) return;
      kept.set(key, await answer.json());
    }
    if (key !== figure.value) return; // another was chosen meanwhile
    const found = kept.get(key);
    codes = found.codes;
    fill(row, found.rows);
    fill(column, found.columns);
    tell();
  }

  function insert(code) {
    box.setRangeText(code, box.selectionStart, box.selectionEnd, "end");
    box.dispatchEvent(new Event("input", { bubbles: true }));
    box.focus();
  }

  picker.querySelector("[data-picker-number]").addEventListener("click", () => {
    const found = chosen();
    if (found) insert(which.value ? found[3].replace(/}$/, ` / ${which.value}}`) : found[3]);
  });
  // A table stands alone on its line, so empty lines are put around it.
  picker.querySelector("[data-picker-figure]").addEventListener("click", () => {
    const before = box.value.slice(0, box.selectionStart);
    const after = box.value.slice(box.selectionEnd);
    const above = before && !before.endsWith("\n\n") ? (before.endsWith("\n") ? "\n" : "\n\n") : "";
    const below = after.startsWith("\n\n") ? "" : after.startsWith("\n") ? "\n" : "\n\n";
    insert(`${above}{${figure.value}}${below}`);
  });
  // At the begin of the line that the cursor stands in, after what makes it a heading or a line of a list.
  const mark = picker.querySelector("[data-picker-mark]");
  mark.addEventListener("click", () => {
    const at = box.selectionStart;
    const begin = box.value.lastIndexOf("\n", at - 1) + 1;
    const [sign] = /^\s*(#{1,6} |[-*•] |\d{1,3}[.)] )?/.exec(box.value.slice(begin));
    box.setRangeText(`${mark.dataset.pickerMark} `, begin + sign.length, begin + sign.length, "preserve");
    box.dispatchEvent(new Event("input", { bubbles: true }));
    box.focus();
  });
  figure.addEventListener("change", load);
  for (const select of [row, column]) select.addEventListener("change", tell);
  picker.hidden = false;
  load();
}

export function startPickers() {
  document.querySelectorAll("[data-picker]").forEach(startPicker);
}
