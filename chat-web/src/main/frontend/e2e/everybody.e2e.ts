import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { isForEverybody } from "./axe";
import { arrives, middle, phone, visits, wide, type Person } from "./person";
import { fresh, Offstage } from "./server";

let talk: { id: number; name?: string };

beforeAll(async () => {
  const [alice, bob] = await Promise.all([Offstage.of("alice"), Offstage.of("bob")]);
  talk = await alice.creates(
    { kind: "group", name: fresh("For everybody"), topic: "A topic" },
    "bob",
    "carol",
  );
  await alice.says(
    talk,
    "A **bold** word, a [link](https://example.org), `code` and a list:\n\n- one\n- two",
  );
  const asked = await bob.says(talk, "```\nlet it = be;\n```\n> said before");
  await alice.says(talk, "An answer", { replyTo: asked });
  await bob.says(talk, "مرحبا بالجميع 👋");
  await bob.says(talk, "🎉");
  await bob.says(
    talk,
    "- [ ] $x^2$ and ||hidden||\n\n|one|two|\n|-|-|\n|three|four|\n\n```js\nlet it = 1;\n```",
  );
});

async function opensMenu(person: Person, name: string): Promise<void> {
  await person.button(name).click();
  await person.page.getByRole("menu").waitFor();
}

const choosesNothing = async () => (await Offstage.of("bob")).choosesNothing();

/** All that lies over the page, one after the other. */
const dialogs = ["jump", "new", "channels", "inbox", "reports", "settings", "status", "keys"] as const;

for (const [name, screen] of Object.entries({ wide, middle, phone })) {
  describe(`On a ${name} screen, in light and dark, nobody is kept out of`, () => {
    test("the conversations and what is said in them", async () => {
      const bob = await arrives("bob", { screen, fragile: true });
      await isForEverybody(bob.page);
      await bob.opens(talk);
      await bob.sees("An answer");
      await isForEverybody(bob.page);

      await bob.types("x".repeat(33_000));
      await bob.page.getByTestId("too-long").waitFor();
      await isForEverybody(bob.page);
      await bob.types("");

      await bob.button("Show the members").click();
      await bob.page.getByText("3 members").waitFor();
      await isForEverybody(bob.page);
      await bob.page.getByRole("complementary").getByRole("button", { name: "Close" }).click();

      await bob.serverGoesAway();
      await bob.types("Wait for me");
      await bob.button("Send").click();
      await expect.poll(() => bob.connectionBar.innerText()).toContain("1 message waits.");
      await isForEverybody(bob.page);
    });

    // Between phone and wide there is nothing else that is not on one of them
    if (screen === middle) return;

    test("signing in", async () => {
      const somebody = await visits("alice", { screen });
      await somebody.page.getByLabel("Username").waitFor();
      await isForEverybody(somebody.page);

      await somebody.button("Sign in").click();
      await somebody.page.getByText("Enter your username").waitFor();

      await isForEverybody(somebody.page);
    });

    test("the dialogs and menus", async () => {
      const carol = await arrives("carol", { screen });
      await carol.opens(talk);
      await opensMenu(carol, "More about this conversation");
      await isForEverybody(carol.page, "[role=menu]");
      await carol.closes();
      for (const dialog of dialogs) {
        await carol.looksAt(dialog);
        // Skeletons are gone
        await expect.poll(() => carol.dialog.getByRole("status").count()).toBe(0);
        await isForEverybody(carol.page, "[role=dialog]");
        if (dialog === "new") {
          await carol.dialog.getByText("Channel", { exact: true }).click();
          await isForEverybody(carol.page, "[role=dialog]");
        }
        if (dialog === "settings") {
          for (const part of ["Notifications", "Privacy", "Devices"] as const) {
            await carol.sets(part);
            await expect.poll(() => carol.dialog.getByRole("status").count()).toBe(0);
            await isForEverybody(carol.page, "[role=dialog]");
          }
        }
        await carol.closes();
      }
    });

    test("beginning with nothing", async () => {
      const newcomer = await arrives("admin", { screen, newcomer: true });
      await newcomer.page.getByText("Nothing here yet").waitFor();

      await isForEverybody(newcomer.page);
    });
  });
}

describe("On glass", () => {
  test("one pane is shown at a time, and going back leads to the list", async () => {
    const bob = await arrives("bob", { screen: phone });
    await bob.row(talk).tap();
    await bob.hasOpened(talk);
    expect(await bob.row(talk).isVisible()).toBe(false);

    await bob.page.goBack();

    await bob.row(talk).waitFor();
    expect(await bob.title.count()).toBe(0);
  });

  test("everything that is tapped is large enough for a thumb", async () => {
    const bob = await arrives("bob", { screen: phone });
    const small = async () =>
      bob.page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>("button, a, input, [role=menuitem]")]
          .filter((element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
          .map((element) => ({ element, box: element.getBoundingClientRect() }))
          .filter(({ box }) => box.width > 1 && box.bottom > 0 && box.top < window.innerHeight)
          .filter(({ element }) => !element.closest('[class*="text_"], [class*="skip"]'))
          .filter(({ box }) => box.height < 43.5 || box.width < 35)
          .map(
            ({ element, box }) => `${element.ariaLabel ?? element.textContent} ${box.width}×${box.height}`,
          ),
      );
    expect(await small()).toEqual([]);

    await bob.opens(talk);
    await bob.sees("An answer");

    expect(await small()).toEqual([]);
  });
});

describe("Light and dark", () => {
  test("are those of the system, until one chooses", async () => {
    onTestFinished(choosesNothing);
    const bob = await arrives("bob", { scheme: "dark" });
    const ground = () => bob.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const dark = await ground();
    await bob.page.goto("/?dialog=settings");

    await bob.dialog.getByText("Light", { exact: true }).click();

    await expect.poll(ground).not.toBe(dark);
    await bob.page.reload();
    await bob.isInside();
    await expect.poll(ground).not.toBe(dark);
  });
});
