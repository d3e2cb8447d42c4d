import { describe, expect, it } from "vitest";
import { htmlOf } from "./markdown";
import type { Named } from "./mentions";

const html = (body: string, format: "plain" | "markdown" = "markdown") => String(htmlOf(body, format)).trim();

describe("htmlOf", () => {
  it("renders what people write", () => {
    expect(html("**bold** and `code`")).toBe(
      '<p dir="auto"><strong>bold</strong> and <code dir="ltr">code</code></p>',
    );
  });

  it.each([
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[click](javascript:alert(1))",
    "![tracking](https://evil.example/pixel.png)",
    '<a href="x" style="position:fixed">',
    "[x](data:text/html,<script>alert(1)</script>)",
  ])("lets nothing through that acts or calls: %s", (body) => {
    const made = document.createElement("div");
    made.innerHTML = html(body);

    expect(made.querySelector("script, img, [style], [onerror]")).toBeNull();
    for (const link of made.querySelectorAll("a")) expect(link.href).toMatch(/^https?:/);
  });

  it("opens links elsewhere and tells them nothing", () => {
    expect(html("https://example.org/x")).toBe(
      '<p dir="auto"><a href="https://example.org/x" target="_blank" rel="noopener noreferrer nofollow">https://example.org/x</a></p>',
    );
  });

  it("shows a heading as a line, not as a heading of the page", () => {
    expect(html("# Loud")).toBe('<p class="heading" dir="auto">Loud</p>');
  });

  it("names whom it speaks to, oneself and all in another way, but not in code", () => {
    const names = {
      of: new Map<Named, string>([
        [5, "Anna <b>"],
        [17, "Ben"],
        ["&3", "on-call"],
      ]),
      own: new Set<Named>([5]),
    };

    expect(String(htmlOf("<@17>, <@5>: `<@5>` <@here> \\<@5>", "markdown", names)).trim()).toBe(
      '<p dir="auto"><bdi class="mention">@Ben</bdi>, ' +
        '<bdi class="mention own">@Anna &lt;b&gt;</bdi>: <code dir="ltr">&lt;@5&gt;</code> ' +
        '<bdi class="mention own">@here</bdi> &lt;@5&gt;</p>',
    );
    expect(String(htmlOf("<@&3>", "markdown", names)).trim()).toBe(
      '<p dir="auto"><bdi class="mention">@on-call</bdi></p>',
    );
    expect(String(htmlOf("`<@17>`", "plain", names)).trim()).toBe(
      '<p dir="auto">`<bdi class="mention">@Ben</bdi>`</p>',
    );
    expect(html("<@99> <@0>")).toBe('<p dir="auto"><bdi class="mention">@…</bdi> &lt;@0&gt;</p>');
  });

  it("goes in the direction of what is written, each part of it", () => {
    expect(html("- مرحبا\n- hello").startsWith('<ul dir="auto">\n<li>')).toBe(true);
    expect(html("> مرحبا")).toBe('<blockquote dir="auto">\n<p>مرحبا</p>\n</blockquote>');
    expect(html("مرحبا\n\nhello")).toBe('<p dir="auto">مرحبا</p>\n<p dir="auto">hello</p>');
  });

  it("leaves plain text as it is, but for links and line ends", () => {
    expect(html("**a**\nb", "plain")).toBe('<p dir="auto">**a**<br>\nb</p>');
  });
});
