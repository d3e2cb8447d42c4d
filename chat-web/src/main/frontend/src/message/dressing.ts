export interface Words {
  spoiler: string;
  copy: string;
  copied: string;
}

/**
 * Gives the HTML of a message what one can do there: code is copied by a button, and what is hidden is shown by a click or a
 * key, once and for as long as the message is in the page.
 *
 * @param announce says something to those who listen to the page
 */
export function dress(text: HTMLElement, words: Words, announce: (words: string) => void): void {
  for (const block of text.querySelectorAll<HTMLElement>(".code:not(:has(button))"))
    block.append(copyButton(block, words, announce));
  for (const spoiler of text.querySelectorAll<HTMLElement>(".spoiler:not([role])"))
    hide(spoiler, words, announce);
}

const COPIED_MS = 2_000;

function copyButton(block: HTMLElement, words: Words, announce: (words: string) => void): HTMLElement {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = words.copy;
  const code = block.textContent?.replace(/\n$/, "") ?? "";
  button.addEventListener("click", () => {
    void navigator.clipboard.writeText(code).then(() => {
      button.textContent = words.copied;
      announce(words.copied);
      setTimeout(() => (button.textContent = words.copy), COPIED_MS);
    });
  });
  return button;
}

function hide(spoiler: HTMLElement, words: Words, announce: (words: string) => void): void {
  // Inert: neither read out nor reached by a key, links in it neither
  const hidden = document.createElement("span");
  hidden.setAttribute("inert", "");
  hidden.append(...spoiler.childNodes);
  spoiler.append(hidden);
  spoiler.setAttribute("role", "button");
  spoiler.setAttribute("aria-label", words.spoiler);
  spoiler.tabIndex = 0;
  spoiler.addEventListener("click", show);
  spoiler.addEventListener("keydown", onKey);

  function onKey(event: KeyboardEvent): void {
    if (event.key === "Enter" || event.key === " ") show(event);
  }

  function show(event: Event): void {
    event.preventDefault();
    event.stopPropagation();
    spoiler.removeEventListener("click", show);
    spoiler.removeEventListener("keydown", onKey);
    hidden.removeAttribute("inert");
    spoiler.removeAttribute("aria-label");
    // What has been shown is words again; the focus stays, so that reading goes on from here
    spoiler.setAttribute("role", "note");
    spoiler.tabIndex = -1;
    announce(hidden.textContent ?? "");
  }
}
