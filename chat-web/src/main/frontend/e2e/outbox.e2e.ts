import { describe, expect, test } from "vitest";
import { arrives, type Person } from "./person";
import { fresh, Offstage } from "./server";

const bodies = ["first things first", "second thoughts", "third time lucky"];

async function aTalk() {
  return (await Offstage.of("alice")).creates({ kind: "group", name: fresh("On a train") }, "bob");
}

async function arriveOnceAndInOrder(talk: { id: number }) {
  const bob = await Offstage.of("bob");
  const said = async () => (await bob.hears(talk)).map((message) => message.body);
  await expect.poll(said).toEqual(bodies);
}

async function nothingIsPending(person: Person) {
  await expect.poll(() => person.pending.count()).toBe(0);
  await expect.poll(() => person.connectionBar.innerText()).toBe("");
}

describe("Without a network", () => {
  test("one goes on writing; it is sent once and in order when the network is back", async () => {
    const talk = await aTalk();
    const alice = await arrives("alice");
    await alice.opens(talk);
    await alice.losesTheNetwork();

    for (const body of bodies) await alice.writes(body);

    await expect.poll(() => alice.connectionBar.innerText()).toContain("Connection lost.");
    expect(await alice.connectionBar.innerText()).toContain(
      "You can keep reading and writing. 3 messages wait.",
    );
    expect(await alice.pending.allInnerTexts()).toEqual(
      bodies.map((body): unknown => expect.stringContaining(body)),
    );
    expect(await alice.pending.first().innerText()).toContain("waits for the connection");
    await alice.row(talk).getByText("Waits to be sent").waitFor();

    await alice.findsTheNetwork();

    await arriveOnceAndInOrder(talk);
    await nothingIsPending(alice);
    expect(await alice.log.innerText()).toMatch(new RegExp(bodies.join("[^]*")));
  });

  test("what others wrote in the meantime is there afterwards", async () => {
    const talk = await aTalk();
    const alice = await arrives("alice");
    await alice.opens(talk);
    await alice.losesTheNetwork();
    await expect.poll(() => alice.connectionBar.innerText()).toContain("Connection lost.");

    await (await Offstage.of("bob")).says(talk, "You missed this.");
    await alice.writes("Back in a minute");
    await alice.findsTheNetwork();

    await alice.sees("You missed this.");
    await nothingIsPending(alice);
    expect(await alice.log.innerText()).toMatch(/You missed this\.[^]*Back in a minute/);
  });
});

describe("While the server is away", () => {
  test("a reload keeps what was read and what waits; it is sent once and in order afterwards", async () => {
    const talk = await aTalk();
    await (await Offstage.of("bob")).says(talk, "Read this before the tunnel.");
    const alice = await arrives("alice", { fragile: true });
    await alice.opens(talk);
    await alice.sees("Read this before the tunnel.");
    await alice.serverGoesAway();
    for (const body of bodies) await alice.writes(body);

    await alice.page.reload();

    await alice.sees("Read this before the tunnel.");
    await expect
      .poll(() => alice.pending.allInnerTexts())
      .toEqual(bodies.map((body): unknown => expect.stringContaining(body)));
    await expect.poll(() => alice.connectionBar.innerText()).toContain("3 messages wait.");

    await alice.serverComesBack();

    const bob = await Offstage.of("bob");
    await expect
      .poll(async () => (await bob.hears(talk)).map((message) => message.body))
      .toEqual(["Read this before the tunnel.", ...bodies]);
    await nothingIsPending(alice);
  });

  test("the time of the next try counts down, and one can try at once", async () => {
    const talk = await aTalk();
    const alice = await arrives("alice", { fragile: true });
    await alice.opens(talk);

    await alice.serverGoesAway();
    // Far enough away not to come before one asks for it
    await expect
      .poll(() => alice.connectionBar.innerText(), { timeout: 30_000 })
      .toMatch(/Next try in ([5-9]|\d\d) s/);
    await alice.serverComesBack();
    await alice.button("Try now").click();

    await nothingIsPending(alice);
    await alice.writes("Here again");
    await expect.poll(async () => (await (await Offstage.of("bob")).hears(talk)).length).toBe(1);
  });
});

describe("A message that the server refuses", () => {
  test("says why, and can be taken back to be changed", async () => {
    const talk = await aTalk();
    const alice = await arrives("alice", { fragile: true });
    await alice.opens(talk);
    await alice.serverGoesAway();
    await expect.poll(() => alice.connectionBar.innerText()).toContain("Connection lost.");
    await alice.writes("Written just before it was archived");
    await (await Offstage.of("alice")).archives(talk, true);
    await alice.serverComesBack();

    await alice.message("Written just before").getByText("the conversation is archived").waitFor();
    await (await Offstage.of("alice")).archives(talk, false);
    await alice.message("Written just before").getByRole("button", { name: "Edit" }).click();
    await expect.poll(() => alice.composer.inputValue()).toBe("Written just before it was archived");
    await alice.writes("Written after it was opened again");

    await alice.sees("Written after it was opened again");
    expect(await alice.message("Written just before").count()).toBe(0);
  });
});
