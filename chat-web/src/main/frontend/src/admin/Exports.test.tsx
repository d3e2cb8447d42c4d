import { fireEvent, screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { showInConsole } from "../../test/console";
import type { AdminApi } from "./AdminApi";
import type { ExportJob } from "./compliance";
import { ExportPanel } from "./Exports";

const ready: ExportJob = {
  id: 7,
  matter: 3,
  reason: "Case 4711",
  terms: { words: [], keywords: [] },
  state: "ready",
  requested: { by: 1, at: "2026-11-27T09:00:00Z" },
  decided: { by: 2, at: "2026-11-27T09:05:00Z" },
  messages: 12,
  finished: "2026-11-27T09:06:00Z",
  root: "abcd",
};

function show(job: ExportJob, admin: Partial<AdminApi> = {}) {
  const api = { me: () => Promise.resolve({ actions: ["request-export", "release-export"] }) };
  showInConsole(
    { api, admin: { export: () => Promise.resolve(job), ...admin } },
    <ExportPanel id={7} onClose={vi.fn()} />,
  );
}

test("The files of an export are deleted only once its number was typed", async () => {
  const deleteExport = vi.fn<AdminApi["deleteExport"]>().mockResolvedValue(ready);
  show(ready, { deleteExport });
  fireEvent.click(await screen.findByText("exports.delete"));
  const confirm = screen.getByRole<HTMLButtonElement>("button", { name: "exports.deleteDo" });
  expect(confirm.disabled).toBe(true);
  fireEvent.change(screen.getByLabelText("danger.type"), { target: { value: "7" } });
  fireEvent.click(confirm);

  await vi.waitFor(() => expect(deleteExport.mock.calls).toEqual([[7]]));
});

test("Of deleted files it is said when they went, and they are not offered", async () => {
  show({ ...ready, gone: { at: "2026-12-27T09:06:00Z" } });

  expect(await screen.findByText("exports.gone")).toBeTruthy();
  expect(screen.getByText(/exports\.expired/)).toBeTruthy();
  expect(screen.queryByRole("button", { name: "exports.save" })).toBeNull();
});
