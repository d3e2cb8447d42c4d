/** The key that people on this machine press for commands. */
export const isApple = /Mac|iPhone|iPad/.test(navigator.platform);
export const modifier = isApple ? "⌘" : "Ctrl";

/** Whether the command key of this machine is held, and no other. */
export function isCommand(event: KeyboardEvent | React.KeyboardEvent): boolean {
  return (isApple ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey) && !event.altKey;
}

/** Whether a key typed here is text. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

const somethingCovers = () => document.querySelector('[role="dialog"], [role="menu"]') !== null;
let somethingCovered = false;
// Escape closes what it is meant for before others hear of the key, so this is asked before anybody hears of it
window.addEventListener("keydown", () => (somethingCovered = somethingCovers()), { capture: true });

/** Whether something lies over the page that keys belong to, or did when the key was pressed. */
export function isSomethingOpen(): boolean {
  return somethingCovered || somethingCovers();
}
