import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { TFunction } from "i18next";
import { describe, expect, it } from "vitest";
import { deedName, deeds } from "./deeds";

const server = resolve(
  import.meta.dirname,
  "../../../../../../chat-jpa/src/main/java/chat/parley/jpa/audit/AuditDeed.java",
);

describe("The deeds of the audit log", () => {
  it("are all that the server notes", () => {
    const noted = [...readFileSync(server, "utf8").matchAll(/^ {4}([A-Z_]+),?$/gm)].map(([, name]) => name);

    expect(deeds).toEqual(noted);
  });

  it("are shown by their names where they are not known yet", () => {
    const t = ((key: string) => key) as unknown as TFunction<"admin">;

    expect(deedName(t, "MOON_LANDED")).toBe("Moon landed");
  });
});
