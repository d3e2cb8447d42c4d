import { expect, it } from "vitest";
import { localMoment } from "./zones";

it("a moment goes into a field and comes out as the same", () => {
  const moment = new Date(2026, 2, 9, 7, 5);

  expect(localMoment(moment)).toBe("2026-03-09T07:05");
  expect(new Date(localMoment(moment))).toEqual(moment);
});
