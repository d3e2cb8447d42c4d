import { describe, expect, test } from "vitest";
import { arrives, type Person } from "./person";

/** Alice has the direct conversation with Bob open. */
async function aliceWithBob(): Promise<Person> {
  const alice = await arrives("alice");
  await alice.button("New conversation").click();
  await alice.picks("Bob Brandt");
  await alice.button("Start").click();
  await expect.poll(() => alice.title.innerText()).toBe("Bob Brandt");
  return alice;
}

const dot = (person: Person, status: string) =>
  person.page.locator("main header").getByRole("img", { name: status, exact: true });

async function says(person: Person, name: string, status: string): Promise<void> {
  await person.button(`${name}: your menu`).click();
  await person.page.getByRole("menuitemradio", { name: status, exact: true }).click();
}

describe("Presence", () => {
  test("is a dot that follows what somebody says of themselves", async () => {
    const alice = await aliceWithBob();
    const bob = await arrives("bob");
    await dot(alice, "Online").waitFor();

    await says(bob, "Bob Brandt", "Busy");
    await dot(alice, "Busy").waitFor();
    await says(bob, "Bob Brandt", "Invisible");
    await dot(alice, "Offline").waitFor();

    await says(bob, "Bob Brandt", "Online");
    await dot(alice, "Online").waitFor();
  });

  test("comes with a text", async () => {
    const alice = await aliceWithBob();
    const bob = await arrives("bob");
    await dot(alice, "Online").waitFor();

    await bob.chooses("Bob Brandt: your menu", "Set a status text …");
    await bob.dialog.getByLabel("Text").fill("Out for lunch");
    await bob.dialog.getByLabel("Until").selectOption("In an hour");
    await bob.button("Save").click();

    await alice.page.locator("main header").getByText("Out for lunch").waitFor();
    await bob.chooses("Bob Brandt: your menu", "Out for lunch");
    await bob.dialog.getByLabel("Text").fill("");
    await bob.button("Save").click();
    await alice.page.locator("main header").getByText("Out for lunch").waitFor({ state: "detached" });
  });
});
