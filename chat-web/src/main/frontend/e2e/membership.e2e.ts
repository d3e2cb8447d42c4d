import { describe, expect, test } from "vitest";
import { arrives } from "./person";
import { fresh, Offstage } from "./server";

describe("A new conversation", () => {
  test("with one person is the direct one, the same every time", async () => {
    const alice = await arrives("alice");
    await alice.button("New conversation").click();
    await alice.picks("Carol Chen");
    await alice.button("Start").click();

    await expect.poll(() => alice.title.innerText()).toBe("Carol Chen");
    const there = alice.page.url();
    await alice.button("New conversation").click();
    await alice.picks("Carol Chen");
    await alice.button("Start").click();
    await alice.dialog.waitFor({ state: "detached" });

    expect(alice.page.url()).toBe(there);
  });

  test("with several people is a group, which they see at once", async () => {
    const name = fresh("Moving house");
    const alice = await arrives("alice");
    const bob = await arrives("bob");

    await alice.button("New conversation").click();
    await alice.picks("Bob Brandt", "Carol Chen");
    await alice.page.getByLabel("Name of the group (optional)").fill(name);
    await alice.button("Create the group").click();

    await expect.poll(() => alice.title.innerText()).toBe(name);
    await alice.sees("You started this conversation");
    await bob.page.getByRole("link", { name }).click();
    await bob.sees("Alice Arnold started this conversation");
  });

  test("of all kinds says what it still needs", async () => {
    const alice = await arrives("alice");
    await alice.button("New conversation").click();

    await alice.button("Start").click();
    await alice.dialog.getByText("Pick at least one person.").waitFor();
    await alice.dialog.getByText("Channel", { exact: true }).click();
    await alice.button("Create the channel").click();
    await alice.dialog.getByText("Give the channel a name.").waitFor();
  });

  test("as a public channel can be found and joined by anybody, once", async () => {
    const name = fresh("gardening");
    const alice = await arrives("alice");
    await alice.button("New conversation").click();
    await alice.dialog.getByText("Channel", { exact: true }).click();
    await alice.page.getByLabel("Name", { exact: true }).fill(name);
    await alice.page.getByLabel("Topic (optional)").fill("Tomatoes, mostly");
    await alice.button("Create the channel").click();
    await expect.poll(() => alice.title.innerText()).toBe(name);
    await alice.writes("The greenhouse is open");

    const dave = await arrives("dave");
    await dave.button("Channels").click();
    await dave.page.getByLabel("Find a channel").fill(name);
    await dave.dialog.getByText("1 member · Tomatoes, mostly").waitFor();
    await dave.button(`Join ${name}`).click();

    await dave.sees("The greenhouse is open");
    await alice.sees("Dave Dietrich joined");
    await dave.writes("I bring seeds");
    await alice.sees("I bring seeds");
    await dave.button("Channels").click();
    await dave.page.getByLabel("Find a channel").fill(name);
    await dave.button(`Open ${name}`).waitFor();
  });

  test("as a channel of a name that is taken says so, and loses nothing", async () => {
    const name = fresh("announcements");
    await (await Offstage.of("bob")).creates({ kind: "channel", name, visibility: "public" });
    const alice = await arrives("alice");
    await alice.button("New conversation").click();
    await alice.dialog.getByText("Channel", { exact: true }).click();
    await alice.page.getByLabel("Name", { exact: true }).fill(name);
    await alice.page.getByLabel("Topic (optional)").fill("What everybody must know");

    await alice.button("Create the channel").click();

    await alice.dialog.getByText("There is a channel of that name already.").waitFor();
    expect(await alice.page.getByLabel("Topic (optional)").inputValue()).toBe("What everybody must know");
  });

  test("as a private channel is found by nobody who was not added", async () => {
    const name = fresh("salaries");
    const alice = await arrives("alice");
    await alice.button("New conversation").click();
    await alice.dialog.getByText("Channel", { exact: true }).click();
    await alice.page.getByLabel("Name", { exact: true }).fill(name);
    await alice.page.getByLabel(/^Private/).check();
    await alice.picks("Bob Brandt");
    await alice.button("Create the channel").click();
    await expect.poll(() => alice.title.innerText()).toBe(name);

    const dave = await arrives("dave");
    await dave.button("Channels").click();
    await dave.page.getByLabel("Find a channel").fill(name);

    await dave.dialog.getByText("No channel found").waitFor();
  });
});

describe("A private channel that takes requests", () => {
  test("is found by those who want to join, and who waits is let in by a moderator", async () => {
    const name = fresh("Research");
    const offstage = await Offstage.of("alice");
    const talk = await offstage.creates({ kind: "channel", name, visibility: "private" });
    await offstage.sets(talk, { requests: true });
    const alice = await arrives("alice");
    const dave = await arrives("dave");
    await alice.opens(talk);
    await alice.button("Show the members").click();

    await dave.button("Channels").click();
    await dave.page.getByLabel("Find a channel").fill(name);
    await dave.button(`Ask to join ${name}`).click();
    await dave.page.getByLabel("Say why, if you like (optional)").fill("I measure things");
    await dave.button("Ask").click();
    await dave.dialog.getByText("You have asked to join").waitFor();

    await alice.page.locator("main header").getByText("1 person wants to join").waitFor();
    await alice.page.getByText("I measure things").waitFor();
    await alice.button("Let Dave Dietrich in").click();

    await alice.sees("You added Dave Dietrich");
    await dave.button(`Open ${name}`).click();
    await dave.sees("Alice Arnold added you");
  });

  test("refuses whom it does not want, who is told", async () => {
    const name = fresh("Secret society");
    const offstage = await Offstage.of("alice");
    const talk = await offstage.creates({ kind: "channel", name, visibility: "private" });
    await offstage.sets(talk, { requests: true });
    const alice = await arrives("alice");
    const dave = await arrives("dave");
    await alice.opens(talk);
    await alice.button("Show the members").click();
    await dave.button("Channels").click();
    await dave.page.getByLabel("Find a channel").fill(name);
    await dave.button(`Ask to join ${name}`).click();
    await dave.button("Ask").click();

    await alice.button("Refuse Dave Dietrich").click();

    await dave.dialog.getByText("You were not let in").waitFor();
  });
});

describe("The members of a conversation", () => {
  test("are shown with their roles, and more can be added", async () => {
    const talk = await (await Offstage.of("alice")).creates({ kind: "group", name: fresh("Choir") }, "bob");
    const alice = await arrives("alice");
    await alice.opens(talk);

    await alice.button("Show the members").click();
    const members = alice.page.getByRole("complementary", { name: "Members" });
    await members.getByText("2 members").waitFor();
    expect(await members.getByRole("listitem").first().innerText()).toMatch(/Alice Arnold\s+Owner/);
    await members.getByRole("button", { name: "Add people" }).click();
    await alice.picks("Carol Chen");
    await members.getByRole("button", { name: "Add", exact: true }).click();

    await members.getByText("3 members").waitFor();
    await alice.sees("You added Carol Chen");
  });

  test("can be added as a whole group", async () => {
    const name = fresh("Night shift");
    await (await Offstage.of("admin")).keepsGroup(name, "carol", "dave");
    const talk = await (await Offstage.of("alice")).creates({ kind: "group", name: fresh("Shifts") }, "bob");
    const alice = await arrives("alice");
    await alice.opens(talk);

    await alice.button("Show the members").click();
    const members = alice.page.getByRole("complementary", { name: "Members" });
    await members.getByRole("button", { name: "Add people" }).click();
    await members.getByLabel("Or a whole group").selectOption({ label: `${name} (2 people)` });
    await members.getByRole("button", { name: "Add", exact: true }).click();

    await members.getByText("4 members").waitFor();
    await alice.sees("You added Carol Chen and Dave Dietrich");
  });

  test("can be given a role", async () => {
    const talk = await (await Offstage.of("alice")).creates({ kind: "group", name: fresh("Choir") }, "bob");
    const alice = await arrives("alice");
    await alice.opens(talk);
    await alice.button("Show the members").click();

    await alice.chooses("Bob Brandt: more", "Make Moderator");

    await alice.sees("You changed the role of Bob Brandt: Moderator");
    await alice.page.getByRole("complementary").getByText("Moderator").waitFor();
  });

  test("who are removed while they write are told, and keep what they typed", async () => {
    const talk = await (await Offstage.of("alice")).creates({ kind: "group", name: fresh("Jury") }, "bob");
    const alice = await arrives("alice");
    const bob = await arrives("bob");
    await alice.opens(talk);
    await bob.opens(talk);
    await bob.writes("One thing before the verdict");
    await bob.types("I have always thought that");

    await alice.button("Show the members").click();
    await alice.chooses("Bob Brandt: more", "Remove from the conversation");
    await alice.dialog.getByText("Bob Brandt can no longer read or write here.").waitFor();
    await alice.dialog.getByRole("button", { name: "Remove" }).click();
    await alice.sees("You removed Bob Brandt");

    const closed = bob.page.getByTestId("closed");
    await closed.getByText("You are no longer a member of this conversation.").waitFor();
    await closed.getByText("I have always thought that").waitFor();
    await closed.getByRole("button", { name: "Copy the text" }).click();
    expect(await bob.page.evaluate(() => navigator.clipboard.readText())).toBe("I have always thought that");
    await bob.sees("One thing before the verdict");

    await alice.writes("The verdict is secret");
    expect(await bob.message("The verdict is secret").count()).toBe(0);
  });

  test("who were removed while they had no network find their message kept, and why it was not sent", async () => {
    const offstage = await Offstage.of("alice");
    const talk = await offstage.creates({ kind: "group", name: fresh("Jury") }, "bob");
    const bob = await arrives("bob");
    await bob.opens(talk);
    await bob.losesTheNetwork();
    await bob.writes("Written in a tunnel");
    await offstage.removes(talk, "bob");

    await bob.findsTheNetwork();

    await bob.page.getByTestId("closed").getByText("You are no longer a member").waitFor();
    await bob.message("Written in a tunnel").getByText("you are no longer a member").waitFor();
  });

  test("can leave, after they were told what that means", async () => {
    const talk = await (await Offstage.of("alice")).creates({ kind: "group", name: fresh("Chess") }, "bob");
    const alice = await arrives("alice");
    const bob = await arrives("bob");
    await alice.opens(talk);
    await bob.opens(talk);

    await bob.chooses("More about this conversation", "Leave");
    await bob.dialog.getByText("You cannot come back by yourself").waitFor();
    await bob.dialog.getByRole("button", { name: "Leave" }).click();

    await alice.sees("Bob Brandt left");
    await bob.page.getByText("You are no longer a member of this conversation.").waitFor();
    await bob.button("Remove from the list").click();
    await expect.poll(() => bob.row(talk).count()).toBe(0);
  });

  test("who are the last owner cannot leave, and are told what to do", async () => {
    const talk = await (await Offstage.of("alice")).creates({ kind: "group", name: fresh("Chess") }, "bob");
    const alice = await arrives("alice");
    await alice.opens(talk);

    await alice.chooses("More about this conversation", "Leave");
    await alice.dialog.getByRole("button", { name: "Leave" }).click();

    await alice.dialog.getByText("you are its last owner. Make somebody else owner first.").waitFor();
  });
});

describe("A conversation", () => {
  test("has a name and a topic that can be changed, seen by all", async () => {
    const talk = await (await Offstage.of("alice")).creates({ kind: "group", name: fresh("Old") }, "bob");
    const name = fresh("New");
    const alice = await arrives("alice");
    const bob = await arrives("bob");
    await alice.opens(talk);
    await bob.opens(talk);

    await alice.chooses("More about this conversation", "Settings");
    await alice.page.getByLabel("Name", { exact: true }).fill(name);
    await alice.page.getByLabel("Topic", { exact: true }).fill("Everything\nin one line");
    await alice.button("Save").click();

    await expect.poll(() => bob.title.innerText()).toBe(name);
    await bob.page.locator("main header").getByText("Everything in one line").waitFor();
    await bob.sees(`Alice Arnold renamed this conversation to “${name}”`);
    await bob.sees("Alice Arnold changed the topic: Everything in one line");
  });

  test("has bookmarks that everybody sees, in their order", async () => {
    const talk = await (await Offstage.of("alice")).creates({ kind: "group", name: fresh("Links") }, "bob");
    const alice = await arrives("alice");
    const bob = await arrives("bob");
    await alice.opens(talk);
    await bob.opens(talk);

    await alice.chooses("More about this conversation", "Bookmarks …");
    await alice.page.getByLabel("Title").fill("Board");
    await alice.page.getByLabel("Address").fill("javascript:alert(1)");
    await alice.button("Save").click();
    await alice.dialog.getByText("An address begins with http").waitFor();
    await alice.page.getByLabel("Address").fill("https://board.example/");
    await alice.button("Add a bookmark").click();
    await alice.page.getByLabel("Title").last().fill("Wiki");
    await alice.page.getByLabel("Address").last().fill("https://wiki.example/");
    await alice.button("Move Wiki up").click();
    await alice.button("Save").click();

    const bar = bob.page.getByRole("navigation", { name: "Bookmarks" });
    await expect.poll(() => bar.getByRole("link").allInnerTexts()).toEqual(["Wiki", "Board"]);
    await bob.sees("Alice Arnold changed the bookmarks");
  });

  test("that is a group can become a channel", async () => {
    const name = fresh("Book club");
    const talk = await (await Offstage.of("alice")).creates({ kind: "group", name }, "bob");
    const alice = await arrives("alice");
    const bob = await arrives("bob");
    await alice.opens(talk);
    await bob.opens(talk);

    await alice.chooses("More about this conversation", "Make a channel …");
    await alice.dialog.getByText("There is no way back.").waitFor();
    await alice.dialog.getByRole("button", { name: "Make a channel" }).click();

    await bob.sees(`Alice Arnold made this group a channel: ${name}`);
    await bob.page.getByText("Private channel:").waitFor({ state: "attached" });
  });

  test("shows newcomers what its settings say", async () => {
    const offstage = await Offstage.of("alice");
    const name = fresh("Open minutes");
    const talk = await offstage.creates({ kind: "channel", name, visibility: "public" });
    await offstage.says(talk, "Long ago");
    const alice = await arrives("alice");
    await alice.opens(talk);
    await alice.chooses("More about this conversation", "Settings");
    await alice.page.getByLabel("What do new members see").selectOption("last");
    await alice.page.getByLabel("How many messages?").fill("1");
    await alice.button("Save").click();
    await alice.sees("You let new members see the last message");

    const dave = await arrives("dave");
    await dave.button("Channels").click();
    await dave.page.getByLabel("Find a channel").fill(name);
    await dave.button(`Join ${name}`).click();

    await dave.sees("You joined");
    await dave.sees("Alice Arnold lets new members see the last message");
    expect(await dave.message("Long ago").count()).toBe(0);
  });

  test("that is archived can be read and not written in", async () => {
    const talk = await (await Offstage.of("alice")).creates({ kind: "group", name: fresh("Done") }, "bob");
    const alice = await arrives("alice");
    const bob = await arrives("bob");
    await alice.opens(talk);
    await bob.opens(talk);
    await bob.types("one last w");

    await alice.chooses("More about this conversation", "Archive");
    await alice.dialog.getByRole("button", { name: "Archive" }).click();

    const closed = bob.page.getByTestId("closed");
    await closed.getByText("This conversation is archived").waitFor();
    await closed.getByText("one last w").waitFor();
    await alice.chooses("More about this conversation", "Open again");
    await alice.dialog.getByRole("button", { name: "Open again" }).click();
    await expect.poll(() => bob.composer.inputValue()).toBe("one last w");
  });

  test("that one is not in cannot be opened by its address", async () => {
    const talk = await (await Offstage.of("alice")).creates({ kind: "group", name: fresh("Secret") }, "bob");
    const dave = await arrives("dave");

    await dave.page.goto(`/c/${talk.id}`);

    await dave.page.getByText("There is no such conversation, or you are not in it.").waitFor();
  });
});
