// Paper unfolds nothing: what is folded away on the page is printed open, and folded again afterwards.
export function startPrinting() {
  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")];
    opened.forEach((each) => (each.open = true));
  });
  window.addEventListener("afterprint", () => {
    opened.forEach((each) => (each.open = false));
    opened = [];
  });
}
