import { describe, expect, test } from "vitest";
import { isForEverybody } from "./axe";
import { arrives, type Person } from "./person";
import { fresh, Offstage } from "./server";

/** What the page was kept from doing by its policy, from now on. */
async function forbidden(person: Person): Promise<() => Promise<string[]>> {
  await person.page.evaluate(() => {
    const seen: string[] = [];
    Object.assign(window, { forbidden: seen });
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
      seen.push(`${violatedDirective} ${blockedURI}`),
    );
  });
  return () => person.page.evaluate(() => (window as unknown as { forbidden: string[] }).forbidden);
}

describe("What is written in Markdown", () => {
  test("is drawn: code in colours, formulas, tables and tasks, within the policy of the page", async () => {
    const bob = await Offstage.of("bob");
    const talk = await bob.creates({ kind: "group", name: fresh("Formats") }, "alice");
    const alice = await arrives("alice");
    await alice.opens(talk);
    const violations = await forbidden(alice);

    await bob.says(talk, "A formula $e^{i\\pi}+1=0$ and\n\n$$\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}$$");
    await bob.says(talk, '```java\n/** Words. */\nclass A { int b = 1; String c = "d"; }\n```');
    await bob.says(talk, "- [ ] to do\n- [x] done\n\n|one|two|\n|-|-|\n|three|four|");

    await alice.message("A formula").locator("math").nth(1).waitFor();
    await alice.message("class A").locator(".hljs-keyword").first().waitFor();
    expect(await alice.message("to do").locator("input").count()).toBe(0);
    expect(await alice.message("to do").innerText()).toMatch(/☐ to do\s+☑ done/);
    await isForEverybody(alice.page);
    expect(await violations()).toEqual([]);

    await alice.message("class A").getByRole("button", { name: "Copy", exact: true }).click();
    expect(await alice.page.evaluate(() => navigator.clipboard.readText())).toBe(
      '/** Words. */\nclass A { int b = 1; String c = "d"; }',
    );
  });

  test("hides what is not to be seen at once, until a key or a click shows it", async () => {
    const bob = await Offstage.of("bob");
    const talk = await bob.creates({ kind: "group", name: fresh("Films") }, "alice");
    await bob.says(talk, "It was ||the gardener|| all along");
    const alice = await arrives("alice");
    await alice.opens(talk);
    const spoiler = alice.message("all along").getByRole("button", { name: "Hidden words" });
    await spoiler.waitFor();
    expect(await alice.row(talk).innerText()).not.toContain("gardener");
    await isForEverybody(alice.page);

    await spoiler.focus();
    await alice.presses("Enter");

    await alice.message("all along").getByText("the gardener").waitFor();
    await alice.page.getByRole("status").getByText("the gardener").waitFor();
    await isForEverybody(alice.page);
  });

  test("is written with keys, and looked at before it is sent", async () => {
    const talk = await (await Offstage.of("bob")).creates({ kind: "group", name: fresh("Keys") }, "alice");
    const alice = await arrives("alice");
    await alice.opens(talk);

    await alice.types("x");
    await alice.presses("Control+a", "Control+e");
    expect(await alice.composer.inputValue()).toBe("`x`");
    await alice.presses("Control+b");
    expect(await alice.composer.inputValue()).toBe("`**x**`");

    await alice.types("Is it **this**?");
    await alice.button("Preview").click();
    await alice.page.locator("form strong").getByText("this").waitFor();
  });
});
