import { describe, expect, test } from "vitest";
import { arrives } from "./person";
import { fresh, Offstage } from "./server";

async function aTalk(name = "Deployments") {
  const alice = await Offstage.of("alice");
  return alice.creates({ kind: "group", name: fresh(name) }, "bob");
}

describe("Two people", () => {
  test("see what the other writes, in the order of writing", async () => {
    const talk = await aTalk();
    const alice = await arrives("alice");
    const bob = await arrives("bob");
    await alice.opens(talk);
    await bob.opens(talk);

    await alice.writes("Is the new node up?");
    await bob.sees("Is the new node up?");
    await bob.writes("Since nine.");
    await alice.sees("Since nine.");

    for (const person of [alice, bob])
      expect(await person.log.locator("[data-seq] p").allInnerTexts()).toEqual(
        expect.arrayContaining(["Is the new node up?", "Since nine."]),
      );
    expect(await bob.log.innerText()).toMatch(/Is the new node up\?[^]*Since nine\./);
  });

  test("see when the other is writing, without anything moving", async () => {
    const talk = await aTalk();
    const alice = await arrives("alice");
    const bob = await arrives("bob");
    await alice.opens(talk);
    await bob.opens(talk);
    await bob.writes("Anything else?");
    await alice.sees("Anything else?");
    const before = await alice.message("Anything else?").boundingBox();

    await expect
      .poll(async () => {
        await bob.composer.press("w");
        return alice.page.getByText("Bob Brandt is writing …").isVisible();
      })
      .toBe(true);
    expect(await alice.message("Anything else?").boundingBox()).toEqual(before);
  });

  test("are told apart by who wrote, and one's lines in a row belong together", async () => {
    const talk = await aTalk();
    const bob = await arrives("bob");
    await bob.opens(talk);

    await bob.writes("one");
    await bob.writes("two");
    await bob.sees("two");
    await expect.poll(() => bob.pending.count()).toBe(0);
    await (await Offstage.of("alice")).says(talk, "three");
    await bob.sees("three");

    expect(await bob.message("one").locator("bdi", { hasText: "Bob Brandt" }).count()).toBe(1);
    expect(await bob.message("two").locator("bdi", { hasText: "Bob Brandt" }).count()).toBe(0);
    expect(await bob.message("three").locator("bdi", { hasText: "Alice Arnold" }).count()).toBe(1);
  });
});

describe("What was not read", () => {
  test("is counted in the list, and marked where it begins", async () => {
    const talk = await aTalk();
    const bob = await Offstage.of("bob");
    const alice = await arrives("alice");
    await alice.opens(talk);
    await alice.writes("I am off for lunch.");
    await alice.button("Conversations").click();

    for (const words of ["Enjoy.", "The build is red.", "And green again."]) await bob.says(talk, words);

    await alice.row(talk).getByText("3 unread messages").waitFor();
    await alice.page.getByRole("group", { name: "Unread" }).locator(`[href="/c/${talk.id}"]`).waitFor();
    await alice.opens(talk);
    await expect.poll(() => alice.divider.innerText()).toBe("3 new");
    const divided = alice.log.locator("div:has(> [data-testid='new-divider'])");
    expect(await divided.innerText()).toContain("Enjoy.");
    await alice.row(talk).getByText("3 unread messages").waitFor({ state: "detached" });
  });

  test("is where a long conversation opens, with a little of what came before", async () => {
    const talk = await aTalk("A long night");
    const bob = await Offstage.of("bob");
    for (let n = 1; n <= 40; n++) await bob.says(talk, `Step ${n} of 40 is done,\nand the next begins.`);
    await (await Offstage.of("alice")).reads(talk, 11);

    const alice = await arrives("alice");
    await alice.opens(talk);

    await alice.divider.waitFor();
    await expect.poll(() => alice.divider.innerText()).toBe("30 new");
    const log = (await alice.log.boundingBox())!;
    const divider = (await alice.divider.boundingBox())!;
    expect(divider.y - log.y).toBeGreaterThan(20);
    expect(divider.y - log.y).toBeLessThan(140);
    await alice.sees("Step 10 of 40");
    const last = await alice
      .message("Step 40 of 40")
      .boundingBox({ timeout: 100 })
      .catch(() => null);
    expect(last?.y ?? Infinity).toBeGreaterThan(log.y + log.height);
  });

  test("is not marked read by a message that comes far below what is in sight", async () => {
    const talk = await aTalk("Scrolled up");
    const bob = await Offstage.of("bob");
    for (let n = 1; n <= 40; n++) await bob.says(talk, `Paragraph ${n}`);
    const alice = await arrives("alice");
    await alice.opens(talk);
    await alice.page.getByRole("button", { name: /new messages below/ }).waitFor();

    await bob.says(talk, "One more");

    await alice
      .row(talk)
      .getByText(/unread messages/)
      .waitFor();
    await alice.page.getByRole("button", { name: /new messages below/ }).click();
    await alice.sees("One more");
    await alice
      .row(talk)
      .getByText(/unread message/)
      .waitFor({ state: "detached" });
  });

  test("is read on every device of the same person", async () => {
    const talk = await aTalk();
    const desk = await arrives("alice");
    const couch = await arrives("alice");
    await (await Offstage.of("bob")).says(talk, "Are you there?");
    await couch.row(talk).getByText("1 unread message").waitFor();

    await desk.opens(talk);
    await desk.sees("Are you there?");

    await couch.row(talk).getByText("1 unread message").waitFor({ state: "detached" });
  });
});

describe("A message", () => {
  test("can be changed by who wrote it, and says that it was", async () => {
    const talk = await aTalk();
    const alice = await arrives("alice");
    const bob = await arrives("bob");
    await alice.opens(talk);
    await bob.opens(talk);
    await alice.writes("We meet at ten.");
    await bob.sees("We meet at ten.");

    await alice.does("Edit", "We meet at ten.");
    await alice.page.getByText("You are editing your message.").waitFor();
    expect(await alice.composer.inputValue()).toBe("We meet at ten.");
    await alice.writes("We meet at eleven.");

    await bob.sees("We meet at eleven.");
    expect(await bob.message("We meet at eleven.").innerText()).toContain("edited");
    expect(await bob.message("We meet at ten.").count()).toBe(0);
    await bob.message("We meet at eleven.").hover();
    expect(await bob.message("We meet at eleven.").getByRole("button", { name: "Edit" }).count()).toBe(0);
  });

  test("being changed gives back, in the end, what stood in the field before", async () => {
    const talk = await aTalk();
    const alice = await arrives("alice");
    await alice.opens(talk);
    await alice.writes("Frist thing");
    await alice.types("second thing");

    await alice.does("Edit", "Frist thing");
    await alice.composer.fill("First thing");
    await alice.composer.press("Enter");

    await alice.sees("First thing");
    await expect.poll(() => alice.composer.inputValue()).toBe("second thing");
  });

  test("can be deleted, after one was asked, and leaves a trace", async () => {
    const talk = await aTalk();
    const alice = await arrives("alice");
    const bob = await arrives("bob");
    await alice.opens(talk);
    await bob.opens(talk);
    await alice.writes("The password is hunter2");
    await bob.sees("hunter2");

    await alice.does("Delete", "hunter2");
    await alice.dialog.getByText("The password is hunter2").waitFor();
    await alice.dialog.getByRole("button", { name: "Delete" }).click();

    await bob.sees("This message was deleted.");
    expect(await bob.message("hunter2").count()).toBe(0);
    await expect.poll(() => alice.message("hunter2").count()).toBe(0);
    await expect.poll(() => alice.focus()).toContain("Message to");
  });

  test("can answer another, and shows which", async () => {
    const talk = await aTalk();
    const bob = await Offstage.of("bob");
    await bob.says(talk, "Who takes the night shift?");
    await bob.says(talk, "And who takes the cake?");
    const alice = await arrives("alice");
    await alice.opens(talk);

    await alice.does("Reply", "Who takes the night shift?");
    await alice.page.getByText("Reply to Bob Brandt").waitFor();
    await alice.writes("I do.");

    await alice.message("I do.").getByText("Who takes the night shift?").waitFor();
    await expect
      .poll(async () => (await bob.hears(talk)).at(-1))
      .toMatchObject({ body: "I do.", replyTo: 2 });
  });

  test("shows its Markdown, and nothing that could do harm", async () => {
    const talk = await aTalk();
    const alice = await arrives("alice");
    await alice.opens(talk);

    await alice.writes("**bold** and `code` <img src=x onerror=alert(1)> [a link](javascript:alert(1))");

    const message = alice.message("bold and");
    await message.locator("strong", { hasText: "bold" }).waitFor();
    await message.locator("code", { hasText: "code" }).waitFor();
    expect(await message.locator("img, a").count()).toBe(0);
    expect(await message.innerText()).toContain("<img src=x onerror=alert(1)>");
  });

  test("that is too long says by how much; its text is kept", async () => {
    const talk = await aTalk();
    const alice = await arrives("alice");
    await alice.opens(talk);
    const novel = "x".repeat(32_769);

    await alice.types(novel);

    await alice.page.getByText("Too long by 1 bytes; a message holds 32,768.").waitFor();
    expect(await alice.button("Send").isDisabled()).toBe(true);
    await alice.composer.press("Enter");
    expect(await alice.composer.inputValue()).toBe(novel);
    await alice.types(novel.slice(1));
    await alice.composer.press("Enter");
    await alice.button("Show all").waitFor();
    await expect.poll(async () => (await (await Offstage.of("bob")).hears(talk)).length).toBe(1);
  });
});
