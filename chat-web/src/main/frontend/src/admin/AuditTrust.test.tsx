import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import type { AdminApi, AuditState } from "./AdminApi";
import { AuditTrust } from "./AuditTrust";
import { AdminContext } from "./useAdmin";

// Times and numbers are written as is usual in it
beforeAll(() => i18next.use(initReactI18next).init({ lng: "en" }));
afterEach(cleanup);

async function show(verifyAudit: AdminApi["verifyAudit"], state: Partial<AuditState> = {}) {
  const api = { verifyAudit, auditState: () => Promise.resolve({ last: 30, stamping: false, ...state }) };
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={new QueryClient()}>
        <AdminContext value={api as unknown as AdminApi}>
          <AuditTrust />
        </AdminContext>
      </QueryClientProvider>
    </MantineProvider>,
  );
  await userEvent.click(screen.getByRole("button", { name: "audit.trust" }));
  await screen.findByText("audit.lastEntry");
}

test("A long log is verified stretch by stretch, and what is wrong in any is said", async () => {
  const verify = vi
    .fn<AdminApi["verifyAudit"]>()
    .mockResolvedValueOnce({ to: 20, last: 30, more: true, flaws: [{ number: 7, fault: "CHANGED" }] })
    .mockResolvedValueOnce({ to: 30, last: 30, more: false, flaws: [] });
  await show(verify);

  await userEvent.click(screen.getByRole("button", { name: "audit.verify" }));

  expect(await screen.findByText("audit.broken")).toBeTruthy();
  expect(screen.getByText("audit.faults.CHANGED")).toBeTruthy();
  expect(screen.queryByText("audit.whole")).toBeNull();
  expect(verify.mock.calls).toEqual([[0], [20]]);
});

test("A log of which a part could not be verified is not said to be as it was written", async () => {
  const verify = vi
    .fn<AdminApi["verifyAudit"]>()
    .mockResolvedValueOnce({ to: 20, last: 30, more: true, flaws: [] })
    .mockRejectedValueOnce(new Error("away"));
  await show(verify);

  await userEvent.click(screen.getByRole("button", { name: "audit.verify" }));

  expect(await screen.findByText("app.failed")).toBeTruthy();
  expect(screen.queryByText("audit.whole")).toBeNull();
});

test("It is shown why a receiver has no more", async () => {
  const stream = { receiver: "siem:6514", number: 12, failure: "refused", failed: "2026-11-27T02:00:00Z" };
  await show(vi.fn(), { stream });

  expect(await screen.findByText("siem:6514")).toBeTruthy();
  expect(screen.getByText("refused")).toBeTruthy();
  expect(screen.getByText("18")).toBeTruthy();
});
