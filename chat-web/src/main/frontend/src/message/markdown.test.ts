import { describe, expect, it } from "vitest";
import { htmlOf } from "./markdown";

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

  it("goes in the direction of what is written, each part of it", () => {
    expect(html("- مرحبا\n- hello").startsWith('<ul dir="auto">\n<li>')).toBe(true);
    expect(html("> مرحبا")).toBe('<blockquote dir="auto">\n<p>مرحبا</p>\n</blockquote>');
    expect(html("مرحبا\n\nhello")).toBe('<p dir="auto">مرحبا</p>\n<p dir="auto">hello</p>');
  });

  it("leaves plain text as it is, but for links and line ends", () => {
    expect(html("**a**\nb", "plain")).toBe('<p dir="auto">**a**<br>\nb</p>');
  });
});
