import type { Message, Seq } from "@/wire/wire";
import { covering, covers, notBelow, spanOf, type Ranges } from "./ranges";

/**
 * The part of a conversation that is in memory: messages by their number, and of which spans all that this account may
 * see is there. (Numbers can be missing within a span: what came while one was no member is not to be seen.)
 *
 * It grows with what is read and what comes. Nothing bounds it while somebody reads there; when they go, it is trimmed.
 */
export class ConversationLog {
  private readonly messages = new Map<Seq, Message>();
  private known: Ranges = [];

  get ranges(): Ranges {
    return this.known;
  }

  /** Takes a message as it was at some time; what is there already and newer stays. Answers whether it was news. */
  put(message: Message): boolean {
    const there = this.messages.get(message.seq);
    if (there && there.rev >= message.rev) return false;
    this.messages.set(message.seq, message);
    return true;
  }

  /** There is no message any more under these numbers. */
  remove(numbers: Ranges): void {
    for (const seq of [...this.messages.keys()]) if (covers(numbers, seq)) this.messages.delete(seq);
  }

  cover(from: Seq, to: Seq): void {
    this.known = covering(this.known, from, to);
  }

  get(seq: Seq): Message | undefined {
    return this.messages.get(seq);
  }

  /** The span around a number that is whole. */
  spanOf(seq: Seq): readonly [Seq, Seq] | undefined {
    return spanOf(this.known, seq);
  }

  slice(from: Seq, to: Seq): Message[] {
    const result: Message[] = [];
    for (let seq = from; seq <= to; seq++) {
      const message = this.messages.get(seq);
      if (message) result.push(message);
    }
    return result;
  }

  /** All that fit, in their order. */
  all(test: (message: Message) => boolean): Message[] {
    return [...this.messages.values()].filter(test).sort((one, other) => one.seq - other.seq);
  }

  /** The newest that fits. */
  findLast(test: (message: Message) => boolean): Message | undefined {
    let found: Message | undefined;
    for (const message of this.messages.values()) {
      if ((!found || message.seq > found.seq) && test(message)) found = message;
    }
    return found;
  }

  /** Of more than that many messages lets all go but some of the newest; they can be loaded again. */
  trim(most: number, rest: number): void {
    if (this.messages.size <= most) return;
    const seqs = [...this.messages.keys()].sort((one, other) => one - other);
    const least = seqs.at(-rest)!;
    for (const seq of seqs) if (seq < least) this.messages.delete(seq);
    this.known = notBelow(this.known, least);
  }

  clear(): void {
    this.messages.clear();
    this.known = [];
  }
}
