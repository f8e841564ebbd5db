// Turns long selects into a box to type in, and text boxes into a search of one of our own addresses.
//
// <select data-autocomplete>            options are in the page
// <input data-autocomplete-url="/...">  answers [{"value": ..., "text": ...}] for ?q=

import accessibleAutocomplete from "accessible-autocomplete";

const PAUSE_MS = 150; // people type faster than a search should be asked

function enhanceSelect(select) {
  accessibleAutocomplete.enhanceSelectElement({
    selectElement: select,
    defaultValue: select.value ? undefined : "",
    showAllValues: select.options.length < 50,
    displayMenu: "overlay",
    confirmOnBlur: false,
  });
}

function search(url) {
  let timer;
  let last;
  const find = (query, show) => {
    clearTimeout(timer);
    find.busy = true;
    const tell = (items) => {
      find.busy = false;
      show(items);
    };
    timer = setTimeout(async () => {
      last?.abort();
      last = new AbortController();
      try {
        const address = new URL(url, location.origin);
        address.searchParams.set("q", query);
        const answer = await fetch(address, { signal: last.signal, headers: { Accept: "application/json" } });
        tell(answer.ok ? await answer.json() : []);
      } catch (error) {
        if (error.name !== "AbortError") tell([]);
      }
    }, PAUSE_MS);
  };
  return find;
}

function enhanceInput(input) {
  const holder = document.createElement("div");
  const { id, name } = input;
  const chosen = input;
  input.before(holder);
  const text = (item) => item?.text ?? "";
  const source = search(input.dataset.autocompleteUrl);
  accessibleAutocomplete({
    element: holder,
    id,
    name: "",
    defaultValue: input.dataset.autocompleteText ?? "",
    minLength: 2,
    confirmOnBlur: false,
    source,
    // Over the page and not in it: a list that closes under a click would move the button away from it.
    displayMenu: "overlay",
    tNoResults: () => (source.busy ? "Searching…" : input.dataset.autocompleteNothing),
    templates: { inputValue: text, suggestion: (item) => escapeHtml(typeof item === "string" ? item : text(item)) },
    onConfirm: (item) => {
      if (item) chosen.value = item.value;
    },
  });
  // What was typed but not chosen must not travel as the choice that stood there before.
  holder.querySelector("input").addEventListener("input", (event) => {
    chosen.value = event.target.value;
  });
  // Enter chooses here. It never sends the form: the list may still be on its way, and the rest is filled in already.
  holder.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  if (chosen.autofocus) holder.querySelector("input").focus();
  chosen.type = "hidden";
  chosen.id = `${id}-value`;
  chosen.name = name;
}

function escapeHtml(value) {
  const box = document.createElement("span");
  box.textContent = value;
  return box.innerHTML;
}

export function startAutocompletes() {
  document.querySelectorAll("select[data-autocomplete]").forEach(enhanceSelect);
  document.querySelectorAll("input[data-autocomplete-url]").forEach(enhanceInput);
}
