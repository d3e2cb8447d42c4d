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

/** Whether something lies over the page that keys belong to. */
export function isSomethingOpen(): boolean {
  return document.querySelector('[role="dialog"], [role="menu"]') !== null;
}
