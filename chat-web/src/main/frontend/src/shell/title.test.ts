import { afterEach, describe, expect, it } from "vitest";
import { countUnread, entitle } from "./title";

describe("the title", () => {
  afterEach(() => countUnread(0));

  it("says what is shown, and how many messages wait", () => {
    const end = entitle("Lunch");
    expect(document.title).toBe("Lunch · Parley");

    countUnread(3);
    expect(document.title).toBe("(3) Lunch · Parley");
    countUnread(1234);
    expect(document.title).toBe("(99+) Lunch · Parley");

    end();
    expect(document.title).toBe("(99+) Parley");
    countUnread(0);
    expect(document.title).toBe("Parley");
  });

  it("is that of what came last, though what was before goes after it", () => {
    const end = entitle("Lunch");
    const later = entitle("Supper");
    end();
    expect(document.title).toBe("Supper · Parley");
    later();
  });

  it("goes with another sign while something waits", () => {
    document.head.innerHTML = '<link rel="icon" href="/favicon.svg" />';
    const sign = () => document.querySelector("link")!.getAttribute("href");

    countUnread(2);
    expect(sign()).toBe("/favicon-unread.svg");
    countUnread(0);
    expect(sign()).toBe("/favicon.svg");
  });
});
