import { describe, expect, test } from "vitest";
import { arrives, visits } from "./person";
import { fresh, Offstage } from "./server";

describe("An invitation", () => {
  test("leads whoever has it into the conversation, and no further once it is taken back", async () => {
    const name = fresh("Garden party");
    const talk = await (await Offstage.of("alice")).creates({ kind: "group", name }, "bob");
    const alice = await arrives("alice");
    await alice.opens(talk);

    await alice.button("Show the members").click();
    await alice.button("Invite by link").click();
    await alice.button("Make a link").click();
    const link = await alice.dialog.getByRole("textbox", { name: "Link" }).inputValue();
    expect(link).toMatch(/\/\?dialog=invitation#[\w-]{43}$/);

    const dave = await arrives("dave");
    await dave.page.goto(link);
    await dave.dialog.getByText(`This link leads to ${name}.`).waitFor();
    await dave.dialog.getByRole("button", { name: "Join" }).click();
    await expect.poll(() => dave.title.innerText()).toBe(name);
    await dave.sees("You joined");
    await alice.dialog.getByText("0 have come · Member").waitFor();

    await alice.button("Take back").click();
    await alice.button("Take back").waitFor({ state: "detached" });
    const carol = await arrives("carol");
    await carol.page.goto(link);
    await carol.dialog.getByText("there is no such invitation, or it has ended").waitFor();
  });

  test("waits behind the sign-in", async () => {
    const talk = await (await Offstage.of("alice")).creates({ kind: "group", name: fresh("Quiz") }, "bob");
    const token = await (await Offstage.of("alice")).invites(talk);
    const dave = await visits("dave");
    await dave.page.goto(`/?dialog=invitation#${token}`);
    await dave.page.reload();

    await dave.signsIn();

    await dave.dialog.getByText(/This link leads to Quiz/).waitFor();
  });
});
