import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { isForEverybody } from "./axe";
import { arrives, phone, type Person } from "./person";
import { fresh, Offstage } from "./server";

/** Where the server that these tests run against is told that it may look: PARLEY_PREVIEW_ALLOW. */
const PORT = 8599;
let site: Server;

beforeAll(async () => {
  site = createServer((request, response) => {
    response.setHeader("Content-Type", "text/html; charset=utf-8");
    response.end(
      `<title>The fair ${request.url ?? ""}</title><meta name="description" content="All dates of the year">`,
    );
  });
  await new Promise<void>((listening) => site.listen(PORT, "127.0.0.1", listening));
});

afterAll(() => void site.close());

/** What the page was kept from doing by its policy, from now on. */
async function forbidden(person: Person): Promise<() => Promise<string[]>> {
  await person.page.evaluate(() => {
    const seen: string[] = [];
    Object.assign(window, { forbidden: seen });
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
      seen.push(`${violatedDirective} ${blockedURI}`),
    );
  });
  return () => person.page.evaluate(() => (window as unknown as { forbidden: string[] }).forbidden);
}

describe("What is written in Markdown", () => {
  test("is drawn within the policy of the page, and what is hidden waits until a key shows it", async () => {
    const bob = await Offstage.of("bob");
    const talk = await bob.creates({ kind: "group", name: fresh("Formats") }, "alice");
    const alice = await arrives("alice");
    await alice.opens(talk);
    const violations = await forbidden(alice);

    await bob.says(talk, "A formula $e^{i\\pi}+1=0$ and\n\n$$\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}$$");
    await bob.says(talk, '```java\n/** Words. */\nclass A { int b = 1; String c = "d"; }\n```');
    await bob.says(talk, "- [ ] to do\n- [x] done\n\n|one|two|\n|-|-|\n|three|four|");
    await bob.says(talk, "It was ||the gardener|| all along");

    await alice.message("A formula").locator("math").nth(1).waitFor();
    await alice.message("class A").locator(".hljs-keyword").first().waitFor();
    expect(await alice.message("to do").locator("input").count()).toBe(0);
    expect(await alice.message("to do").innerText()).toMatch(/☐ to do\s+☑ done/);
    const spoiler = alice.message("all along").getByRole("button", { name: "Hidden words" });
    await spoiler.waitFor();
    expect(await alice.row(talk).innerText()).not.toContain("gardener");
    await isForEverybody(alice.page);

    await alice.message("class A").getByRole("button", { name: "Copy", exact: true }).click();
    expect(await alice.page.evaluate(() => navigator.clipboard.readText())).toBe(
      '/** Words. */\nclass A { int b = 1; String c = "d"; }',
    );
    await spoiler.focus();
    await alice.presses("Enter");
    await alice.message("all along").getByText("the gardener").waitFor();
    await alice.page.getByRole("status").getByText("the gardener").waitFor();
    await isForEverybody(alice.page, "[role=log]");
    expect(await violations()).toEqual([]);
  });

  test("is written with keys, and looked at before it is sent", async () => {
    const talk = await (await Offstage.of("bob")).creates({ kind: "group", name: fresh("Keys") }, "alice");
    const alice = await arrives("alice");
    await alice.opens(talk);

    await alice.types("x");
    await alice.presses("Control+a", "Control+e");
    expect(await alice.composer.inputValue()).toBe("`x`");
    await alice.presses("Control+b");
    expect(await alice.composer.inputValue()).toBe("`**x**`");

    await alice.types("Is it **this**?");
    await alice.button("Preview").click();
    await alice.page.locator("form strong").getByText("this").waitFor();
  });
});

describe("What is behind a link", () => {
  test("stands under the message, for those who like, until who wrote it takes it away", async () => {
    const bobs = await Offstage.of("bob");
    onTestFinished(() => bobs.choosesNothing());
    const talk = await bobs.creates({ kind: "group", name: fresh("Links") }, "alice");
    const alice = await arrives("alice", { screen: phone });
    const bob = await arrives("bob");
    await alice.opens(talk);
    await bob.opens(talk);
    const to = `http://127.0.0.1:${PORT}/${fresh("page").replace(" ", "-")}`;

    await alice.types(`Look at ${to}`);
    await alice.button("Send").click();

    const card = bob.message("Look at").getByRole("link", { name: "The fair" });
    await card.getByText("All dates of the year").waitFor();
    expect(await card.getAttribute("href")).toBe(to);
    await isForEverybody(bob.page);
    expect(await bob.button("Take the preview away").count()).toBe(0);
    await bob.sets("Appearance");
    const shown = bob.dialog.getByRole("switch", { name: "Show what links lead to" });
    await shown.click();
    await card.waitFor({ state: "detached" });
    await shown.click();
    await card.waitFor({ state: "attached" });

    await isForEverybody(alice.page);
    await alice.button("Take the preview away").click();
    await card.waitFor({ state: "detached" });
  });
});

/** A dot of one pixel. */
const dot = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==",
  "base64",
);

describe("An emoji of the organisation's own", () => {
  test("is added by an administrator alone, said and reacted with by everybody, and taken away", async () => {
    const name = fresh("dot").replace(" ", "-");
    const admin = await arrives("admin");
    await admin.sets("Emoji");
    await admin.dialog.getByLabel("Name", { exact: true }).fill(name);
    await admin.dialog
      .locator('input[type="file"]')
      .setInputFiles({ name: "dot.png", mimeType: "image/png", buffer: dot });
    await admin.dialog.getByRole("button", { name: "Add", exact: true }).click();
    await admin.dialog.getByText(`:${name}:`).waitFor();
    await isForEverybody(admin.page, "[role=dialog]");

    const bob = await Offstage.of("bob");
    const talk = await bob.creates({ kind: "group", name: fresh("Signs") }, "alice");
    await bob.says(talk, `Well done :${name}:`);
    const alice = await arrives("alice");
    await alice.opens(talk);
    const picture = alice.message("Well done").getByRole("img", { name: `:${name}:` });
    await picture.waitFor();
    await expect.poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(1);

    await alice.does("React", "Well done");
    await alice.page.keyboard.type(name);
    await alice.dialog.getByRole("button", { name, exact: true }).click();
    await expect
      .poll(() => alice.reactions("Well done").getAttribute("title"))
      .toBe(`You reacted with :${name}:`);
    await alice.reactions("Well done").locator("img").waitFor();
    await isForEverybody(alice.page);
    await alice.sets("Devices");
    expect(await alice.dialog.getByRole("tab", { name: "Emoji" }).count()).toBe(0);

    await admin.dialog.getByRole("button", { name: `Take ${name} away` }).click();
    await admin.dialog.getByText(`:${name}:`).waitFor({ state: "detached" });
  });
});
