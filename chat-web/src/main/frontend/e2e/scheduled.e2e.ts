import { describe, expect, test } from "vitest";
import { localMoment } from "@/shell/zones";
import { isForEverybody } from "./axe";
import { arrives } from "./person";
import { fresh, Offstage } from "./server";

describe("A message for later", () => {
  test("waits, can be changed, and comes when it is sent", async () => {
    const bob = await Offstage.of("bob");
    const talk = await bob.creates({ kind: "group", name: fresh("Mornings") }, "alice");
    const words = fresh("Good morning");
    const alice = await arrives("alice");
    const bobs = await arrives("bob");
    await alice.opens(talk);
    await bobs.opens(talk);

    await alice.types(words);
    await alice.chooses("More ways to send", "Send later …");
    await alice.dialog.getByText(/Times are in your time zone/).waitFor();
    await isForEverybody(alice.page, "[role=dialog]");
    await alice.dialog.getByLabel("When?").fill(localMoment(new Date(Date.now() - 3_600_000)));
    await alice.button("Schedule").click();
    await alice.dialog.getByText("Choose a time that is ahead.").waitFor();
    await alice.dialog.getByLabel("When?").fill(localMoment(new Date(Date.now() + 7_200_000)));
    await alice.button("Schedule").click();
    await alice.dialog.waitFor({ state: "detached" });
    expect(await alice.composer.inputValue()).toBe("");

    await alice.looksAt("scheduled");
    const waits = alice.dialog.getByRole("listitem").filter({ hasText: words });
    await waits.waitFor();
    await isForEverybody(alice.page, "[role=dialog]");
    await waits.getByRole("button", { name: "Change" }).click();
    await alice.dialog.getByLabel("Message").fill(`${words} to all`);
    await alice.button("Schedule").click();
    await alice.dialog.getByText(`${words} to all`).waitFor();
    expect(await bobs.message(words).count()).toBe(0);

    await waits.getByRole("button", { name: "Send now" }).click();
    await bobs.sees(`${words} to all`);
    await waits.waitFor({ state: "detached" });
  });
});
