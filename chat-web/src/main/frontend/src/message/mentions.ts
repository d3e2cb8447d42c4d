import type { AccountId, Mention, Message } from "@/wire/wire";

/** One account, or a user group by its number. */
export type Named = AccountId | `&${number}`;

/** What is meant by a name that is typed, or by the sign that stands for it in a message. */
export type Meant = Named | "here" | "channel";

/** A mention as messages bear it: the number stays when somebody is renamed. The server decides which of them count. */
const SIGN = /(?<!\\)<@(&?[1-9]\d{0,14}|here|channel)>/g;
const SIGN_HERE = /<@(&?[1-9]\d{0,14}|here|channel)>/y;

/** As it is typed: a username after an @, which does not go on from a word, as in an e-mail address. */
const TYPED = /(^|[^\p{L}\p{N}_@.+\-/\\])@([\p{L}\p{N}._@+-]{1,64})/gu;

/** Fenced blocks and code spans; what is in them means what it says. */
const CODE =
  /(?<=^|\n) {0,3}(`{3,}|~{3,})[^\n]*(?:\n[^]*?(?:(?<=\n) {0,3}\1[`~]*[^\S\n]*(?=\n|$)|$)|$)|(?<!`)(`+)(?!`)[^]*?(?<!`)\2(?!`)/g;

/** The text with something done to what is no code in it. */
function inProse(text: string, change: (prose: string) => string): string {
  let made = "";
  let from = 0;
  for (const code of text.matchAll(CODE)) {
    made += change(text.slice(from, code.index)) + code[0];
    from = code.index + code[0].length;
  }
  return made + change(text.slice(from));
}

function meantBy(name: string, idOf: (name: string) => Named | undefined): Meant | undefined {
  return name === "here" || name === "channel" ? name : idOf(name);
}

/** What a sign says. */
function meantIn(sign: string): Meant {
  return /^\d/.test(sign) ? Number(sign) : (sign as Meant);
}

function isNamed(meant: Meant): meant is Named {
  return meant !== "here" && meant !== "channel";
}

/** What was typed, as a message bears it: `@anna` of whom it is known who that is becomes `<@17>`. */
export function signed(text: string, idOf: (name: string) => Named | undefined): string {
  return inProse(text, (prose) =>
    prose.replace(TYPED, (whole, before: string, typed: string) => {
      // The end of a sentence is not a part of the name
      for (let name = typed; name !== ""; name = name.slice(0, -1)) {
        const meant = meantBy(name, idOf);
        if (meant !== undefined) return `${before}<@${meant}>${typed.slice(name.length)}`;
        if (!/[._@+-]$/.test(name)) break;
      }
      return whole;
    }),
  );
}

/** The other way round, for editing. */
export function typed(body: string, nameOf: (named: Named) => string | undefined): string {
  return inProse(body, (prose) =>
    prose.replace(SIGN, (sign, said: string) => {
      const meant = meantIn(said);
      const name = isNamed(meant) ? nameOf(meant) : meant;
      return name === undefined ? sign : `@${name}`;
    }),
  );
}

/** The text with names instead of signs, for where there is no room for more. */
export function named(body: string, nameOf: (named: Named) => string): string {
  return body.replace(SIGN, (_, said: string) => {
    const meant = meantIn(said);
    return `@${isNamed(meant) ? nameOf(meant) : meant}`;
  });
}

/** The sign at a place of a text. */
export function signAt(text: string, place: number): { length: number; meant: Meant } | undefined {
  SIGN_HERE.lastIndex = place;
  const found = SIGN_HERE.exec(text);
  if (!found) return undefined;
  return { length: found[0].length, meant: meantIn(found[1]!) };
}

/** Who is named in a text. */
export function namedIn(body: string): Named[] {
  return body.includes("<@")
    ? [...body.matchAll(SIGN)].map(([, said]) => meantIn(said!)).filter(isNamed)
    : [];
}

/** Whether a text, as a message bears it, speaks to many at once. */
export function speaksToMany(body: string): boolean {
  let found = false;
  inProse(body, (prose) => {
    found ||= /(?<!\\)<@(here|channel)>/.test(prose);
    return prose;
  });
  return found;
}

/** What is being typed that could become a mention: where its @ is, and the name so far. */
export function beingTyped(text: string, caret: number): { from: number; words: string } | undefined {
  const found = /(?:^|[\s([{"'<>])@([\p{L}\p{N}._+-]*(?: [\p{L}\p{N}._-]+)?)$/u.exec(text.slice(0, caret));
  if (!found) return undefined;
  return { from: caret - found[1]!.length - 1, words: found[1]! };
}

/** What of somebody decides whether a message speaks to them. */
export interface Ears {
  me: AccountId;
  groups: ReadonlySet<number>;
  /** Whom they do not hear. */
  blocked: ReadonlySet<AccountId>;
}

/** Whether one of these means them. Who is here is everybody who hears it as it is said. */
function means(mentions: readonly Mention[], { me, groups }: Ears, heard: boolean): boolean {
  return mentions.some(({ kind, account, group }) => {
    if (kind === "account") return account === me;
    if (kind === "group") return group !== undefined && groups.has(group);
    return kind === "channel" || (kind === "here" && heard);
  });
}

/** Whether a message speaks to them; of those who were here when it was said, one may have been one. */
export function mayCall({ sender, mentions = [] }: Message, ears: Ears, heard = true): boolean {
  return sender !== ears.me && !ears.blocked.has(sender) && means(mentions, ears, heard);
}

/** The same, of which one is sure. */
export function surelyCalls(message: Message, ears: Ears): boolean {
  return mayCall(message, ears, false);
}
