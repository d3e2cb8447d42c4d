import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isForEverybody } from "./axe";
import { arrives } from "./person";
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

function link(): string {
  return `http://127.0.0.1:${PORT}/${fresh("page").replace(" ", "-")}`;
}

describe("What is behind a link", () => {
  test("stands under the message, leads there, and can be taken away by who wrote it", async () => {
    const talk = await (await Offstage.of("bob")).creates({ kind: "group", name: fresh("Links") }, "alice");
    const alice = await arrives("alice");
    const bob = await arrives("bob");
    await alice.opens(talk);
    await bob.opens(talk);
    const to = link();

    await alice.writes(`Look at ${to}`);

    const card = bob.message("Look at").getByRole("link", { name: "The fair" });
    await card.getByText("All dates of the year").waitFor();
    expect(await card.getAttribute("href")).toBe(to);
    await isForEverybody(bob.page);
    expect(await bob.button("Take the preview away").count()).toBe(0);

    await alice.button("Take the preview away").click();
    await card.waitFor({ state: "detached" });
  });

  test("is not shown to who does not want to see it", async () => {
    const offstage = await Offstage.of("bob");
    const talk = await offstage.creates({ kind: "group", name: fresh("Links") }, "alice");
    await offstage.says(talk, `Look at ${link()}`);
    const alice = await arrives("alice");
    await alice.opens(talk);
    const card = alice.message("Look at").getByRole("link", { name: "The fair" });
    await card.waitFor();

    await alice.looksAt("settings");
    await alice.dialog.getByText("Show what links lead to").click();
    await card.waitFor({ state: "detached" });
    await alice.dialog.getByText("Show what links lead to").click();
    await card.waitFor({ state: "attached" });
  });
});
