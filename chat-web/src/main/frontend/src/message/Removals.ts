import type { AccountId, Message, Removal, ServerFrame } from "@/wire/wire";
import { OwnEntries } from "./OwnEntries";

/** What moderators have taken away of this account's, and why. */
export class Removals extends OwnEntries<Removal> {
  constructor(storage: Storage, account: AccountId) {
    super(storage, `parley.removals.${account}`);
  }

  /** How a message was taken away, if it was and is known here. */
  of({ conversation, seq }: Pick<Message, "conversation" | "seq">): Removal | undefined {
    return this.get(`${conversation}/${seq}`);
  }

  receive(frames: readonly ServerFrame[]): void {
    for (const frame of frames) {
      if (frame.type === "self" && frame.removals)
        this.take(frame.removals.map((one) => [`${one.conversation}/${one.seq}`, one]));
    }
  }
}
