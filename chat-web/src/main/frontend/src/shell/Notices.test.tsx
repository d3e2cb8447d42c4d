import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import type { Notices as Shown } from "@/wire/Api";
import { Refused, Unreachable } from "@/wire/http";
import { WorkspaceContext } from "./context";
import { Notices } from "./Notices";
import type { Workspace } from "./Workspace";

const terms = { version: 3, text: "Be kind.", at: "2026-11-26T18:00:00Z" };

function show(notices: Shown, accept = vi.fn<(version: number) => Promise<Shown>>(), later = notices) {
  const ask = vi.fn(() => Promise.resolve(later)).mockResolvedValueOnce(notices);
  const api = { notices: ask, acceptTerms: accept };
  const given = vi.fn(() => Promise.resolve());
  render(
    <MantineProvider env="test">
      <WorkspaceContext value={{ api, agreement: { given } } as unknown as Workspace}>
        <QueryClientProvider client={new QueryClient()}>
          <Notices />
        </QueryClientProvider>
      </WorkspaceContext>
    </MantineProvider>,
  );
  return { ask, accept, given };
}

test("Terms are over all else until one has agreed to them", async () => {
  const { accept, given } = show(
    { terms },
    vi.fn().mockResolvedValue({ terms: { ...terms, accepted: terms.at } }),
  );

  expect(await screen.findByText("Be kind.")).toBeTruthy();
  await userEvent.keyboard("{Escape}");
  expect(screen.getByText("Be kind.")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "notices.accept" }));

  await waitFor(() => expect(screen.queryByText("Be kind.")).toBeNull());
  expect(accept).toHaveBeenCalledWith(3);
  expect(given).toHaveBeenCalledTimes(1);
});

test("Terms stay until there is a token that says that one has agreed", async () => {
  const { given } = show({ terms }, vi.fn().mockResolvedValue({}));
  given.mockRejectedValueOnce(new Unreachable("away"));

  await screen.findByText("Be kind.");
  await userEvent.click(screen.getByRole("button", { name: "notices.accept" }));
  await screen.findByRole("alert");
  expect(screen.getByText("Be kind.")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "notices.accept" }));

  await waitFor(() => expect(screen.queryByText("Be kind.")).toBeNull());
});

test("Who agrees to terms that are no longer in force is shown those that are", async () => {
  const other = { code: "terms.other", status: 409, type: "about:blank", title: "Conflict", detail: "Other" };
  const newer = { ...terms, version: 4, text: "Be kind and brief." };
  const accept = vi.fn().mockRejectedValueOnce(new Refused(other)).mockResolvedValueOnce({});
  show({ terms }, accept, { terms: newer });

  await screen.findByText("Be kind.");
  await userEvent.click(screen.getByRole("button", { name: "notices.accept" }));
  expect(await screen.findByText("Be kind and brief.")).toBeTruthy();
  expect(screen.getByRole("alert")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "notices.accept" }));

  await waitFor(() => expect(screen.queryByText("Be kind and brief.")).toBeNull());
  expect(accept.mock.calls).toEqual([[3], [4]]);
});

test("Who has agreed is shown the banner and nothing else", async () => {
  show({ terms: { ...terms, accepted: terms.at }, banner: "Internal use only" });

  expect(await screen.findByText("Internal use only")).toBeTruthy();
  expect(screen.queryByText("Be kind.")).toBeNull();
});

test("A look at the window asks nothing", async () => {
  const { ask } = show({ banner: "Mind the step" });
  await screen.findByText("Mind the step");

  await act(async () => {
    window.dispatchEvent(new Event("visibilitychange"));
    await new Promise((resolve) => setTimeout(resolve));
  });

  expect(ask).toHaveBeenCalledTimes(1);
});
