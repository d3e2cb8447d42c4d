const NAME = "Parley";
const MOST = 99;

let shown: string | undefined;
let unread = 0;

/** Names what is shown in the title of the page, until what comes back is called. */
export function entitle(what: string): () => void {
  shown = what;
  write();
  return () => {
    if (shown === what) shown = undefined;
    write();
  };
}

/** Says in the title, on its sign and on that of the installed app how many messages wait to be read. */
export function countUnread(count: number): void {
  unread = count;
  write();
  const sign = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  if (sign) sign.href = count > 0 ? "/favicon-unread.svg" : "/favicon.svg";
  // Not every browser has badges, and those that do may refuse
  const badge = count > 0 ? navigator.setAppBadge?.(count) : navigator.clearAppBadge?.();
  badge?.catch(() => undefined);
}

function write(): void {
  const count = unread > MOST ? `(${MOST}+) ` : unread > 0 ? `(${unread}) ` : "";
  document.title = count + (shown === undefined ? NAME : `${shown} · ${NAME}`);
}
