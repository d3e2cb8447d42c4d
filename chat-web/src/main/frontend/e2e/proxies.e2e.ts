import { describe, expect, test } from "vitest";
import { arrives, type Person } from "./person";
import { Proxy } from "./proxy";
import { fresh, Offstage } from "./server";

async function saysAndSees(from: Person, to: Person, words: string) {
  await from.writes(words);
  await to.sees(words);
  await expect.poll(() => from.pending.count()).toBe(0);
}

describe("Behind a proxy that refuses sockets", () => {
  test("people chat by events, by polling, and by sockets as soon as they may", async () => {
    const talk = await (await Offstage.of("alice")).creates({ kind: "group", name: fresh("Hotel") }, "bob");
    const proxy = await Proxy.with({ upgrades: false, gathers: false });
    const alice = await arrives("alice", { by: proxy.address });
    const bob = await arrives("bob", { by: proxy.address });
    await alice.opens(talk);
    await bob.opens(talk);

    await saysAndSees(alice, bob, "By events");
    await saysAndSees(bob, alice, "And back by events");
    expect(proxy.passed).toMatchObject({ socket: 0, poll: 0 });
    await alice.sets("Devices");
    await alice.dialog.getByText("Slower connection").waitFor();
    await alice.closes();

    proxy.becomes({ upgrades: false, gathers: true });
    await saysAndSees(alice, bob, "By polling");
    await saysAndSees(bob, alice, "And back by polling");
    expect(proxy.passed.socket).toBe(0);
    expect(proxy.passed.poll).toBeGreaterThan(0);

    proxy.becomes({ upgrades: true, gathers: true });
    await alice.isToldOfAnotherNetwork();
    await bob.isToldOfAnotherNetwork();
    await expect.poll(() => proxy.passed.socket).toBe(2);
    await saysAndSees(alice, bob, "By sockets");
    await saysAndSees(bob, alice, "And back by sockets");

    const said = (await (await Offstage.of("bob")).hears(talk)).map(({ body }) => body);
    expect(said).toEqual([
      "By events",
      "And back by events",
      "By polling",
      "And back by polling",
      "By sockets",
      "And back by sockets",
    ]);
    for (const words of said) expect(await bob.message(words).count()).toBeGreaterThan(0);
  }, 180_000);
});
