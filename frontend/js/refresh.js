// A part of a page that changes while a job runs: <div data-refresh="SECONDS" id="..." aria-live="polite">.
// The page is asked for again and only this part is replaced, until the server leaves the attribute out.
// data-refresh-from names a page that has the part and less besides, where to read the page itself is logged.

function next(part) {
  const seconds = Number(part.dataset.refresh);
  if (seconds > 0) setTimeout(() => refresh(part), seconds * 1000);
}

async function refresh(part) {
  try {
    const answer = await fetch(part.dataset.refreshFrom ?? location.href, { headers: { "X-Refresh": part.id } });
    if (answer.ok && !answer.redirected) {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById(part.id);
      if (fresh) {
        part.replaceChildren(...fresh.childNodes);
        if (!fresh.hasAttribute("data-refresh")) return;
      }
    }
  } catch {
    // The server may be restarting; the next turn asks again.
  }
  next(part);
}

export function startRefreshing() {
  document.querySelectorAll("[data-refresh][id]").forEach(next);
}
