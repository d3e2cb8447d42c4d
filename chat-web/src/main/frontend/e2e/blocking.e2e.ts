import { describe, expect, test } from "vitest";
import { arrives } from "./person";
import { fresh, Offstage } from "./server";

describe("Somebody whom one has blocked", () => {
  test("does not write to one, is folded away elsewhere, and is heard again when one wants", async () => {
    const offstage = await Offstage.of("carol");
    await offstage.unblocks("dave");
    const talk = await offstage.creates({ kind: "group", name: fresh("Office") }, "dave");
    const direct = await offstage.creates({ kind: "direct" }, "dave");
    const dave = await Offstage.of("dave");
    await dave.says(talk, "Only I know how this works");
    const carol = await arrives("carol");
    await carol.opens(direct);

    await carol.chooses("More about this conversation", "Block …");
    await carol.dialog.getByRole("button", { name: "Block" }).click();
    await carol.page.getByTestId("closed").getByText("You have blocked Dave Dietrich").waitFor();
    await expect(dave.says(direct, "Hello?")).rejects.toThrow("conversation.blocked");

    await carol.opens(talk);
    await carol.sees("A message of somebody you have blocked");
    expect(await carol.message("Only I know how this works").count()).toBe(0);
    await carol.log.getByRole("button", { name: "Show" }).click();
    await carol.sees("Only I know how this works");

    await carol.opens(direct);
    await carol.sets("Privacy");
    await carol.dialog.getByRole("button", { name: "Unblock Dave Dietrich" }).click();
    await carol.closes();
    await carol.writes("Let us talk");
    await dave.says(direct, "Gladly");
    await carol.sees("Gladly");
  });
});
