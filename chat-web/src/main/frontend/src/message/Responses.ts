import { Refused } from "@/wire/http";
import type { AccountId, Message, Problem, Response, ServerFrame } from "@/wire/wire";
import { OwnEntries } from "./OwnEntries";

type Place = Pick<Message, "conversation" | "seq">;
/** What one has answered to a message. */
export type Answer = Pick<Response, "acknowledged" | "choices">;

export interface ResponsesOptions {
  storage: Storage;
  account: AccountId;
  acknowledge: (place: Place) => Promise<unknown>;
  vote: (place: Place, choices: number[]) => Promise<unknown>;
  /** It did not work; without a problem if nobody answered. */
  failed: (problem?: Problem) => void;
}

const nothing: Answer = { choices: [] };

/**
 * What this account has answered to urgent messages and polls, the same on all its devices. An answer is shown at once, and
 * taken away again if the server did not take it: whoever answers has to know whether they have.
 */
export class Responses {
  private readonly told: OwnEntries<Answer>;
  private readonly wishes = new Map<string, Answer>();
  private readonly listeners = new Set<() => void>();

  constructor(private readonly options: ResponsesOptions) {
    this.told = new OwnEntries(options.storage, `parley.responses.${options.account}`);
    this.told.subscribe(() => this.tell());
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  of(place: Place): Answer {
    const key = keyOf(place);
    return this.wishes.get(key) ?? this.told.get(key) ?? nothing;
  }

  acknowledge(place: Place): void {
    const wish = { ...this.of(place), acknowledged: new Date().toISOString() };
    void this.say(place, wish, () => this.options.acknowledge(place));
  }

  /** Chooses these options of a poll, and none of the others. */
  vote(place: Place, choices: readonly number[]): void {
    const sorted = [...choices].sort((one, other) => one - other);
    void this.say(place, { ...this.of(place), choices: sorted }, () => this.options.vote(place, sorted));
  }

  receive(frames: readonly ServerFrame[]): void {
    for (const frame of frames) if (frame.type === "self" && frame.responses) this.take(frame.responses);
  }

  stored(key: string): void {
    this.told.stored(key);
  }

  forget(): void {
    this.wishes.clear();
    this.told.forget();
  }

  private take(responses: readonly Response[]): void {
    this.told.take(
      responses.map(({ conversation, seq, ...answer }) => [keyOf({ conversation, seq }), answer]),
    );
  }

  private async say(place: Place, wish: Answer, ask: () => Promise<unknown>): Promise<void> {
    const key = keyOf(place);
    this.wishes.set(key, wish);
    this.tell();
    try {
      await ask();
      if (this.wishes.get(key) === wish) this.told.take([[key, wish]]);
    } catch (failure) {
      this.options.failed(failure instanceof Refused ? failure.problem : undefined);
    }
    // What was answered meanwhile stands
    if (this.wishes.get(key) !== wish) return;
    this.wishes.delete(key);
    this.tell();
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}

function keyOf({ conversation, seq }: Place): string {
  return `${conversation}/${seq}`;
}
