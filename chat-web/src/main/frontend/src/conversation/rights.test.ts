import { describe, expect, it } from "vitest";
import { conversation } from "../../test/wire";
import {
  mayDeleteOthersIn,
  mayDeleteOwnIn,
  mayInvite,
  mayReactIn,
  mayRemove,
  mayWriteIn,
  rolesFor,
  waitsAfter,
  whyNotWrite,
} from "./rights";

describe("what is offered", () => {
  it("a guest reads and does not write", () => {
    expect(mayWriteIn({ about: conversation({ role: "guest" }) })).toBe(false);
  });

  it("nobody writes in an archived conversation or one they have left", () => {
    expect(mayWriteIn({ about: conversation({ role: "owner", archived: true }) })).toBe(false);
    expect(mayWriteIn({ about: conversation(), left: 7 })).toBe(false);
  });

  it("where there are announcements only moderators write", () => {
    expect(whyNotWrite(conversation({ posting: "moderators" }))).toBe("announcements");
    expect(whyNotWrite(conversation({ posting: "moderators", role: "moderator" }))).toBeUndefined();
  });

  it("whoever is muted writes again when the time is over, or never by itself", () => {
    const at = (ms: number) => new Date(Date.now() + ms).toISOString();
    expect(whyNotWrite(conversation({ muted: { until: at(60_000) } }))).toBe("muted");
    expect(whyNotWrite(conversation({ muted: {} }))).toBe("muted");
    expect(whyNotWrite(conversation({ muted: { until: at(-1) } }))).toBeUndefined();
  });

  it("moderators do not wait in slow mode", () => {
    expect(waitsAfter(conversation({ slow: 30 }))).toBe(30);
    expect(waitsAfter(conversation({ slow: 30, role: "moderator" }))).toBe(0);
    expect(waitsAfter(conversation())).toBe(0);
  });

  it("guests react too, nobody where it is archived, while they are muted, or after they have left", () => {
    expect(mayReactIn({ about: conversation({ role: "guest" }) })).toBe(true);
    expect(mayReactIn({ about: conversation({ posting: "moderators" }) })).toBe(true);
    expect(mayReactIn({ about: conversation({ role: "owner", archived: true }) })).toBe(false);
    expect(mayReactIn({ about: conversation({ muted: {} }) })).toBe(false);
    expect(mayReactIn({ about: conversation(), left: 7 })).toBe(false);
  });

  it("whoever may not write for now takes back what they said", () => {
    expect(mayDeleteOwnIn({ about: conversation({ muted: {} }) })).toBe(true);
    expect(mayDeleteOwnIn({ about: conversation({ archived: true }) })).toBe(true);
    expect(mayDeleteOwnIn({ about: conversation({ role: "guest" }) })).toBe(false);
    expect(mayDeleteOwnIn({ about: conversation(), left: 7 })).toBe(false);
    expect(mayDeleteOthersIn({ about: conversation({ role: "moderator", muted: {} }) })).toBe(true);
    expect(mayDeleteOthersIn({ about: conversation() })).toBe(false);
  });

  it("members add people to groups and public channels, administrators to private ones", () => {
    expect(mayInvite(conversation({ kind: "group" }))).toBe(true);
    expect(mayInvite(conversation({ kind: "channel", visibility: "public" }))).toBe(true);
    expect(mayInvite(conversation({ kind: "channel", visibility: "private" }))).toBe(false);
    expect(mayInvite(conversation({ kind: "direct" }))).toBe(false);
  });

  it("a moderator removes those below", () => {
    expect(mayRemove(conversation({ role: "moderator" }), "member")).toBe(true);
    expect(mayRemove(conversation({ role: "moderator" }), "moderator")).toBe(false);
  });

  it("an administrator sets roles below, an owner all", () => {
    expect(rolesFor(conversation({ role: "administrator" }), "member")).toEqual(["moderator", "guest"]);
    expect(rolesFor(conversation({ role: "owner" }), "administrator")).toEqual([
      "owner",
      "moderator",
      "member",
      "guest",
    ]);
    expect(rolesFor(conversation({ role: "member" }), "member")).toEqual([]);
  });
});
