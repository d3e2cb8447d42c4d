import { describe, expect, it } from "vitest";
import { conversation } from "../../test/wire";
import { mayInvite, mayReactIn, mayRemove, mayWriteIn, rolesFor, versionsShown } from "./rights";

describe("what is offered", () => {
  it("a guest reads and does not write", () => {
    expect(mayWriteIn({ about: conversation({ role: "guest" }) })).toBe(false);
  });

  it("nobody writes in an archived conversation or one they have left", () => {
    expect(mayWriteIn({ about: conversation({ role: "owner", archived: true }) })).toBe(false);
    expect(mayWriteIn({ about: conversation(), left: 7 })).toBe(false);
  });

  it("earlier versions are those of nobody, one's own, or all", () => {
    expect(versionsShown({ about: conversation() })).toBe("own");
    expect(versionsShown({ about: conversation({ role: "moderator" }) })).toBe("all");
    expect(versionsShown({ about: conversation({ role: "owner", versions: "nobody" }) })).toBe("none");
    expect(versionsShown({ about: conversation({ role: "guest", versions: "readers" }) })).toBe("all");
    expect(versionsShown({ about: conversation({ versions: "readers" }), left: 7 })).toBe("none");
  });

  it("guests react too, nobody where it is archived or after they have left", () => {
    expect(mayReactIn({ about: conversation({ role: "guest" }) })).toBe(true);
    expect(mayReactIn({ about: conversation({ role: "owner", archived: true }) })).toBe(false);
    expect(mayReactIn({ about: conversation(), left: 7 })).toBe(false);
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
