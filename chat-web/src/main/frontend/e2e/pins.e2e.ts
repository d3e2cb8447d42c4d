import { describe, expect, test } from "vitest";
import { isForEverybody } from "./axe";
import { arrives } from "./person";
import { fresh, Offstage } from "./server";

describe("What is pinned", () => {
  test("is seen by both, stands beside the conversation, and leads to where it was said", async () => {
    const bob = await Offstage.of("bob");
    const talk = await bob.creates({ kind: "group", name: fresh("Office") }, "alice");
    await bob.says(talk, "The door code is on the board");
    for (let n = 1; n <= 40; n++) await bob.says(talk, `Something else ${n}`);
    const last = (await bob.hears(talk)).at(-1)!.seq;
    await (await Offstage.of("alice")).reads(talk, last);
    const alice = await arrives("alice");
    const atBobs = await arrives("bob");
    await alice.opens(talk);
    await atBobs.opens(talk);

    await atBobs.does("Pin", "Something else 40");
    await alice.message("Something else 40").getByText("Pinned by Bob Brandt").waitFor();
    await alice.chooses("More about this conversation", "Pinned messages");
    await alice.details.getByText("Something else 40").waitFor();

    await bob.pins(talk, last - 40);
    await alice.details.getByText("The door code is on the board").waitFor();
    await isForEverybody(alice.page);
    await alice.details.getByText("The door code is on the board").click();
    await alice.message("The door code is on the board").waitFor();
    expect(new URL(alice.page.url()).pathname).toBe(`/c/${talk.id}/${last - 40}`);
    await expect
      .poll(() => alice.message("The door code is on the board").getAttribute("data-named"))
      .toBe("true");

    await alice.details.getByRole("button", { name: "Take the pin away" }).first().click();
    await alice.details.getByText("The door code is on the board").waitFor({ state: "detached" });
    await alice.details.getByText("Something else 40").waitFor();
  });

  test("can be pinned with the keyboard alone", async () => {
    const bob = await Offstage.of("bob");
    const talk = await bob.creates({ kind: "direct" }, "alice");
    const words = fresh("Keep this");
    await bob.says(talk, words);
    const alice = await arrives("alice");
    await alice.opens(talk);
    await alice.sees(words);

    await alice.presses("Shift+F6");
    await expect.poll(() => alice.focus()).toContain(words);
    await alice.presses("p");
    await alice.message(words).getByText("Pinned by Alice Arnold").waitFor();
    await alice.presses("p");
    await alice.message(words).getByText("Pinned by Alice Arnold").waitFor({ state: "detached" });
  });
});
