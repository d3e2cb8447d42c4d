import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { arrives, phone, visits, wide, type Person } from "./person";
import { Offstage, type Username } from "./server";

/** Where the pictures go; the best of them are in docs/images/screens. */
const folder = process.env.SCREENS ?? fileURLToPath(new URL("./screens", import.meta.url));

const week: [Username, string][] = [
  ["bob", "Morning. I moved the two search nodes to the new rack; everything is green."],
  ["carol", "Nice. Do we still have to restart the importer by hand?"],
  [
    "bob",
    "No, that was the old unit file. It is now:\n\n```ini\n[Service]\nRestart=on-failure\nRestartSec=5s\n```",
  ],
  ["alice", "Then I take it off the *Monday list*. Thank you!"],
  [
    "dave",
    "The night run took **41 minutes**, down from 73. The rest is the full index on `message_search`.",
  ],
];
const night: [Username, string][] = [
  ["bob", "Node 3 does not answer since 14:02. I look at it now."],
  ["bob", "Its disk is full: the old importer's log again, 212 GB."],
  ["carol", "I told the service desk. Nobody noticed anything so far, says Mira."],
  ["bob", "Log rotated, node 3 is back and has caught up:\n\n- 1,204 messages in 3 s\n- no gaps, no repeats"],
  ["carol", "For the minutes: what do we change so that it does not come back?"],
  [
    "dave",
    "An alarm at 80 %, and the importer logs to the journal. Both are in [the runbook](https://runbook.example.org/importer).",
  ],
];

async function say(talk: { id: number }, lines: [Username, string][]): Promise<number> {
  let last = 0;
  for (const [username, words] of lines) last = await (await Offstage.of(username)).says(talk, words);
  return last;
}

async function shot({ page }: Person, name: string): Promise<void> {
  await page.mouse.move(0, 0);
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: `${folder}/${name}.png`, animations: "disabled", caret: "hide" });
}

test("the screens, on a fresh demo", { timeout: 240_000 }, async () => {
  mkdirSync(folder, { recursive: true });
  const alice = await Offstage.of("alice");
  const channel = { kind: "channel", visibility: "public" } as const;
  for (const username of ["alice", "bob"] as const) await (await Offstage.of(username)).signsOutEverywhere();
  const release = await alice.creates(
    { ...channel, name: "release-1.1", topic: "What goes into 1.1, and when" },
    "bob",
    "carol",
    "dave",
  );
  await say(release, [
    ["carol", "The freeze is on Thursday at noon."],
    ["alice", "Then the notes are ready on Wednesday."],
  ]);
  const lunch = await alice.creates({ kind: "group", name: "Lunch on Friday" }, "bob", "carol");
  await say(lunch, [["carol", "The place at the river has a table at half past twelve."]]);
  const board = await alice.creates({ ...channel, visibility: "private", name: "board" }, "carol");
  await say(board, [["alice", "Agenda for the 3rd: budget, hiring, the move."]]);
  const direct = await alice.creates({ kind: "direct" }, "carol");
  await say(direct, [
    ["carol", "Can you look over the minutes before they go out?"],
    ["alice", "After lunch!"],
  ]);
  const bobs = await alice.creates({ kind: "direct" }, "bob");
  await say(bobs, [["bob", "I am at the data centre till four, call me if anything burns."]]);
  const operations = await alice.creates(
    { ...channel, name: "operations", topic: "Nodes, nights and everything that blinks" },
    "bob",
    "carol",
    "dave",
  );
  const asked = await say(operations, week);
  await (
    await Offstage.of("carol")
  ).says(operations, "Impressive! Is that with or without the warm-up?", { replyTo: asked });
  const read = await (await Offstage.of("dave")).says(operations, "Without. The warm-up adds four minutes.");
  await say(operations, night);
  for (const talk of (await alice.conversations()).filter(
    ({ id }) => ![lunch.id, bobs.id, operations.id].includes(id),
  ))
    await alice.reads(talk, talk.seq);
  await alice.reads(operations, read);

  for (const scheme of ["light", "dark"] as const) {
    for (const [device, screen] of Object.entries({ wide, phone })) {
      const called = (what: string) => `${what}-${device}-${scheme}`;
      const somebody = await visits("bob", { screen, scheme });
      await somebody.page.getByLabel("Username").fill("bob");
      await shot(somebody, called("sign-in"));

      const reader = await arrives("alice", { screen, scheme });
      await reader.row(operations).waitFor();
      await shot(reader, called("list"));
      // Somebody else has the focus, so that what is new stays new for the next picture
      await reader.page.evaluate(() => (document.hasFocus = () => false));
      await reader.opens(operations);
      await reader.divider.waitFor();
      if (device === "wide") await reader.page.getByText(/new messages below/).waitFor({ state: "detached" });
      await shot(reader, called("first-unread"));

      const bob = await arrives("bob", { screen, scheme, fragile: true });
      await bob.opens(operations);
      await bob.sees("An alarm at 80 %");
      await shot(bob, called("conversation"));
      await bob.button("Show the members").click();
      await bob.page.getByText("4 members").waitFor();
      await shot(bob, called("members"));
      await bob.page.getByRole("complementary").getByRole("button", { name: "Close" }).click();
      for (const dialog of ["new", "channels", "settings", "jump", "keys"] as const) {
        await bob.page.goto(`/c/${operations.id}?dialog=${dialog}`);
        await bob.dialog.waitFor();
        await expect.poll(() => bob.dialog.getByRole("status").count()).toBe(0);
        if (dialog === "new") {
          await bob.picks("Carol Chen", "Dave Dietrich");
          await bob.page.getByLabel("Name of the group (optional)").fill("Move to the new rack");
        }
        await shot(bob, called(dialog));
        if (dialog === "settings") {
          for (const part of ["Notifications", "Privacy", "Devices"] as const) {
            await bob.sets(part);
            await expect.poll(() => bob.dialog.getByRole("status").count()).toBe(0);
            await shot(bob, called(part.toLowerCase()));
          }
        }
      }
      await bob.page.goto(`/c/${operations.id}`);
      await bob.sees("An alarm at 80 %");
      // As it is from the first paint on where somebody has chosen it
      await bob.page.evaluate(() => (document.documentElement.dataset.density = "compact"));
      await shot(bob, called("compact"));
      await bob.page.goto(`/c/${operations.id}`);
      await bob.hasOpened(operations);
      await bob.serverGoesAway();
      for (const words of [
        "I am on the train, so this may take a moment.",
        "Node 3: I replace the disk tomorrow at eight.",
      ]) {
        await bob.types(words);
        await bob.button("Send").click();
      }
      await expect.poll(() => bob.connectionBar.innerText()).toContain("2 messages wait.");
      await shot(bob, called("connection-lost"));

      const newcomer = await arrives("admin", { screen, scheme, newcomer: true });
      await newcomer.page.getByText("Nothing here yet").waitFor();
      await shot(newcomer, called("empty"));
    }
  }
  const german = await arrives("carol", { language: "de-DE" });
  await german.opens(operations);
  await german.sees("Node 3 does not answer");
  await german.page.locator('[data-testid="details"]').click();
  await german.page.getByText("4 Mitglieder").waitFor();
  await shot(german, "german-wide-light");
  await german.page.goto(`/c/${operations.id}?dialog=new`);
  await german.dialog.getByText("Kanal", { exact: true }).click();
  await shot(german, "german-new-wide-light");

  for (const [name, screen, scheme] of [
    ["wide-light", wide, "light"],
    ["phone-dark", phone, "dark"],
  ] as const) {
    const arabic = await arrives("carol", { language: "ar", screen, scheme });
    await shot(arabic, `arabic-list-${name}`);
    await arabic.opens(operations);
    await arabic.sees("Node 3 does not answer");
    if (screen === wide) {
      await arabic.page.locator('[data-testid="details"]').click();
      await arabic.page.getByText("4 أعضاء").waitFor();
    }
    await shot(arabic, `arabic-${name}`);
    await arabic.page.goto(`/c/${operations.id}?dialog=settings`);
    await arabic.dialog.getByRole("tab").nth(1).click();
    await shot(arabic, `arabic-notifications-${name}`);
  }
});
