import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Session } from "@/identity/Session";
import { Api } from "./Api";
import { Refused, Unreachable } from "./http";

const session = { accessToken: () => Promise.resolve("old"), renew: () => Promise.resolve("new") };
const api = new Api(session as Session);
const server = vi.fn<(path: string, options: { headers: Record<string, string> }) => Promise<Response>>();

beforeEach(() => vi.stubGlobal("fetch", server));
afterEach(() => {
  vi.unstubAllGlobals();
  server.mockReset();
});

function problem(status: number, code: string): Response {
  const body = { type: `urn:parley:problem:${code}`, title: code, status, detail: code, code };
  return new Response(JSON.stringify(body), {
    status,
    headers: { "Content-Type": "application/problem+json" },
  });
}

test("A file is asked for once more with a new token when the one in hand is refused", async () => {
  server.mockResolvedValueOnce(problem(401, "auth.expired")).mockResolvedValueOnce(new Response("lines"));

  const file = await api.file("/admin/audit/chain");

  expect(file.size).toBe("lines".length);
  expect(server.mock.calls.map(([, { headers }]) => headers.Authorization)).toEqual([
    "Bearer old",
    "Bearer new",
  ]);
});

test("A file that is refused says why", async () => {
  server.mockResolvedValue(problem(403, "auth.administrator-only"));

  const failure: unknown = await api.file("/admin/audit/chain").catch((thrown: unknown) => thrown);

  expect(failure).toBeInstanceOf(Refused);
  expect((failure as Refused).problem.code).toBe("auth.administrator-only");
  expect(server).toHaveBeenCalledTimes(1);
});

test("Whoever has yet to agree to terms is told so, also if only the new token says it", async () => {
  const told = vi.fn();
  const unagreed = new Api(session as Session, told);
  server.mockResolvedValueOnce(problem(403, "terms.unagreed"));
  await expect(unagreed.devices()).rejects.toBeInstanceOf(Refused);
  expect(told).toHaveBeenCalledTimes(1);

  server
    .mockResolvedValueOnce(problem(401, "auth.expired"))
    .mockResolvedValueOnce(problem(403, "terms.unagreed"));
  await expect(unagreed.devices()).rejects.toBeInstanceOf(Refused);
  expect(told).toHaveBeenCalledTimes(2);
});

test("A file that nobody answers for is no refusal", async () => {
  server.mockRejectedValueOnce(new TypeError("failed to fetch"));

  await expect(api.file("/admin/audit/chain")).rejects.toBeInstanceOf(Unreachable);
});
