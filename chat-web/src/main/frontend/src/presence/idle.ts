const IDLE_MS = 10 * 60 * 1000;
const SIGNS = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"] as const;

/** Tells when nobody has done anything here for ten minutes, and when somebody does again; ends when called. */
export function watchIdleness(turn: (idle: boolean) => void): () => void {
  let timer = setTimeout(() => turn(true), IDLE_MS);
  let last = Date.now();
  const sign = () => {
    const now = Date.now();
    // A moving pointer is a sign sixty times a second; one in a while is enough
    if (now - last < 1000) return;
    last = now;
    clearTimeout(timer);
    timer = setTimeout(() => turn(true), IDLE_MS);
    turn(false);
  };
  for (const name of SIGNS) window.addEventListener(name, sign, { passive: true, capture: true });
  return () => {
    clearTimeout(timer);
    for (const name of SIGNS) window.removeEventListener(name, sign, { capture: true });
  };
}
