import { fireEvent, screen, waitFor } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { showInConsole } from "../../test/console";
import type { AdminApi } from "./AdminApi";
import { CurrentClearances } from "./Clearances";
import type { CurrentClearance } from "./compliance";

const at = "2026-11-26T18:00:00Z";

test("Whoever keeps the system takes a clearance back that waits or holds", async () => {
  const all: CurrentClearance[] = [
    { id: 5, hours: 8, state: "requested", requested: { by: 40, at } },
    { id: 4, hours: 8, state: "given", requested: { by: 41, at }, decided: { by: 42, at }, ends: at },
  ];
  const revokeClearance = vi.fn<AdminApi["revokeClearance"]>((id) => {
    all.splice(
      all.findIndex((one) => one.id === id),
      1,
    );
    return Promise.resolve();
  });
  const currentClearances = () => Promise.resolve({ clearances: [...all] });
  showInConsole({ admin: { currentClearances, revokeClearance } }, <CurrentClearances />);

  expect(await screen.findByText("clearances.states.requested")).toBeTruthy();
  expect(screen.getByText("clearances.states.given")).toBeTruthy();
  fireEvent.click(screen.getAllByRole("button", { name: "clearances.takeBack …" })[1]!);
  fireEvent.click(await screen.findByRole("button", { name: "clearances.takeBack" }));

  await waitFor(() => expect(screen.queryByText("clearances.states.given")).toBeNull());
  expect(screen.getByText("clearances.states.requested")).toBeTruthy();
  expect(revokeClearance.mock.calls).toEqual([[4]]);
});
