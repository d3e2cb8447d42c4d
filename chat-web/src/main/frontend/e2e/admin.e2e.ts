import { readFile } from "node:fs/promises";
import { describe, expect, onTestFinished, test } from "vitest";
import { isForEverybody } from "./axe";
import { arrives, middle, phone, type Person } from "./person";
import { fresh, Offstage } from "./server";

/** Goes to a place of the console; nothing is loaded anew. */
async function goesTo(person: Person, place: string): Promise<void> {
  await person.page.evaluate((address) => {
    history.pushState(null, "", address);
    window.dispatchEvent(new PopStateEvent("popstate"));
  }, `/admin${place}`);
}

const rows = (person: Person) => person.page.locator("tbody tr");
const panel = (person: Person) => person.page.getByRole("complementary");
const title = (person: Person) => panel(person).getByRole("heading").first().innerText();

describe("The administration", () => {
  test("is reached from the menu by who has a duty, and by nobody else", async () => {
    const admin = await arrives("admin");
    await admin.page.getByRole("button", { name: /: your menu$/ }).click();
    await admin.page.getByRole("menuitem", { name: "Administration" }).click();
    await admin.page.getByRole("navigation", { name: "Administration" }).waitFor();
    await goesTo(admin, "/people");
    await rows(admin).first().waitFor();
    await isForEverybody(admin.page);
    await admin.page.getByRole("link", { name: "Back to the chat" }).click();
    await admin.isInside();

    const bob = await arrives("bob");
    await bob.page.getByRole("button", { name: /: your menu$/ }).click();
    await bob.page.getByRole("menuitem", { name: "Sign out" }).waitFor();
    expect(await bob.page.getByRole("menuitem", { name: "Administration" }).count()).toBe(0);
    await bob.presses("Escape");
    await goesTo(bob, "/people");
    await bob.page.getByRole("heading", { name: "There is nothing for you here" }).waitFor();
  });

  test("says so when nobody answers what one may do", async () => {
    const admin = await arrives("admin");
    await admin.page.route("**/api/v1/me", (route) => route.abort());
    await admin.page.goto("/admin/people");

    await admin.page
      .getByRole("main")
      .getByText(/^That did not work/)
      .waitFor();
    expect(await admin.page.getByRole("heading").count()).toBe(0);
  });

  test("is behind the terms for who opens it, who is told nothing before, and under the banner", async () => {
    const admin = await arrives("admin");
    const offstage = await Offstage.of("admin");
    onTestFinished(() => offstage.announces());
    await offstage.announces({ terms: "Be kind.", banner: "Internal use only" });
    await admin.needsAnotherToken();
    const refused = admin.page.waitForResponse((answer) => answer.status() === 403);
    await admin.page.goto("/admin/people");

    await admin.dialog.getByText("Be kind.").waitFor();
    expect(await (await refused).json()).toMatchObject({ code: "terms.unagreed" });
    expect(await rows(admin).count()).toBe(0);
    await isForEverybody(admin.page, "[role=dialog]");
    await admin.dialog.getByRole("button", { name: "I agree" }).click();
    await admin.dialog.waitFor({ state: "detached" });
    const banner = admin.page.getByTestId("banner").getByText("Internal use only");
    await banner.waitFor();
    await rows(admin).first().waitFor();
    const [above, below] = [await banner.boundingBox(), await admin.page.getByRole("main").boundingBox()];
    expect(below!.y).toBeGreaterThanOrEqual(above!.y + above!.height);
    await isForEverybody(admin.page);

    await admin.page.getByRole("link", { name: "Back to the chat" }).click();
    const talk = await offstage.creates({ kind: "group", name: fresh("Kind") });
    await admin.row(talk).waitFor();
  });
});

describe("The people of the organization", () => {
  test("are found, and the address says what is shown", async () => {
    const admin = await arrives("admin");
    await goesTo(admin, "/people");

    await admin.page.getByRole("searchbox", { name: "Name or username" }).fill("carol");
    await expect.poll(() => rows(admin).count()).toBe(1);
    await admin.page.getByText("1 person").waitFor();
    await admin.page.getByRole("columnheader", { name: "Last seen" }).getByRole("button").click();
    await expect.poll(() => admin.page.url()).toContain("sort=seen");
    expect(admin.page.url()).toContain("q=carol");
    const address = admin.page.url();
    await admin.page.goto(address);
    await expect.poll(() => rows(admin).count()).toBe(1);

    const download = admin.page.waitForEvent("download");
    await admin.button("CSV").click();
    const file = await readFile((await (await download).path())!, "utf8");
    expect(file.split("\r\n")[0]).toBe("\ufeffName,Username,State,Duties,Devices,Last seen");
    expect(file).toContain("Carol Chen,carol,Active");
    expect(file.trim().split("\r\n")).toHaveLength(2);
  });

  test("can be gone through by keyboard, and one is signed out on a device", async () => {
    const carol = await arrives("carol");
    const admin = await arrives("admin");
    await goesTo(admin, "/people?q=carol");
    const row = admin.page.getByRole("link", { name: "Carol Chen" });
    await row.waitFor();
    await row.focus();
    await admin.presses("Enter");
    await panel(admin).getByRole("heading", { name: "Carol Chen" }).waitFor();
    await isForEverybody(admin.page);
    await admin.presses("Escape");
    await panel(admin).waitFor({ state: "detached" });
    await row.click();

    await panel(admin).getByRole("button", { name: "Sign out everywhere …" }).click();
    await admin.dialog.getByRole("button", { name: "Sign out everywhere" }).click();

    await carol.page.getByText(/You were signed out/).waitFor();
    await panel(admin).getByText("Nobody is signed in to this account.").waitFor();
  });

  test("are disabled only once it was said what happens and the name was typed", async () => {
    const admin = await arrives("admin");
    await goesTo(admin, "/people?q=dave");
    await admin.page.getByRole("link", { name: "Dave Dietrich" }).click();

    await panel(admin).getByRole("button", { name: "Disable …" }).click();
    await admin.dialog.getByText(/The messages stay/).waitFor();
    await isForEverybody(admin.page, "[role=dialog]");
    const disable = admin.dialog.getByRole("button", { name: "Disable" });
    expect(await disable.isDisabled()).toBe(true);
    await admin.page.getByLabel("Type dave to confirm").fill("dave");
    await disable.click();
    await panel(admin).getByText("Disabled since").waitFor();
    await panel(admin).getByRole("button", { name: "Enable …" }).click();
    await admin.dialog.getByRole("button", { name: "Enable" }).click();

    await panel(admin).getByRole("button", { name: "Disable …" }).waitFor();
  });

  test("are restricted, and erased only once it was said what would go", async () => {
    const admin = await arrives("admin");
    await goesTo(admin, "/people?q=dave");
    await admin.page.getByRole("link", { name: "Dave Dietrich" }).click();

    await panel(admin).getByRole("button", { name: "Restrict …" }).click();
    await admin.dialog.getByRole("button", { name: "Restrict" }).click();
    await panel(admin).getByText("Disabled since").waitFor();
    await panel(admin).getByRole("button", { name: "Lift the restriction …" }).click();
    await admin.dialog.getByRole("button", { name: "Lift the restriction" }).click();
    await panel(admin).getByText("Disabled since").waitFor({ state: "detached" });

    await panel(admin).getByRole("button", { name: "Erase …" }).click();
    await admin.dialog.getByText(/^Messages that say something: \d+/).waitFor();
    await isForEverybody(admin.page, "[role=dialog]");
    const erase = admin.dialog.getByRole("button", { name: "Erase" });
    expect(await erase.isDisabled()).toBe(true);
    await admin.page.getByLabel("Type dave to confirm").fill("dave");
    // Unless something that was said there is on hold
    const held = (await admin.dialog.getByText(/^A legal hold/).count()) > 0;
    await expect.poll(() => erase.isEnabled()).toBe(!held);
    await admin.dialog.getByRole("button", { name: "Cancel" }).click();
  });
});

describe("The groups of the organization", () => {
  test("are made, filled and dissolved once it was said what that does", async () => {
    const handle = fresh("team")
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, "-");
    const admin = await arrives("admin");
    await goesTo(admin, "/groups");
    await admin.button("New group …").click();
    await admin.dialog.getByLabel("Name of the group").fill(`The ${handle}`);
    await admin.dialog.getByLabel("Handle").fill(handle);
    await isForEverybody(admin.page, "[role=dialog]");
    await admin.dialog.getByRole("button", { name: "Make it" }).click();
    await admin.page.getByRole("link", { name: `The ${handle}` }).click();
    await panel(admin).getByRole("button", { name: "Put people in …" }).click();
    await admin.picks("Bob Brandt");
    await admin.dialog.getByRole("button", { name: "Put people in" }).click();
    await panel(admin).getByRole("link", { name: "Bob Brandt" }).waitFor();
    await isForEverybody(admin.page);

    await panel(admin).getByRole("button", { name: "Dissolve …" }).click();
    await admin.page.getByLabel(`Type ${handle} to confirm`).fill(handle);
    await admin.dialog.getByRole("button", { name: "Dissolve" }).click();
    await admin.page.getByRole("link", { name: `The ${handle}` }).waitFor({ state: "detached" });
    await goesTo(admin, "/devices?q=bob");
    await admin.page.getByRole("columnheader", { name: "Signed in since" }).waitFor();
    await isForEverybody(admin.page);
  });
});

describe("The conversations of the organization", () => {
  test("are shown from outside, with nothing of what is said", async () => {
    const name = fresh("board");
    const secret = fresh("Nobody else is to read this");
    const alice = await Offstage.of("alice");
    const talk = await alice.creates({ kind: "group", name }, "bob");
    await alice.says(talk, secret);
    const admin = await arrives("admin", { screen: middle });
    await goesTo(admin, `/conversations?q=${encodeURIComponent(name)}`);

    await admin.page.getByRole("link", { name }).click();
    await panel(admin).getByRole("link", { name: "Bob" }).waitFor();

    expect(await admin.page.locator("html").innerText()).not.toContain(secret);
    await isForEverybody(admin.page);
    await panel(admin).getByRole("link", { name: "Bob" }).click();
    await panel(admin).getByText("Signed in on").waitFor();
  });

  test("are changed once it was said what happens, and get labels that they are found by", async () => {
    const name = fresh("deals");
    const label = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
    await (await Offstage.of("alice")).creates({ kind: "group", name }, "bob");
    const admin = await arrives("admin");
    await goesTo(admin, `/conversations?q=${encodeURIComponent(name)}`);
    await admin.page.getByRole("link", { name }).click();

    await panel(admin).getByRole("button", { name: "Change …" }).click();
    await admin.dialog.getByLabel("Topic").fill("Closed until Monday");
    await isForEverybody(admin.page, "[role=dialog]");
    await admin.dialog.getByRole("button", { name: "Change it" }).click();
    await panel(admin).getByText("Closed until Monday").waitFor();
    await panel(admin).getByRole("button", { name: "Role of Bob Brandt" }).click();
    await admin.dialog.getByLabel("Role").selectOption("Owner");
    await admin.page.getByLabel("Type bob to confirm").fill("bob");
    await isForEverybody(admin.page, "[role=dialog]");
    await admin.dialog.getByRole("button", { name: "Give this role" }).click();
    await admin.dialog.waitFor({ state: "detached" });
    await expect.poll(() => panel(admin).getByText("Owner").count()).toBe(2);
    await panel(admin).getByRole("button", { name: "Archive …" }).click();
    await admin.dialog.getByText(/^Nobody writes in/).waitFor();
    await admin.page.getByLabel(`Type ${name} to confirm`).fill(name);
    await admin.dialog.getByRole("button", { name: "Archive" }).click();
    await panel(admin).getByRole("button", { name: "Open again …" }).waitFor();

    const officer = await arrives("officer");
    await goesTo(officer, `/conversations?q=${encodeURIComponent(name)}`);
    await officer.page.getByRole("link", { name }).click();
    await panel(officer).getByLabel("New label").fill(label);
    await panel(officer).getByRole("button", { name: "Give the label …" }).click();
    await officer.dialog.getByText("No rule that is on has this label.").waitFor();
    await isForEverybody(officer.page, "[role=dialog]");
    await officer.dialog.getByRole("button", { name: "Give the label" }).click();
    await panel(officer).getByRole("link", { name: label }).click();
    await expect.poll(() => officer.page.url()).toContain(`label=${label}`);
    await expect.poll(() => rows(officer).count()).toBe(1);
    await isForEverybody(officer.page);
  });

  test("fit on a phone", async () => {
    const admin = await arrives("admin", { screen: phone });
    await goesTo(admin, "/conversations");
    await rows(admin).first().waitFor();
    await isForEverybody(admin.page);
  });
});

describe("How the organization does", () => {
  test("is shown now and over time, and each chart can be read as a table", async () => {
    const admin = await arrives("admin");
    await goesTo(admin, "/overview");
    const figure = admin.page.getByRole("figure").filter({ hasText: "People online" });
    await figure.getByRole("img").waitFor();
    await isForEverybody(admin.page);

    await figure.getByRole("img").focus();
    await admin.presses("ArrowLeft");
    await figure.getByRole("button", { name: "As a table" }).click();
    await figure.getByRole("table").waitFor();
    await admin.page.getByText("1 year").click();
    await expect.poll(() => admin.page.url()).toContain("span=year");
    await admin.page.getByRole("link", { name: /^Nodes at work/ }).click();

    await admin.page.getByRole("heading", { name: "Cluster" }).waitFor();
    await admin.page.getByText("At work").first().waitFor();
    await isForEverybody(admin.page);
  });
});

describe("The rules for all messages", () => {
  test("are set and taken away by those who moderate", async () => {
    const name = fresh("Never said");
    const admin = await arrives("admin");
    await goesTo(admin, "/moderation?state=closed");
    await admin.page.getByRole("columnheader", { name: "Reported" }).waitFor();
    await isForEverybody(admin.page);
    await admin.page.getByRole("tab", { name: "Rules for all messages" }).click();
    await admin.button("Add a rule").click();
    await admin.page.getByLabel("Words, one a line").fill(name);
    await admin.page.getByLabel("Name of the rule").fill(name);
    await admin.page.getByLabel("What the sender is told").fill("That is not said here.");
    await isForEverybody(admin.page);
    await admin.button("Save the rule").click();

    await admin.page.getByText(name, { exact: true }).waitFor();
    await admin.button(`Switch the rule ${name} off`).click();
    await admin.button(`Switch the rule ${name} on`).waitFor();
    await admin.button(`Remove the rule ${name}`).click();
    await admin.page.getByText(name, { exact: true }).waitFor({ state: "detached" });
  });
});

describe("A rule for all messages that is not set yet", () => {
  test("is tried out, and so are those that are", async () => {
    const admin = await arrives("admin");
    await goesTo(admin, "/moderation?part=rules");
    await admin.button("Add a rule").click();
    await admin.page.getByLabel("What does it look at?").selectOption("Numbers with check digits");
    await admin.page
      .getByLabel("What becomes of such a message?")
      .selectOption("Post it with that blacked out");
    await admin.page.getByLabel(/^Kinds of numbers/).fill("card");
    await admin.page.getByLabel("Text to try").fill("Mine is 4111 1111 1111 1111, thanks.");
    await admin.button("Try it").click();
    await admin.page.getByText("It would be posted with what was found blacked out.").waitFor();
    expect(await admin.page.locator("mark").allInnerTexts()).toEqual(["4111 1111 1111 1111"]);
    await isForEverybody(admin.page);

    await admin.page.getByRole("tab", { name: "Try a text" }).click();
    const bench = admin.page.getByRole("tabpanel", { name: "Try a text" });
    await bench.getByLabel("Text to try").fill(fresh("Nothing to be found in"));
    await bench.getByRole("button", { name: "Try it" }).click();
    await admin.page.getByText("It would be posted as it is.").waitFor();
    await isForEverybody(admin.page);
  });
});

describe("Information barriers", () => {
  test("are raised between segments once it was said what they do, and fall with these", async () => {
    const [one, other] = [fresh("Research"), fresh("Sales")];
    const admin = await arrives("admin");
    await goesTo(admin, "/barriers");
    for (const name of [one, other]) {
      await admin.button("New segment …").click();
      await admin.dialog.getByLabel("Name of the segment").fill(name);
      await admin.dialog.getByRole("button", { name: "Make it" }).click();
      await admin.page.getByRole("link", { name }).waitFor();
    }
    await admin.page.getByRole("link", { name: one }).click();
    await panel(admin).getByRole("button", { name: "Put people in …" }).click();
    await admin.picks("Dave Dietrich");
    await admin.dialog.getByRole("button", { name: "Put people in" }).click();
    await panel(admin).getByRole("link", { name: "Dave Dietrich" }).waitFor();

    await panel(admin).getByRole("button", { name: "Raise a barrier …" }).click();
    await admin.dialog.getByLabel("Part it from").selectOption(other);
    await admin.dialog.getByText(/can find, reach or watch one another/).waitFor();
    await isForEverybody(admin.page, "[role=dialog]");
    const raise = admin.dialog.getByRole("button", { name: "Raise a barrier" });
    expect(await raise.isDisabled()).toBe(true);
    await admin.page.getByLabel(`Type ${other} to confirm`).fill(other);
    await raise.click();
    await panel(admin).getByRole("link", { name: other }).waitFor();
    await isForEverybody(admin.page);

    // Nothing of it is left for other tests, and with the segment goes the barrier
    for (const name of [one, other]) {
      await admin.page.getByRole("link", { name, exact: true }).first().click();
      await panel(admin).getByRole("button", { name: "Dissolve …" }).click();
      await admin.page.getByLabel(`Type ${name} to confirm`).fill(name);
      await admin.dialog.getByRole("button", { name: "Dissolve" }).click();
      await admin.page.getByRole("link", { name }).waitFor({ state: "detached" });
    }
  });
});

describe("What everybody is to see", () => {
  test("is a banner that is looked at before, and terms that are put in force only by who has typed it", async () => {
    const words = fresh("Maintenance at noon");
    const admin = await arrives("admin");
    await goesTo(admin, "/terms");
    await admin.page.getByLabel("What it says").fill(words);
    const preview = admin.page.getByRole("figure");
    await preview.getByText(words).waitFor();
    await isForEverybody(admin.page);
    await admin.button("Show it to everybody").click();
    await admin.button("Take it away").waitFor();
    const bob = await arrives("bob");
    await bob.page.getByTestId("banner").getByText(words).waitFor();

    // Everybody would be asked, those of all other tests too: not done
    await admin.button("Write a new version").click();
    await admin.page.getByLabel("Text of the new version").fill(words);
    await admin.button("Publish …").click();
    await admin.dialog.getByText(/Everybody is asked to agree to it/).waitFor();
    await isForEverybody(admin.page, "[role=dialog]");
    const publish = admin.dialog.getByRole("button", { name: "Publish" });
    expect(await publish.isDisabled()).toBe(true);
    await admin.page.getByLabel("Type publish to confirm").fill("publish");
    await expect.poll(() => publish.isEnabled()).toBe(true);
    await admin.dialog.getByRole("button", { name: "Cancel" }).click();

    await admin.button("Take it away").click();
    await preview.getByText("No banner is shown.").waitFor();
  });
});

describe("The compliance officer", () => {
  test("tries a rule out before it is switched on, and sees what it would destroy", async () => {
    const name = fresh("Chatter");
    const officer = await arrives("officer");
    await goesTo(officer, "/policies");
    await officer.button("New rule …").click();
    await officer.page.getByLabel("Name", { exact: true }).fill(name);
    await officer.page.getByLabel("Delete after (days)", { exact: true }).fill("3000");
    await isForEverybody(officer.page, "[role=dialog]");
    await officer.button("Save the draft").click();

    const rule = officer.page.getByRole("listitem", { name });
    await rule.getByText("deleted after 3000 days").waitFor();
    await rule.getByRole("button", { name: "Dry run" }).click();
    await rule.getByText(`If “${name}” were switched on`).waitFor();
    await rule.getByText(/^0 messages would be destroyed by the next sweep/).waitFor();
    await rule.getByRole("figure").getByRole("img").waitFor();
    await isForEverybody(officer.page);
    await rule.getByRole("button", { name: "Remove the draft" }).click();
    await rule.waitFor({ state: "detached" });

    await officer.button("Sweep now …").click();
    await officer.dialog.getByText("No rule is on.").waitFor();
    await officer.dialog.getByRole("button", { name: "Sweep now" }).click();
    await officer.dialog.waitFor({ state: "detached" });
    await officer.page
      .getByText(/^0 messages destroyed, 0 certificates/)
      .first()
      .waitFor();
  });

  test("has messages archived, verifies what is, and turns it off", async () => {
    const officer = await arrives("officer");
    await goesTo(officer, "/policies");
    const archive = officer.page.getByRole("region", { name: "Archive" });
    await archive.getByRole("button", { name: "Set up …" }).click();
    // Nothing is so old: of what other tests say nothing goes there
    await officer.dialog.getByLabel(/^Archive after/).fill("36500");
    await officer.dialog.getByLabel(/^Lock for/).fill("1");
    await officer.dialog.getByText(/not even its owner/).waitFor();
    await officer.dialog.getByLabel(/^Move the texts/).fill("365");
    await officer.dialog.getByText(/^Not before they are archived/).waitFor();
    await officer.dialog.getByLabel(/^Move the texts/).fill("36500");
    await officer.dialog.getByText(/lie nowhere else/).waitFor();
    await isForEverybody(officer.page, "[role=dialog]");
    await officer.page.getByLabel("Type Archive to confirm").fill("Archive");
    await officer.dialog.getByRole("button", { name: "Archive like this" }).click();
    await archive.getByRole("button", { name: "Change …" }).waitFor();
    await archive.getByRole("button", { name: "Verify the whole archive" }).click();
    await archive.getByText(/^As it was written/).waitFor();
    await isForEverybody(officer.page);

    await archive.getByRole("button", { name: "Turn off …" }).click();
    await officer.page.getByLabel("Type Archive to confirm").fill("Archive");
    await officer.dialog.getByRole("button", { name: "Turn off" }).click();
    await archive.getByRole("button", { name: "Set up …" }).waitFor();
  });

  test("has messages of others reviewed by the keys alone, and says how that went", async () => {
    const word = fresh("guarantee").replaceAll(/\W/g, "");
    const officer = await arrives("officer");
    await goesTo(officer, "/supervision");
    await officer.button("New rule …").click();
    await officer.dialog.getByLabel("Name", { exact: true }).fill(word);
    await officer.dialog.getByLabel("How many of them, in percent").fill("0");
    await officer.dialog.getByLabel(/^Words and phrases/).fill(word);
    await officer.dialog.getByLabel("Groups", { exact: true }).check();
    await officer.picks("Oscar Olsen");
    await isForEverybody(officer.page, "[role=dialog]");
    await officer.dialog.getByRole("button", { name: "Set the rule" }).click();
    await officer.dialog.waitFor({ state: "detached" });
    const talk = await (await Offstage.of("alice")).creates({ kind: "group", name: fresh("Paint") }, "bob");
    await (await Offstage.of("bob")).says(talk, `I ${word} it`);

    const queue = officer.page.getByRole("list", { name: "For you to review" });
    await expect
      .poll(
        async () => {
          await officer.button("Look for more").click();
          return await queue.getByText(word).count();
        },
        { timeout: 20_000, interval: 1000 },
      )
      .toBe(1);
    await queue.getByRole("listitem").last().focus();
    await officer.presses("o");
    await queue.getByText(`I ${word} it`).waitFor();
    await isForEverybody(officer.page);
    await officer.presses("e");
    await officer.page.keyboard.type("A promise");
    await officer.page.getByRole("button", { name: "Escalate", exact: true }).click();
    await queue.getByText("Escalated").waitFor();
    await officer.page.getByRole("rowheader", { name: word }).waitFor();

    const rule = officer.page.getByRole("listitem", { name: word });
    await rule.getByRole("button", { name: "Reviewers …" }).click();
    await isForEverybody(officer.page, "[role=dialog]");
    await officer.dialog.getByRole("button", { name: "Set the reviewers" }).click();
    await officer.dialog.waitFor({ state: "detached" });
    await rule.getByRole("button", { name: "End …" }).click();
    await officer.page.getByLabel(`Type ${word} to confirm`).fill(word);
    await officer.dialog.getByRole("button", { name: "End the rule" }).click();
    await officer.page.getByRole("listitem", { name: word }).getByText("Ended").waitFor();
  });

  test("opens a matter, holds what a custodian wrote, and looks into it for a reason that is noted", async () => {
    const name = fresh("Matter");
    const words = fresh("Blue it is");
    const talk = await (await Offstage.of("alice")).creates({ kind: "group", name: fresh("Paint") }, "bob");
    await (await Offstage.of("bob")).says(talk, words);
    const officer = await arrives("officer");
    await goesTo(officer, "/matters");
    await officer.button("New matter …").click();
    await officer.page.getByLabel("Name", { exact: true }).fill(name);
    await officer.button("Open the matter").click();
    await officer.page.getByRole("link", { name }).click();
    await panel(officer).getByRole("button", { name: "Place a hold …" }).click();
    await officer.dialog.getByLabel("Name", { exact: true }).fill("Bob");
    await officer.picks("Bob Brandt");
    await isForEverybody(officer.page, "[role=dialog]");
    await officer.dialog.getByRole("button", { name: "Place a hold" }).click();
    await panel(officer).getByText("In force since").waitFor();

    // Another clears who looks
    await panel(officer)
      .getByText("Nobody looks at what is held for a matter until another has cleared them.")
      .waitFor();
    await panel(officer).getByRole("button", { name: "Request a clearance …" }).click();
    await officer.dialog.getByLabel("Why do you look?").fill("To see whether this works");
    await officer.dialog.getByRole("button", { name: "Request a clearance" }).click();
    await officer.dialog.waitFor({ state: "detached" });
    const other = await arrives("officer2");
    await goesTo(other, "/matters");
    await other.page.getByRole("link", { name }).click();
    await panel(other).getByRole("button", { name: "Clear them" }).click();
    await panel(other).getByRole("button", { name: "Take back …" }).waitFor();
    await officer.page.reload();
    await panel(officer).getByLabel("By the clearance").waitFor();

    await panel(officer).getByLabel("Why do you look?").fill("To see whether this works");
    await panel(officer)
      .getByLabel(/^Words/)
      .fill(words);
    await panel(officer).getByRole("button", { name: "Look", exact: true }).click();
    await panel(officer).getByText(words).waitFor();
    await panel(officer).getByRole("button", { name: "Review" }).click();
    await officer.page.keyboard.type("privileged");
    await officer.presses("Enter");
    await panel(officer).getByText("privileged").waitFor();
    await panel(officer).getByLabel("Only what is tagged").fill("privileged");
    await panel(officer).getByRole("button", { name: "Look", exact: true }).click();
    await panel(officer).getByText("privileged").waitFor();
    await isForEverybody(officer.page);

    // Who keeps the system sees who is cleared, and takes it back
    const admin = await arrives("admin");
    await goesTo(admin, "/settings");
    const cleared = admin.page.getByRole("list", { name: "Who is cleared, or waits for it" });
    await cleared.getByText("Cleared", { exact: true }).first().waitFor();
    await isForEverybody(admin.page);
    await cleared.getByRole("button", { name: "Take back …" }).first().click();
    await isForEverybody(admin.page, "[role=dialog]");
    await admin.dialog.getByRole("button", { name: "Take back" }).click();
    await admin.dialog.waitFor({ state: "detached" });
    await other.page.reload();
    await panel(other).getByText("Taken back", { exact: true }).first().waitFor();

    // What is to be handed out, another has to release
    await panel(officer).getByRole("button", { name: "Request an export …" }).click();
    await officer.dialog.getByLabel("Why do you look?").fill("The court asks for it");
    await officer.dialog.getByRole("button", { name: "Request an export" }).click();
    await officer.dialog.waitFor({ state: "detached" });
    await goesTo(other, "/exports");
    await other.page.getByRole("heading", { name: "Exports" }).waitFor();
    await other.page.locator("tbody [data-row]").first().click();
    await panel(other).getByText("The court asks for it").waitFor();
    await isForEverybody(other.page);
    await panel(other).getByRole("button", { name: "Release …" }).click();
    await other.page.getByLabel(/^Type \d+ to confirm$/).fill((await title(other)).replace(/\D/g, ""));
    await other.dialog.getByRole("button", { name: "Release" }).click();
    await panel(other).getByRole("button", { name: "Save the files" }).waitFor();

    await panel(officer).getByRole("button", { name: "Release …" }).click();
    await officer.page.getByLabel("Type Bob to confirm").fill("Bob");
    await officer.dialog.getByRole("button", { name: "Release the hold" }).click();
    await panel(officer).getByText("Released").first().waitFor();
  });
});

describe("The auditor", () => {
  test("finds what was done, and to what, and nothing else", async () => {
    const auditor = await arrives("auditor");
    await goesTo(auditor, "/audit");
    await auditor.page.getByRole("combobox", { name: "What" }).selectOption("Sign in");
    await expect.poll(() => auditor.page.url()).toContain("deed=SIGN_IN");
    await rows(auditor).first().waitFor();
    const until = auditor.page.getByLabel("To", { exact: true });
    const today = await auditor.page.evaluate(() => new Date().toLocaleDateString("sv-SE"));
    await until.fill(today);
    await expect.poll(() => auditor.page.url()).toContain("until=");
    await auditor.page.locator("table:not([data-old])").waitFor();
    await rows(auditor).first().waitFor();
    expect(await until.inputValue()).toBe(today);
    await isForEverybody(auditor.page);
    await auditor.button("Verify …").click();
    await auditor.dialog
      .getByText(/^(The log is handed to nobody: no receiver is set\.|Receiver)$/)
      .waitFor();
    await auditor.dialog.getByRole("button", { name: "Verify the whole log" }).click();
    await auditor.dialog.getByText(/^As it was written, up to entry/).waitFor();
    await isForEverybody(auditor.page, "[role=dialog]");
    await auditor.presses("Escape");
    await auditor.dialog.waitFor({ state: "detached" });
    await auditor.page.locator("tbody [data-row]").first().click();
    await panel(auditor).getByRole("heading", { name: "Sign in" }).waitFor();
    await panel(auditor).getByRole("link", { name: "All that the same person has done" }).click();
    await expect.poll(() => auditor.page.url()).toContain("person=");
    const tasks = auditor.page.getByRole("navigation").getByRole("listitem");
    await expect.poll(() => tasks.allInnerTexts()).toEqual(["Overview", "Policies", "Supervision", "Audit"]);
  });
});
