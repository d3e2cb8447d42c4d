/** What is shown outside of the page. */
export interface Note {
  /** Of one conversation; what is shown later under the same takes the place of what was. */
  tag: string;
  title: string;
  text: string;
  /** Where in the client a click leads. */
  place: string;
  /** Whether it comes without a sound. */
  quiet: boolean;
}

/** Where notes are shown. */
export interface Desktop {
  show(note: Note): Promise<void>;
  /** Takes away what is shown under a tag, or everything. */
  clear(tag?: string): Promise<void>;
  /** Calls with the place of a note when it is clicked, until what comes back is called. */
  onClick(go: (place: string) => void): () => void;
}

const ON = "parley.notify";

export type Permission = NotificationPermission | "unavailable";

export function permission(): Permission {
  return typeof Notification === "undefined" ? "unavailable" : Notification.permission;
}

/** Whether notes are wanted on this device: allowed by its browser, and switched on. */
export function isWanted(): boolean {
  return permission() === "granted" && localStorage.getItem(ON) !== null;
}

/** Has this device show notes. Browsers ask the person, who has to have clicked on something just now. */
export async function want(): Promise<Permission> {
  if (permission() === "default") await Notification.requestPermission();
  if (permission() === "granted") localStorage.setItem(ON, "1");
  return permission();
}

export function unwant(): void {
  localStorage.removeItem(ON);
}

/**
 * The desktop that the browser gives. Notes are shown by the service worker where there is one: they outlive the page,
 * and on phones there are no others.
 */
export function browserDesktop(): Desktop {
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  const registered = async () => {
    const registration = await workers?.getRegistration();
    return registration?.active ? registration : undefined;
  };
  const own = new Map<string, Notification>();
  const listeners = new Set<(place: string) => void>();
  const go = (place: string) => {
    for (const listener of listeners) listener(place);
  };

  return {
    async show({ tag, title, text, place, quiet }) {
      const options: NotificationOptions & { renotify?: boolean } = {
        tag,
        body: text,
        icon: "/icon-192.png",
        badge: "/badge.png",
        dir: "auto",
        data: { place },
        silent: quiet,
        renotify: !quiet,
      };
      const registration = await registered();
      if (registration) return registration.showNotification(title, options);
      const note = new Notification(title, options);
      own.set(tag, note);
      note.onclose = () => own.delete(tag);
      note.onclick = () => {
        window.focus();
        go(place);
        note.close();
      };
    },

    async clear(tag) {
      for (const note of tag === undefined ? own.values() : [own.get(tag)]) note?.close();
      const notes = await (await registered())?.getNotifications(tag === undefined ? {} : { tag });
      for (const note of notes ?? []) note.close();
    },

    onClick(listener) {
      const heard = ({ data }: MessageEvent<{ type?: string; place?: string } | undefined>) => {
        if (data?.type === "show" && data.place?.startsWith("/c/")) listener(data.place);
      };
      listeners.add(listener);
      workers?.addEventListener("message", heard);
      return () => {
        listeners.delete(listener);
        workers?.removeEventListener("message", heard);
      };
    },
  };
}
