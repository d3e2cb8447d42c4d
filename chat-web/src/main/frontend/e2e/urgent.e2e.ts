import { describe, expect, test } from "vitest";
import { isForEverybody } from "./axe";
import { arrives } from "./person";
import { fresh, Offstage } from "./server";

describe("An urgent message", () => {
  test("is acknowledged, and its writer sees who has and who has not", async () => {
    const alice = await Offstage.of("alice");
    const talk = await alice.creates({ kind: "group", name: fresh("Building") }, "bob", "carol");
    const atAlices = await arrives("alice");
    const bob = await arrives("bob");
    const bobsOther = await arrives("bob");
    await atAlices.opens(talk);
    await bob.opens(talk);
    await bobsOther.opens(talk);

    await atAlices.chooses("More ways to send", "Urgent, to be acknowledged");
    await atAlices.page.getByText("Urgent: everybody is asked to acknowledge this message.").waitFor();
    await isForEverybody(atAlices.page);
    await atAlices.writes("Leave the building");
    await bob.message("Leave the building").getByText("Urgent", { exact: true }).waitFor();
    await bob.message("Leave the building").getByRole("button", { name: "Acknowledge" }).click();

    await bob.message("Leave the building").getByText("You have acknowledged this").waitFor();
    await bobsOther.message("Leave the building").getByText("You have acknowledged this").waitFor();
    await isForEverybody(bob.page);
    await atAlices.message("Leave the building").getByText("1 has acknowledged it").click();
    await atAlices.dialog.getByRole("heading", { name: "1 has not yet" }).waitFor();
    await atAlices.dialog.getByText("Carol Chen").waitFor();
    await atAlices.dialog.getByText("Bob Brandt").waitFor();
    await isForEverybody(atAlices.page, "[role=dialog]");
    await atAlices.closes();
    await atAlices.writes("All clear");
    expect(await bob.message("All clear").getByText("Urgent", { exact: true }).count()).toBe(0);
  });
});
