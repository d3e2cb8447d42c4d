/** Draws code in colours, as HTML; not there for a language it does not know. */
export type DrawCode = (code: string, language: string) => string | undefined;
/** Draws a formula of TeX, as MathML; not there if it is none. */
export type DrawMath = (tex: string, wide: boolean) => string | undefined;

const listeners = new Set<() => void>();
const asked = new Set<"code" | "math">();
let code: DrawCode | undefined;
let math: DrawMath | undefined;
let changes = 0;

/**
 * What draws code and formulas is much, and most messages have neither: each is loaded when it is asked for the first
 * time. Until it is there they are shown as they were written.
 */
export const late = {
  get code(): DrawCode | undefined {
    ask("code", async () => (code = (await import("./code")).drawCode));
    return code;
  },
  get math(): DrawMath | undefined {
    ask("math", async () => (math = (await import("./math")).drawMath));
    return math;
  },
  /** Tells when something has come. */
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  /** Grows with what has come. */
  get version(): number {
    return changes;
  },
};

function ask(part: "code" | "math", load: () => Promise<unknown>): void {
  if (asked.has(part)) return;
  asked.add(part);
  load().then(
    () => {
      changes++;
      for (const listener of listeners) listener();
    },
    // Without a network there are no colours; the next message that needs them asks again
    () => asked.delete(part),
  );
}
