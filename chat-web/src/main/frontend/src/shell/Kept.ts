import type { TrustedTypesWindow } from "trusted-types/lib";

/** As much of the browser as this needs. */
export type Workers = Pick<
  ServiceWorkerContainer,
  "controller" | "register" | "addEventListener" | "removeEventListener"
>;

/** No more often is it asked whether there is a newer one. */
const AGAIN_MS = 60_000;

/**
 * The client as this browser keeps it (worker/sw.ts): for a start without a network, and each build whole. A newer build
 * is begun with when no page of this one is open any more, or when somebody wants it now.
 */
export class Kept {
  private readonly listeners = new Set<() => void>();
  private registration: ServiceWorkerRegistration | undefined;
  private waits = false;
  private askedAt = 0;

  constructor(
    private readonly workers: Workers | undefined,
    private readonly reload: () => void = () => location.reload(),
    private readonly now: () => number = Date.now,
  ) {}

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Whether a newer build than the one of this page lies ready. */
  get isNewer(): boolean {
    return this.waits;
  }

  /** Has the browser keep the client from now on. A browser that does not is none the worse for it. */
  async start(address: string): Promise<void> {
    if (!this.workers) return;
    const before = this.workers.controller;
    this.workers.addEventListener("controllerchange", () => {
      // Another page wanted the newer one. What came first of all is as new as this page
      if (before) this.found();
    });
    try {
      const registration = await this.workers.register(address, { updateViaCache: "none" });
      this.watch(registration);
      this.registration = registration;
      this.askedAt = this.now();
    } catch {
      // It comes from the server each time, as before
    }
  }

  /** Asks the server whether there is a newer one. */
  check(): void {
    if (!this.registration || this.now() - this.askedAt < AGAIN_MS) return;
    this.askedAt = this.now();
    this.registration.update().catch(() => undefined);
  }

  /** Begins with the newer one. */
  begin(): void {
    const waiting = this.registration?.waiting;
    if (!waiting) return this.reload();
    this.workers!.addEventListener("controllerchange", () => this.reload(), { once: true });
    waiting.postMessage("begin");
  }

  private watch(registration: ServiceWorkerRegistration): void {
    if (registration.waiting) this.found();
    registration.addEventListener("updatefound", () => {
      const coming = registration.installing;
      coming?.addEventListener("statechange", () => {
        if (coming.state === "installed" && registration.active) this.found();
      });
    });
  }

  private found(): void {
    this.waits = true;
    for (const listener of this.listeners) listener();
  }
}

// Absent in an insecure context, whatever its type says
export const kept = new Kept(navigator.serviceWorker as ServiceWorkerContainer | undefined);

/** The page allows code only from addresses that are said to be its own. */
export function ownCode(path: string): string {
  const policy = (window as unknown as TrustedTypesWindow).trustedTypes?.createPolicy("parley", {
    createScriptURL: (own) => own,
  });
  // The registration takes it, though its type does not say so
  return (policy?.createScriptURL(path) ?? path) as string;
}
