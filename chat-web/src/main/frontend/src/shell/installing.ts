/** What browsers tell that can install a page as a program of its own; not a part of TypeScript's browser yet. */
interface InstallOffer extends Event {
  prompt(): Promise<unknown>;
}

/** The browser's offer to install this page, as long as there is one. */
class Installing {
  private readonly listeners = new Set<() => void>();
  private held: InstallOffer | undefined;

  constructor() {
    window.addEventListener("beforeinstallprompt", (event) => {
      // It is made in the settings, where nobody is disturbed
      event.preventDefault();
      this.become(event as InstallOffer);
    });
    window.addEventListener("appinstalled", () => this.become(undefined));
  }

  get offer(): InstallOffer | undefined {
    return this.held;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  async accept(): Promise<void> {
    const offer = this.held;
    // It can be taken once
    this.become(undefined);
    await offer?.prompt();
  }

  private become(offer: InstallOffer | undefined): void {
    this.held = offer;
    for (const listener of this.listeners) listener();
  }
}

/** Made with the first code that runs: the browser makes its offer once, early. */
export const installing = new Installing();
