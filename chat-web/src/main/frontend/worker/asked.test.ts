import { describe, expect, it } from "vitest";
import { askedFor, isForFew } from "./asked";

const origin = "https://chat.example.org";
const files = new Set(["/index.html", "/favicon.svg", "/assets/index-DYGii0ra.js"]);
const asked = (path: string, mode = "cors", method = "GET") =>
  askedFor({ method, mode, url: new URL(path, origin).href }, origin, files);

describe("what the page asks for", () => {
  it("is the one page, whatever the place within the client", () => {
    for (const place of ["/", "/c/17", "/c/17/4?dialog=settings", "/v1.2/c"])
      expect(asked(place, "navigate"), place).toBe("page");
  });

  it("is a file of the client, of this build or an older one", () => {
    for (const path of ["/favicon.svg", "/assets/index-DYGii0ra.js", "/assets/index-0lder000.js"])
      expect(asked(path), path).toBe("file");
  });

  it("is the server's business under /api, however it is asked for", () => {
    for (const mode of ["cors", "same-origin", "navigate"])
      for (const path of ["/api", "/api/v1/me", "/api/v1/conversations/17/messages?limit=50"])
        expect(asked(path, mode), path).toBe("server");
  });

  it("is the server's business when something is changed, comes from elsewhere, or is no place of the client", () => {
    expect(asked("/", "navigate", "POST")).toBe("server");
    expect(asked("https://elsewhere.example.org/favicon.svg")).toBe("server");
    expect(asked("/robots.txt", "navigate")).toBe("server");
    expect(asked("/c/17")).toBe("server");
  });
});

describe("what is fetched ahead", () => {
  it("leaves out the letters of other scripts, the names of emoji, and what draws code and formulas", () => {
    expect(isForFew("/assets/inter-cyrillic-wght-normal-DqGufNeO.woff2")).toBe(true);
    expect(isForFew("/assets/inter-latin-ext-wght-normal-DO1Apj_S.woff2")).toBe(true);
    expect(isForFew("/assets/inter-latin-wght-normal-Dx4kXJAl.woff2")).toBe(false);
    for (const part of ["compact", "code", "math"])
      expect(isForFew(`/assets/${part}-DYGii0ra.js`), part).toBe(true);
    expect(isForFew("/assets/index-DYGii0ra.js")).toBe(false);
  });
});
