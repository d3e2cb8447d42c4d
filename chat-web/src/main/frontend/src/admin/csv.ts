/** What a spreadsheet would take for a formula, also behind spaces. */
const FORMULA = /^[\s\u00a0]*[=+\-@\t\r|]/;
const NUMBER = /^-?\d+(\.\d+)?$/;

/** A cell as RFC 4180 writes it; what a spreadsheet would compute is text behind an apostrophe. */
function cell(text: string): string {
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A table as text that spreadsheets read, marked as UTF-8. */
export function csv(rows: readonly (readonly string[])[]): string {
  return "\ufeff" + rows.map((row) => row.map(cell).join(",") + "\r\n").join("");
}

/** Has the browser keep a file. */
export function keepFile(name: string, text: string, type = "text/csv;charset=utf-8"): void {
  keepBlob(name, new Blob([text], { type }));
}

/** The same of what the server has written. */
export function keepBlob(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
