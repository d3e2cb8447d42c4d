import { describe, expect, it } from "vitest";
import { message } from "../../test/wire";
import {
  beingTyped,
  mayCall,
  named,
  namedIn,
  signed,
  speaksToMany,
  surelyCalls,
  typed,
  type Named,
} from "./mentions";

const ids: Record<string, Named> = { anna: 5, "ben.smith": 17, "zoe@example.org": 9, "on-call": "&3" };
const idOf = (name: string) => ids[name.toLowerCase()];
const nameOf = (id: Named) => Object.keys(ids).find((name) => ids[name] === id);

describe("what is typed", () => {
  it.each([
    ["@anna", "<@5>"],
    ["Hello @anna, and @ben.smith.", "Hello <@5>, and <@17>."],
    ["(@Anna)", "(<@5>)"],
    ["@zoe@example.org", "<@9>"],
    ["@here and @channel!", "<@here> and <@channel>!"],
    ["@on-call: look", "<@&3>: look"],
    ["**@anna**", "**<@5>**"],
    ["one `code` @anna `code`", "one `code` <@5> `code`"],
    ["```\ncode\n```\n@anna", "```\ncode\n```\n<@5>"],
    ["an unpaired ` and @anna", "an unpaired ` and <@5>"],
  ])("means somebody: %s", (text, body) => {
    expect(signed(text, idOf)).toBe(body);
  });

  it.each([
    "anna@example.org",
    "mail to zoe@example.org",
    "https://example.org/@anna",
    "@nobody",
    "@annabel",
    "\\@anna",
    "`@anna`",
    "``a ` @anna``",
    "```\n@anna\n```",
    "~~~\n```\n@anna\n~~~",
    "```\n@anna",
    "@",
  ])("means what it says: %s", (text) => {
    expect(signed(text, idOf)).toBe(text);
  });

  it("comes back for editing as it was", () => {
    const text = "@anna: `<@5>` \\<@5> @here, @ben.smith, @on-call";

    const body = signed(text, idOf);

    expect(body).toBe("<@5>: `<@5>` \\<@5> <@here>, <@17>, <@&3>");
    expect(typed(body, nameOf)).toBe(text);
    expect(signed(typed("<@99>", nameOf), idOf)).toBe("<@99>");
  });

  it("shows who could be meant as it goes on, names with a space too", () => {
    expect(beingTyped("Hi @an", 6)).toEqual({ from: 3, words: "an" });
    expect(beingTyped("@", 1)).toEqual({ from: 0, words: "" });
    expect(beingTyped("@Anna Sm", 8)).toEqual({ from: 0, words: "Anna Sm" });
    expect(beingTyped("Hi @an and more", 6)).toEqual({ from: 3, words: "an" });
    expect(beingTyped("anna@ex", 7)).toBeUndefined();
    expect(beingTyped("@anna ", 6)).toBeUndefined();
  });
});

describe("a message", () => {
  it("shows names where there is no room for more", () => {
    expect(named("<@5> and <@here> \\<@5>", () => "Anna S")).toBe("@Anna S and @here \\<@5>");
    expect(namedIn("<@5> <@here> <@&3> <@17>")).toEqual([5, "&3", 17]);
  });

  it("speaks to many, if that is no code", () => {
    expect(speaksToMany("hear, <@channel>")).toBe(true);
    expect(speaksToMany("<@here>")).toBe(true);
    expect(speaksToMany("<@5>")).toBe(false);
    expect(speaksToMany("`<@here>`")).toBe(false);
    expect(speaksToMany("\\<@here>")).toBe(false);
  });

  it("calls those it names, their groups, everybody, and perhaps those who were here; but not who wrote it", () => {
    const to = (...mentions: NonNullable<ReturnType<typeof message>["mentions"]>) =>
      message(1, { sender: 2, mentions });
    const ears = { me: 1, groups: new Set([3]), blocked: new Set<number>() };

    expect(surelyCalls(to({ kind: "account", account: 1 }), ears)).toBe(true);
    expect(surelyCalls(to({ kind: "account", account: 3 }), ears)).toBe(false);
    expect(surelyCalls(to({ kind: "group", group: 3 }), ears)).toBe(true);
    expect(surelyCalls(to({ kind: "group", group: 1 }), ears)).toBe(false);
    expect(surelyCalls(to({ kind: "channel" }), ears)).toBe(true);
    expect(surelyCalls(to({ kind: "here" }), ears)).toBe(false);
    expect(mayCall(to({ kind: "here" }), ears)).toBe(true);
    expect(mayCall(to({ kind: "channel" }), { ...ears, me: 2 })).toBe(false);
    expect(mayCall(to({ kind: "channel" }), { ...ears, blocked: new Set([2]) })).toBe(false);
    expect(mayCall(message(1), ears)).toBe(false);
  });
});
