import { QueryClient } from "@tanstack/react-query";
import { expect, test, vi } from "vitest";
import type { Notices } from "@/wire/Api";
import { Agreement, NOTICES } from "./Agreement";

const terms = { version: 3, text: "Be kind.", at: "2026-11-27T12:00:00Z" };

function about(shown: Notices) {
  const queries = new QueryClient();
  const notices = vi.fn(() => Promise.resolve(shown));
  const renew = vi.fn(() => Promise.resolve("token"));
  const goOn = vi.fn();
  return {
    agreement: new Agreement({ session: { renew }, queries, notices, goOn }),
    queries,
    notices,
    renew,
    goOn,
  };
}

test("Who is refused is shown the terms as they are now, once for all that was refused", async () => {
  const { agreement, queries, notices, renew } = about({ terms });
  queries.setQueryData(NOTICES, {});

  agreement.wanted();
  agreement.wanted();

  await vi.waitFor(() => expect(queries.getQueryData(NOTICES)).toEqual({ terms }));
  expect(notices).toHaveBeenCalledTimes(1);
  expect(renew).not.toHaveBeenCalled();
});

test.each([
  ["who has agreed elsewhere", { terms: { ...terms, accepted: terms.at } }],
  ["whose organization has taken the terms away", {}],
])("A new token lets go on %s", async (_who, shown: Notices) => {
  const { agreement, queries, renew, goOn } = about(shown);
  queries.setQueryData(["people"], []);

  agreement.wanted();

  await vi.waitFor(() => expect(goOn).toHaveBeenCalledTimes(1));
  expect(renew).toHaveBeenCalledTimes(1);
  expect(queries.getQueryState(["people"])?.isInvalidated).toBe(true);
});

test("Who could not be told is told when refused again", async () => {
  const { agreement, queries, notices } = about({ terms });
  notices.mockRejectedValueOnce(new Error("away"));

  agreement.wanted();
  await vi.waitFor(() => expect(queries.getQueryState(NOTICES)?.status).toBe("error"));
  await vi.waitFor(() => {
    agreement.wanted();
    expect(queries.getQueryData(NOTICES)).toEqual({ terms });
  });
});
