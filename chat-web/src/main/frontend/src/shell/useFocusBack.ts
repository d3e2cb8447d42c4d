import { useEffect } from "react";

/** Where the focus belongs when what had it is gone: where one writes, else the list. */
const HOME = ['[data-pane="composer"] textarea', '[data-pane="list"] a[tabindex="0"]'];

/** What lies over the page takes the focus; when it goes, the focus goes back to where it was. */
export function useFocusBack(): void {
  useEffect(() => {
    const before = document.activeElement;
    return () => {
      // A moment later: whoever closed it may have set the focus where it is wanted now
      setTimeout(() => {
        if (document.activeElement !== document.body) return;
        const there = before?.isConnected && before !== document.body ? before : home();
        if (there instanceof HTMLElement) there.focus({ preventScroll: true });
      });
    };
  }, []);
}

function home(): Element | undefined {
  return (
    HOME.map((selector) => document.querySelector(selector)).find((element) => element !== null) ?? undefined
  );
}
