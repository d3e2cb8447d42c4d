import { describe, expect, it, vi } from "vitest";
import { dress } from "./dressing";
import { htmlOf } from "./markdown";

const words = { spoiler: "Hidden words", copy: "Copy", copied: "Copied" };

function shown(body: string) {
  const element = document.createElement("div");
  element.innerHTML = String(htmlOf(body, "markdown"));
  document.body.append(element);
  const announce = vi.fn<(words: string) => void>();
  dress(element, words, announce);
  return { element, announce };
}

describe("A spoiler", () => {
  it.each<[string, Event]>([
    ["a click", new MouseEvent("click", { bubbles: true })],
    ["Enter", new KeyboardEvent("keydown", { key: "Enter", bubbles: true })],
    ["the space bar", new KeyboardEvent("keydown", { key: " ", bubbles: true })],
  ])("is hidden from everybody until %s, and said then", (_, event) => {
    const { element, announce } = shown("It was ||the [gardener](https://example.org)||");
    const spoiler = element.querySelector<HTMLElement>(".spoiler")!;
    expect(spoiler.getAttribute("role")).toBe("button");
    expect(spoiler.getAttribute("aria-label")).toBe("Hidden words");
    expect(spoiler.tabIndex).toBe(0);
    expect(spoiler.querySelector("[inert] a")).not.toBeNull();

    spoiler.dispatchEvent(event);

    expect(announce).toHaveBeenCalledExactlyOnceWith("the gardener");
    expect(spoiler.querySelector("[inert]")).toBeNull();
    expect(spoiler.getAttribute("role")).not.toBe("button");
    expect(spoiler.hasAttribute("aria-label")).toBe(false);
  });

  it("keeps the keys of the list to itself, and other keys not", () => {
    const { element } = shown("||x||");
    const heard = vi.fn<(event: KeyboardEvent) => void>();
    element.addEventListener("keydown", heard);
    const spoiler = element.querySelector(".spoiler")!;

    spoiler.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowUp", bubbles: true }));
    spoiler.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));

    expect(heard.mock.calls.map(([event]) => event.key)).toEqual(["ArrowUp"]);
  });
});

describe("Code", () => {
  it("is copied by its button, without the line end that the fence brings", async () => {
    const writeText = vi.fn<(text: string) => Promise<void>>().mockResolvedValue();
    vi.stubGlobal("navigator", { clipboard: { writeText } });
    const { element, announce } = shown("```\na < b\n  c\n```");

    element.querySelector<HTMLElement>(".code button")!.click();
    await vi.waitFor(() => expect(announce).toHaveBeenCalledWith("Copied"));

    expect(writeText).toHaveBeenCalledWith("a < b\n  c");
    vi.unstubAllGlobals();
  });

  it("has one button, however often its message is dressed", () => {
    const { element, announce } = shown("```\nx\n```");

    dress(element, words, announce);

    expect(element.querySelectorAll("button")).toHaveLength(1);
  });
});
