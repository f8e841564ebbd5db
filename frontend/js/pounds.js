// Amounts as people write them, in pence, for totals that follow as one types. The server judges what can be saved.

const SHAPE = /^(\d+|[1-9]\d{0,2}(?:[, ]\d{3})+)(?:\.(\d{1,2}))?$/;

// Pence; nought for nil; null for what cannot be read.
export function pence(text) {
  let rest = text.replace(/[−–—]/g, "-").replace(/[£\u00a0\u2009\u202f]/g, " ").trim();
  if (rest === "" || rest === "-") return 0n;
  const negative = /^-|-$|^\(.*\)$/.test(rest);
  rest = rest.replace(/^[-+(]\s*|\s*[-)]$/g, "").trim();
  const found = SHAPE.exec(rest);
  if (!found) return null;
  const size = BigInt(found[1].replace(/[, ]/g, "")) * 100n + BigInt((found[2] ?? "").padEnd(2, "0"));
  return negative ? -size : size;
}

// As the server writes them: 1,250 and -12.50.
export function written(amount) {
  const size = amount < 0n ? -amount : amount;
  const pounds = (size / 100n).toString().replace(/\B(?=(\d{3})+$)/g, ",");
  const rest = size % 100n ? `.${(size % 100n).toString().padStart(2, "0")}` : "";
  return `${amount < 0n ? "-" : ""}${pounds}${rest}`;
}
