import i18next, { type TFunction } from "i18next";
import { beforeAll, describe, expect, test } from "vitest";
import { systemSentence } from "./SystemLine";

const ME = 1;
const t = ((key: string, values: object = {}) => `${key} ${JSON.stringify(values)}`) as unknown as TFunction;

function sentence(event: object): string {
  return systemSentence(t, { sender: 2, body: JSON.stringify(event) }, ME, (id) => `person ${id}`);
}

beforeAll(() => i18next.init({ lng: "en" }));

describe("A sentence about the conversation", () => {
  test.each([
    { event: "created", accounts: [1, 2] },
    { event: "joined", accounts: [2] },
    { event: "joined", accounts: [1, 3, 4, 5, 6, 7], role: "guest" },
    { event: "left", account: 1 },
    { event: "removed", account: 3 },
    { event: "role", account: 3, role: "moderator" },
    { event: "renamed", name: "Doors" },
    { event: "topic", topic: "" },
    { event: "topic", topic: "Keys" },
    { event: "archived", archived: true },
    { event: "receipts", receipts: "counts" },
    { event: "posting", posting: "moderators" },
    { event: "slow", seconds: 0 },
    { event: "slow", seconds: 90 },
    { event: "history", history: "all" },
    { event: "history", history: "joined" },
    { event: "history", history: "last", last: 20 },
    { event: "history", history: "since", since: "2026-11-22T10:15:31.004211Z" },
    { event: "requests", requests: true },
    { event: "channel", name: "doors" },
    { event: "bookmarks", count: 2 },
    { event: "muted", account: 3 },
    { event: "muted", account: 3, until: "2026-11-22T10:15:31.004211Z", reason: "Loud" },
    { event: "unmuted", account: 3 },
    { event: "banned", account: 3, until: "2026-11-22T10:15:31.004211Z" },
    { event: "unbanned", account: 3 },
  ])("says what $event means, whichever of its fields there are", (event) => {
    expect(sentence(event)).toMatch(/^system\.(?!unknown)/);
  });

  test.each([{}, { event: "exploded" }])(
    "says no more of what this client does not know than that there was something",
    (event) => {
      expect(sentence(event)).toMatch(/^system\.unknown/);
    },
  );
});
