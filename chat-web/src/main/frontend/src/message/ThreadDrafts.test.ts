import { beforeEach, describe, expect, it } from "vitest";
import { MapStorage } from "../../test/MapStorage";
import { ThreadDrafts } from "./ThreadDrafts";

describe("What was begun in threads", () => {
  let storage: MapStorage;
  const drafts = (account = 1) => new ThreadDrafts(storage, account);

  beforeEach(() => {
    storage = new MapStorage();
  });

  it("is found again after a reload, by thread", () => {
    drafts().set(51, 7, "half a sent");

    expect(drafts().get(51, 7)).toBe("half a sent");
    expect(drafts().get(51, 8)).toBe("");
    expect(drafts().count).toBe(1);
  });

  it("leaves nothing behind when it is emptied", () => {
    drafts().set(51, 7, "x");
    drafts().set(51, 7, "");

    expect(storage.length).toBe(0);
  });

  it("is taken off the device with all that this account has begun, and nothing of others", () => {
    drafts(1).set(51, 7, "mine");
    drafts(1).set(52, 9, "mine too");
    drafts(12).set(51, 7, "another's");

    drafts(1).discardAll();

    expect(drafts(1).count).toBe(0);
    expect(drafts(12).get(51, 7)).toBe("another's");
  });
});
