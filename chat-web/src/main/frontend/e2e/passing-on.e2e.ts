import { describe, expect, test } from "vitest";
import { isForEverybody } from "./axe";
import { arrives } from "./person";
import { fresh, Offstage } from "./server";

describe("A message", () => {
  test("has an address that leads to it", async () => {
    const bob = await Offstage.of("bob");
    const talk = await bob.creates({ kind: "group", name: fresh("Archive") }, "alice");
    await bob.says(talk, "The first word");
    for (let n = 1; n <= 80; n++) await bob.says(talk, `Something else ${n}`);
    const first = (await bob.hears(talk))[0]!.seq;
    const alice = await arrives("alice");
    await alice.opens(talk);
    await alice.sees("Something else");
    const reader = await arrives("bob");

    await reader.page.goto(`/c/${talk.id}/${first}`);
    await reader.message("The first word").waitFor();
    await reader.does("Copy a link", "The first word");
    const link = await reader.page.evaluate(() => navigator.clipboard.readText());
    expect(new URL(link).pathname).toBe(`/c/${talk.id}/${first}`);
  });

  test("is forwarded with the name of who said it, and its place only to those who may see it", async () => {
    const bob = await Offstage.of("bob");
    const there = await bob.creates({ kind: "group", name: fresh("Kitchen") }, "alice");
    const words = fresh("The kettle is broken");
    await bob.says(there, words);
    const owner = await Offstage.of("alice");
    const here = await owner.creates({ kind: "group", name: fresh("Facilities") }, "carol");
    const alice = await arrives("alice");
    const carol = await arrives("carol");
    await carol.opens(here);
    await alice.opens(there);
    await alice.sees(words);

    await alice.does("Forward", words);
    await alice.dialog.getByPlaceholder("Conversation").fill(here.name!);
    await isForEverybody(alice.page, "[role=dialog]");
    await alice.dialog.getByText(here.name!).click();
    await alice.dialog.waitFor({ state: "detached" });
    await carol.message(words).getByText("Forwarded, first said by Bob Brandt").waitFor();

    await carol.message(words).getByRole("button", { name: "Show the original" }).click();
    await carol.page.getByTestId("complaint").getByText("the message is not there any more").waitFor();
    await alice.opens(here);
    await alice.message(words).getByRole("button", { name: "Show the original" }).click();
    await alice.page.waitForURL(new RegExp(`/c/${there.id}/`));
    await alice.message(words).waitFor();
  });

  test("can be marked as unread, on all of one's devices, until it is read again", async () => {
    const bob = await Offstage.of("bob");
    const talk = await bob.creates({ kind: "group", name: fresh("Later") }, "alice");
    for (const words of ["one", "two", "three"]) await bob.says(talk, words);
    const alice = await arrives("alice");
    const other = await arrives("alice");
    await alice.opens(talk);
    await alice.sees("three");
    await other.row(talk).waitFor();

    await alice.does("Mark as unread from here", "two");
    await alice.row(talk).getByText("2 unread messages").waitFor();
    await other.row(talk).getByText("2 unread messages").waitFor();

    await other.opens(talk);
    await other.divider.waitFor();
    await alice.row(talk).getByText("2 unread messages").waitFor({ state: "detached" });
  });
});
