import { beforeAll, describe, expect, it, vi } from "vitest";
import { late } from "./late";
import { htmlOf } from "./markdown";
import type { Named } from "./mentions";

const html = (body: string, format: "plain" | "markdown" = "markdown") => String(htmlOf(body, format)).trim();

function made(body: string): HTMLElement {
  const element = document.createElement("div");
  element.innerHTML = html(body);
  return element;
}

/** What draws code and formulas has been loaded. */
beforeAll(async () => {
  for (const body of ["```js\nx\n```", "$x$"]) {
    const before = late.version;
    html(body);
    await vi.waitFor(() => expect(late.version).toBeGreaterThan(before));
  }
});

describe("htmlOf", () => {
  it.each([
    ["**bold** and `code`", '<p dir="auto"><strong>bold</strong> and <code dir="ltr">code</code></p>'],
    ["*a* ~~b~~", '<p dir="auto"><em>a</em> <s>b</s></p>'],
    ["# Loud", '<p class="heading" dir="auto">Loud</p>'],
    ["7. seventh", '<ol start="7" dir="auto">\n<li>seventh</li>\n</ol>'],
    ["> said", '<blockquote dir="auto">\n<p>said</p>\n</blockquote>'],
    ["one\ntwo", '<p dir="auto">one<br>\ntwo</p>'],
    ["- [ ] to do", '<ul dir="auto">\n<li class="task">☐ to do</li>\n</ul>'],
    ["1. [x] done", '<ol dir="auto">\n<li class="task">☑ done</li>\n</ol>'],
    ["- [x](https://a.example)", /<li><a href="https:\/\/a\.example"/],
    ["- no [ ] box", '<ul dir="auto">\n<li>no [ ] box</li>\n</ul>'],
    [
      "|a|b|\n|-|-|\n|1|2|",
      /^<div class="table" tabindex="0" dir="auto"><table><thead>\n<tr>\n<th dir="auto">a<\/th>/,
    ],
    ["|a|b|\n|-:|-|", /<th class="right" dir="auto">a<\/th>\n<th dir="auto">b<\/th>/],
    ["it was ||**him**||", '<p dir="auto">it was <span class="spoiler"><strong>him</strong></span></p>'],
    ["a || b", '<p dir="auto">a || b</p>'],
    ["|| ||", '<p dir="auto">|| ||</p>'],
    ["`a || b || c`", '<p dir="auto"><code dir="ltr">a || b || c</code></p>'],
    ["**||secret** more||", '<p dir="auto">**<span class="spoiler">secret** more</span></p>'],
    [
      "    indented",
      '<div class="code" dir="ltr"><pre tabindex="0" dir="ltr"><code dir="ltr">indented\n</code></pre></div>',
    ],
    [
      "```nonsense\n<b>\n```",
      '<div class="code" dir="ltr"><pre tabindex="0" dir="ltr"><code dir="ltr">&lt;b&gt;\n</code></pre></div>',
    ],
    ["```js\nlet x;\n```", /<code dir="ltr"><span class="hljs-keyword">let<\/span> x;\n<\/code>/],
    ["$x^2$", /<span class="math" dir="ltr"><math[^>]*><msup><mi>x<\/mi><mn>2<\/mn><\/msup><\/math><\/span>/],
    [
      "$$\\frac{a}{b}$$",
      /<span class="math wide" dir="ltr" tabindex="0"><math[^>]* display="block"[^>]*>.*<mfrac>/,
    ],
    ["$\\begin{aligned}a&=b\\end{aligned}$", /<mtd class="tml-right"><mi>a<\/mi><\/mtd>/],
    ["```math\nx\n```", /^<p dir="auto"><span class="math wide".*<mi>x<\/mi>/],
    ["$5 and $6", '<p dir="auto">$5 and $6</p>'],
    ["US$5, CA$6", '<p dir="auto">US$5, CA$6</p>'],
    ["from $5-$10", '<p dir="auto">from $5-$10</p>'],
    ["\\$x\\$", '<p dir="auto">$x$</p>'],
    ["$\\nonsense$", '<p dir="auto"><code dir="ltr">\\nonsense</code></p>'],
  ])("makes of %j what people mean", (body, expected) => {
    if (typeof expected === "string") expect(html(body)).toBe(expected);
    else expect(html(body)).toMatch(expected);
  });

  it("opens links elsewhere and tells them nothing", () => {
    expect(html("https://example.org/x")).toBe(
      '<p dir="auto"><a href="https://example.org/x" target="_blank" rel="noopener noreferrer nofollow">https://example.org/x</a></p>',
    );
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
    expect(html("**a** ||b|| $x$\nc", "plain")).toBe('<p dir="auto">**a** ||b|| $x$<br>\nc</p>');
  });
});

/** As they are collected by those who look for holes, and what formulas and code bring with them. */
const attacks = [
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  '<a href="x" style="position:fixed">',
  "<svg><script>alert(1)</script></svg>",
  "<svg/onload=alert(1)>",
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '<math><mi//xlink:href="data:x,<script>alert(4)</script>">',
  "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  "<iframe srcdoc='<script>alert(1)</script>'>",
  "<style>@import 'https://evil.example'</style>",
  "<base href=https://evil.example>",
  "[click](javascript:alert(1))",
  "[click](JaVaScRiPt:alert(1))",
  "[click](java&#115;cript:alert(1))",
  "[click](javascript&colon;alert(1))",
  "[click](&#x6A;avascript:alert(1))",
  "[click](\u0001javascript:alert(1))",
  "[click](<java\tscript:alert(1)>)",
  "[click](vbscript:alert(1))",
  "[click](file:///etc/passwd)",
  "[x](data:text/html,<script>alert(1)</script>)",
  "[x](data:image/svg+xml;base64,PHN2Zy8+)",
  "<javascript:alert(1)>",
  '[a](https://a.example "onmouseover=alert(1) x=\\"")',
  '[a](https://a.example/"onmouseover="alert(1))',
  "![tracking](https://evil.example/pixel.png)",
  "![x](javascript:alert(1))",
  "[![x](data:image/png;base64,x)](javascript:alert(1))",
  "||<img src=x onerror=alert(1)>||",
  "[||](javascript:alert(1))||",
  "- [ ] <img src=x onerror=alert(1)>",
  "|<img src=x onerror=alert(1)>|\n|-|\n|x|",
  '```js" onclick="alert(1)\nx\n```',
  "```xml\n<img src=x onerror=alert(1)>\n```",
  "```html\n</code></pre><script>alert(1)</script>\n```",
  "$\\text{<img src=x onerror=alert(1)>}$",
  "$\\href{javascript:alert(1)}{x}$",
  "$\\url{javascript:alert(1)}$",
  "$\\includegraphics{https://evil.example/x.png}$",
  "$\\style{position:fixed}{x}$",
  '$\\class{x" onclick="alert(1)}{x}$',
  "$\\color{red;background:url(https://evil.example)}x$",
  "$\\unicode{x3C}script>$",
  "```math\n\\text{</mtext><script>alert(1)</script>}\n```",
];

describe("However it is written, nothing gets through that acts, calls or covers", () => {
  it.each(attacks)("%s", (body) => {
    for (const element of made(body).querySelectorAll("*")) {
      expect(element.localName).not.toMatch(
        /^(script|img|svg|style|iframe|form|input|base|link|meta|object|embed|noscript|mglyph|annotation-xml)$/,
      );
      for (const { name, value } of element.attributes) {
        expect(name).not.toMatch(/^on|^style$|^src|^id$|^name$|xlink/);
        if (name === "href") expect(value).toMatch(/^(https?|mailto):/);
      }
    }
  });

  it("gives no names to what is made but our own", () => {
    const names = made("```js\nclass A { b() {} }\n```\n\n$\\mathcal{L} \\vec x$").querySelectorAll(
      "[class]",
    );
    for (const { className } of names) expect(className).toMatch(/^(code|math|hljs-\w+( hljs-\w+)*)$/);
  });
});

describe("What is more than anybody reads", () => {
  const full = (part: string) => part.repeat(Math.floor(32_768 / part.length));

  it.each([
    ["**a "],
    ["*a _b "],
    ["[a](<b"],
    ["[[a](x)"],
    ["![[]("],
    ["> "],
    ["- "],
    ["* * a\n"],
    ["1. a\n"],
    ["`a``b"],
    ["```\n"],
    ["```js\n/*\n"],
    ["http://a."],
    ["a@b."],
    ["//a.b "],
    ["||a"],
    ["||a||"],
    ["|| "],
    ["$a"],
    ["$a$ "],
    ["$$"],
    ["$\\"],
    ["\\"],
    ["&#"],
    ["<"],
    ["- [ ] a\n"],
  ])(
    "takes no long time, and no large page, of %j",
    (part) => {
      const before = performance.now();

      const page = html(full(part));

      // Far more than it takes, for a machine that does other things; what runs away takes minutes
      expect(performance.now() - before).toBeLessThan(10_000);
      expect(page.length).toBeLessThan(3_000_000);
      expect(made(full(part)).querySelectorAll("*").length).toBeLessThan(15_000);
    },
    30_000,
  );

  it("is shown as it was written", () => {
    const table = `|${"a|".repeat(200)}\n|${"-|".repeat(200)}\n${"|\n".repeat(5_000)}`;

    expect(html(table)).toBe(`<p class="raw" dir="auto">${table}</p>`);
  });

  it("is nested no deeper than people do", () => {
    let element: Element | null = made(`${"> ".repeat(500)}deep`);
    let depth = 0;
    for (; element; element = element.firstElementChild) depth++;

    expect(depth).toBeLessThan(30);
  });

  it("leaves code as it is that is long, and formulas that are long or have no end", () => {
    expect(html(`\`\`\`js\n${"let x;\n".repeat(2_000)}\`\`\``)).not.toContain("hljs");
    expect(html(`$${"x+".repeat(1_500)}x$`)).not.toContain("<math");
    expect(html("$\\def\\a{\\a\\a}\\a$")).not.toContain("<math");
  });
});
