import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { customEmojis } from "./customEmoji";
import { htmlOf } from "./markdown";

const KEY = "5b1c9f0e-7a52-4f8e-9a39-3c2a7f6d1e00";
const html = (body: string) => String(htmlOf(body, "markdown")).trim();

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  customEmojis.begin(undefined);
  vi.useRealTimers();
});

async function knows(...listed: { name: string; key: string }[]) {
  const load = vi.fn(() => Promise.resolve(listed));
  customEmojis.begin(load);
  await vi.advanceTimersByTimeAsync(0);
  return load;
}

describe("An emoji of the organization's own", () => {
  it("is drawn where its name stands between colons", async () => {
    await knows({ name: "party-parrot", key: KEY });

    expect(html("well :party-parrot: done")).toBe(
      `<p dir="auto">well <img class="emoji" src="/api/v1/emoji/pictures/${KEY}" alt=":party-parrot:" title=":party-parrot:"> done</p>`,
    );
    expect(html("`:party-parrot:` 10:30:45 :nobody:")).not.toContain("<img");
  });

  it("is drawn as soon as it is known, and its name is shown when it is gone", async () => {
    expect(html(":bear:")).toBe('<p dir="auto">:bear:</p>');

    await knows({ name: "bear", key: KEY });
    expect(html(":bear:")).toContain("<img");

    await knows();
    expect(html(":bear:")).toBe('<p dir="auto">:bear:</p>');
  });

  it("that is not known is asked for again, once a minute", async () => {
    const load = await knows();

    customEmojis.picture("new");
    customEmojis.picture("new");
    expect(load).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(61_000);
    customEmojis.picture("new");
    customEmojis.picture("other");

    expect(load).toHaveBeenCalledTimes(2);
  });

  it("leads nowhere but to the pictures of this server, whatever its key says", async () => {
    await knows(
      { name: "evil", key: '../../../x" onerror="alert(1)' },
      { name: "worse", key: "//evil.example/x.png" },
    );

    expect(html(":evil: :worse:")).not.toMatch(/<img/);
  });
});
