import type { QueryClient } from "@tanstack/react-query";
import type { Session } from "@/identity/Session";
import type { Notices } from "@/wire/Api";

/** What the organization says, in the cache of what was asked. */
export const NOTICES = ["notices"];

interface Parts {
  session: Pick<Session, "renew">;
  queries: QueryClient;
  notices: () => Promise<Notices>;
  /** A token is there that lets one do things again. */
  goOn: () => void;
}

/** The server does nothing for who has yet to agree to the terms in force; their token says so until it is renewed. */
export class Agreement {
  private asking: Promise<void> | undefined;

  constructor(private readonly parts: Parts) {}

  /** Something was refused for want of it: either there are terms to be shown, or one has agreed elsewhere meanwhile. */
  wanted(): void {
    this.asking ??= this.ask()
      // What is asked next is refused too, and asks again
      .catch(() => undefined)
      .finally(() => {
        this.asking = undefined;
      });
  }

  /** One has agreed: a new token says so, and what was refused is asked once more. */
  async given(): Promise<void> {
    const { session, queries, goOn } = this.parts;
    await session.renew();
    goOn();
    void queries.invalidateQueries();
  }

  private async ask(): Promise<void> {
    const { queries, notices } = this.parts;
    const { terms } = await queries.fetchQuery({ queryKey: NOTICES, queryFn: notices, staleTime: 0 });
    if (!terms || terms.accepted !== undefined) await this.given();
  }
}
