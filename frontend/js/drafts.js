// Keeps what is typed into a form on the server until it is sent: <form data-draft="/where/">, with its token in it.
// A couple of seconds after somebody stops typing, and when the page goes out of sight.

import { mayOutlive } from "./leaving.js";

const PAUSE_MS = 2000;

function typedInto(form) {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    // Neither files nor passwords are kept; the server asks for its own list of fields as well.
    if (typeof value === "string" && form.querySelector(`[name="${CSS.escape(name)}"]`)?.type !== "password") {
      fields.append(name, value);
    }
  }
  fields.delete("csrfmiddlewaretoken");
  return fields;
}

function keepDraft(form) {
  let kept = typedInto(form).toString();
  let timer;
  let underWay;
  let sent = false;

  async function save() {
    clearTimeout(timer);
    const typed = typedInto(form);
    if (sent || typed.toString() === kept) return;
    const before = kept;
    kept = typed.toString();
    try {
      const keepalive = mayOutlive(typed);
      underWay = fetch(form.dataset.draft, { method: "POST", body: typed, keepalive, credentials: "omit" });
      const answer = await underWay;
      if (!answer.ok) kept = before;
    } catch {
      kept = before; // the next pause tries again
    } finally {
      underWay = undefined;
    }
  }

  function soon() {
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE_MS);
  }

  for (const event of ["input", "change", "focusout"]) form.addEventListener(event, soon);
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && save());
  window.addEventListener("pagehide", save);
  // Back on the page by the browser's own button: it goes on.
  window.addEventListener("pageshow", () => (sent = false));
  form.addEventListener("submit", async (event) => {
    sent = true;
    clearTimeout(timer);
    if (!underWay) return;
    // A draft that arrived after the form would stay behind as if it had not been saved.
    event.preventDefault();
    const button = event.submitter;
    await underWay.catch(() => {});
    form.requestSubmit(button);
  });
}

export function startDrafts() {
  document.querySelectorAll("form[data-draft]").forEach(keepDraft);
}
