import { describe, expect, test } from "vitest";
import { arrives } from "./person";
import { fresh, Offstage } from "./server";

describe("What is typed and not sent", () => {
  test("is there again after a reload", async () => {
    const talk = await (await Offstage.of("alice")).creates({ kind: "group", name: fresh("Budget") }, "bob");
    const alice = await arrives("alice");
    await alice.opens(talk);
    await alice.types("Dear all,\n\nthe numbers are");

    await alice.page.reload();
    await alice.composer.waitFor();

    expect(await alice.composer.inputValue()).toBe("Dear all,\n\nthe numbers are");
  });

  test("stays with its conversation, and the list says where", async () => {
    const offstage = await Offstage.of("alice");
    const budget = await offstage.creates({ kind: "group", name: fresh("Budget") }, "bob");
    const party = await offstage.creates({ kind: "group", name: fresh("Party") }, "bob");
    const alice = await arrives("alice");

    await alice.opens(budget);
    await alice.types("four hundred");
    await alice.opens(party);
    await expect.poll(() => alice.title.innerText()).toBe(party.name);
    expect(await alice.composer.inputValue()).toBe("");
    await alice.types("cake");

    await alice.row(budget).getByText("Draft").waitFor();
    await alice.opens(budget);
    await expect.poll(() => alice.composer.inputValue()).toBe("four hundred");
    await alice.opens(party);
    await expect.poll(() => alice.composer.inputValue()).toBe("cake");
    await alice.writes("A cake for everybody");
    await alice.row(party).getByText("Draft").waitFor({ state: "detached" });
  });

  test("of a reply or an edit survives a reload as what it was", async () => {
    const talk = await (await Offstage.of("alice")).creates({ kind: "group", name: fresh("Edits") }, "bob");
    const alice = await arrives("alice");
    await alice.opens(talk);
    await alice.writes("a first version");
    await alice.does("Edit", "a first version");
    await alice.composer.fill("a second version");

    await alice.page.reload();
    await alice.page.getByText("You are editing your message.").waitFor();
    expect(await alice.composer.inputValue()).toBe("a second version");
    await alice.composer.press("Enter");

    await alice.sees("a second version");
    expect(await alice.message("a first version").count()).toBe(0);
  });
});
