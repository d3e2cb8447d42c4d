import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { arrives, type Person } from "./person";
import { Offstage, type Username } from "./server";

/** Where the pictures go, the export, and what verifying it says; docs/compliance.md shows them. */
const folder = process.env.SCREENS ?? fileURLToPath(new URL("./screens/case", import.meta.url));
const parley = fileURLToPath(new URL("../../../../../parley", import.meta.url));
/** What an export is to be signed by; without it, by the key that it names itself. */
const seal = process.env.PARLEY_SEAL_PUBLIC_KEY;

const WITHDRAWN = "I told Ostertag what the other offer is. They will come down to 79,500.";
const tender: [Username, string][] = [
  [
    "alice",
    "Both offers for the cabling are in: Ostertag 84,200, Halm & Vogt 79,900. The award is on Friday.",
  ],
  ["bob", "I know somebody at Ostertag. Shall I ask whether that is their last offer?"],
  ["alice", "Please do not. The offers are sealed until Friday."],
  ["bob", WITHDRAWN],
  ["bob", "Ostertag has sent a new offer, 79,500, as they said on the phone."],
  ["alice", "A new offer, after the date? Where does that come from?"],
  ["carol", "I have not asked for one. I take it to the audit committee."],
];

async function shot({ page }: Person, name: string): Promise<void> {
  await expect.poll(() => page.getByRole("status", { name: /loading/ }).count()).toBe(0);
  await page.mouse.move(0, 0);
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: `${folder}/${name}.png`, animations: "disabled", caret: "hide" });
}

const panel = ({ page }: Person) => page.getByRole("complementary");

/** Brings a part of the panel to its top. */
async function turnsTo(person: Person, part: string): Promise<void> {
  await panel(person)
    .getByRole("heading", { name: part, exact: true })
    .evaluate((heading) => heading.scrollIntoView());
}

/** A case, from matter to verified export; on a fresh demo, so that nothing else is in the pictures. */
test("a case, from matter to verified export", { timeout: 240_000 }, async () => {
  mkdirSync(folder, { recursive: true });

  // What happened
  const alice = await Offstage.of("alice");
  const lunch = await alice.creates({ kind: "group", name: "Lunch on Friday" }, "carol", "dave");
  await (await Offstage.of("carol")).says(lunch, "The place at the river has a table at half past twelve.");
  await alice.says(lunch, "I am there.");
  const talk = await alice.creates({ kind: "group", name: "Cabling tender" }, "bob", "carol");
  for (const [username, words] of tender) await (await Offstage.of(username)).says(talk, words);
  const bob = await arrives("bob");
  await bob.opens(talk);
  await bob.does("Edit", "as they said on the phone");
  await bob.writes("Ostertag has sent a new offer, 79,500.");
  await bob.does("Delete", WITHDRAWN);
  await bob.dialog.getByRole("button", { name: "Delete" }).click();
  const reader = await arrives("alice");
  await reader.opens(talk);
  await reader.sees("This message was deleted.");
  await reader.sees("edited");
  await shot(reader, "1-conversation");

  // A matter, and a hold in it
  const officer = await arrives("officer");
  await officer.page.goto("/admin/matters");
  await officer.button("New matter …").click();
  await officer.dialog.getByLabel("Name", { exact: true }).fill("Cabling tender 2026");
  await officer.dialog
    .getByLabel("What it is about")
    .fill("The audit committee asks who told Ostertag of the other offer before the award.");
  await officer.dialog.getByLabel("Keywords, one a line").fill("Ostertag\noffer");
  await officer.button("Open the matter").click();
  await officer.page.getByRole("link", { name: "Cabling tender 2026" }).click();
  await panel(officer).getByRole("button", { name: "Place a hold …" }).click();
  await officer.dialog.getByLabel("Name", { exact: true }).fill("Bob Brandt and the tender");
  await officer.picks("Bob Brandt");
  await officer.dialog.getByLabel(/^Conversations/).fill(String(talk.id));
  await officer.dialog
    .getByLabel(/^Notice to the custodians/)
    .fill(
      "What you wrote and received about the cabling tender is kept until the audit committee has decided.",
    );
  await shot(officer, "2-hold");
  await officer.dialog.getByRole("button", { name: "Place a hold" }).click();
  await panel(officer).getByText("In force since").waitFor();
  await (await Offstage.of("bob")).readsHoldNotices();
  await officer.page.reload();
  await panel(officer).getByText("1 of 1").waitFor();
  await shot(officer, "3-matter");

  // A rule about keeping messages, which the hold goes before
  await officer.page.goto("/admin/policies");
  await officer.button("New rule …").click();
  await officer.dialog.getByLabel("Name", { exact: true }).fill("A year");
  await officer.dialog.getByLabel("Delete after (days)", { exact: true }).fill("365");
  await officer.button("Save the draft").click();
  const rule = officer.page.getByRole("listitem", { name: "A year" });
  await rule.getByRole("button", { name: "Dry run" }).click();
  await rule.getByRole("row", { name: /^Cabling tender/ }).waitFor();
  await shot(officer, "4-dry-run");

  // Who looks is cleared by another
  await officer.page.goto("/admin/matters");
  await officer.page.getByRole("link", { name: "Cabling tender 2026" }).click();
  await panel(officer).getByRole("button", { name: "Request a clearance …" }).click();
  await officer.dialog.getByLabel("Why do you look?").fill("The audit committee asks, letter of today");
  await officer.dialog.getByLabel(/^Only this conversation/).fill(String(talk.id));
  await officer.dialog.getByRole("button", { name: "Request a clearance" }).click();
  await officer.dialog.waitFor({ state: "detached" });
  const second = await arrives("officer2");
  await second.page.goto("/admin/matters");
  await second.page.getByRole("link", { name: "Cabling tender 2026" }).click();
  await panel(second).getByRole("button", { name: "Clear them" }).waitFor();
  await turnsTo(second, "Four eyes for looking");
  await shot(second, "5-clearance");
  await panel(second).getByRole("button", { name: "Clear them" }).click();
  await panel(second).getByRole("button", { name: "Take back …" }).waitFor();

  // What was said, also what is not shown any more
  await officer.page.reload();
  await panel(officer).getByLabel("By the clearance").waitFor();
  await panel(officer).getByLabel("Why do you look?").fill("The audit committee asks, letter of today");
  await panel(officer)
    .getByLabel(/^Words/)
    .fill("Ostertag offer");
  await panel(officer).getByRole("button", { name: "Look", exact: true }).click();
  await panel(officer).getByText(WITHDRAWN).waitFor();
  await turnsTo(officer, "Look into what is held");
  await shot(officer, "6-search");

  // It is handed out by two
  await panel(officer).getByRole("button", { name: "Request an export …" }).click();
  await officer.dialog.getByLabel("Why do you look?").fill("For the audit committee");
  await officer.dialog.getByLabel(/^Words/).fill("offer");
  await officer.dialog.getByRole("button", { name: "Request an export" }).click();
  await officer.dialog.waitFor({ state: "detached" });
  await second.page.goto("/admin/exports");
  await second.page.locator("tbody [data-row]").first().click();
  await panel(second).getByText("For the audit committee").waitFor();
  await panel(second).getByRole("button", { name: "Release …" }).click();
  const number = /\d+/.exec(await panel(second).getByRole("heading").first().innerText())![0];
  await second.page.getByLabel(/^Type \d+ to confirm$/).fill(number);
  await shot(second, "7-release");
  await second.dialog.getByRole("button", { name: "Release" }).click();
  await panel(second).getByRole("button", { name: "Save the files" }).waitFor();

  // It is downloaded, and verified without the server
  await officer.page.goto(`/admin/exports?row=${number}`);
  await panel(officer).getByRole("button", { name: "Save the files" }).waitFor();
  await shot(officer, "8-export");
  const download = officer.page.waitForEvent("download");
  await panel(officer).getByRole("button", { name: "Save the files" }).click();
  const file = `${folder}/${(await download).suggestedFilename()}`;
  await (await download).saveAs(file);
  const verdict = execFileSync(parley, [
    "export",
    "verify",
    file,
    ...(seal === undefined ? [] : ["--key", seal]),
  ]);
  writeFileSync(`${folder}/verdict.txt`, verdict);
  expect(verdict.toString()).toContain("\nAs it was made.\n");

  // All of that was noted
  const auditor = await arrives("auditor");
  await auditor.page.goto("/admin/audit");
  const searched = auditor.page.getByRole("row").filter({ hasText: "Content searched" });
  await searched.waitFor();
  await auditor.page.getByRole("row").filter({ hasText: "Export downloaded" }).waitFor();
  await searched.locator("[data-row]").click();
  await panel(auditor).getByText("The audit committee asks, letter of today").waitFor();
  await shot(auditor, "9-audit");
});
