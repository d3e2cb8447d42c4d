import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render } from "@testing-library/react";
import i18next from "i18next";
import type { ReactNode } from "react";
import { initReactI18next } from "react-i18next";
import { MemoryRouter } from "react-router";
import { vi } from "vitest";
import type { AdminApi } from "@/admin/AdminApi";
import { AdminContext } from "@/admin/useAdmin";
import { WorkspaceContext } from "@/shell/context";
import type { Workspace } from "@/shell/Workspace";

// There are no texts: what is shown are their names
void i18next
  .use(initReactI18next)
  .init({ lng: "en", resources: {}, initAsync: false, showSupportNotice: false });

/** What stands in for the server; what it is not asked in a test is not there. */
export interface Answers {
  admin?: Partial<AdminApi>;
  api?: object;
}

/** Draws a part of the console; answers what draws another in its place. */
export function showInConsole(answers: Answers, part: ReactNode): (part: ReactNode) => void {
  // Mantine asks for these, and jsdom has none of them
  vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener() {}, removeEventListener() {} }));
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  );
  Object.defineProperty(document, "fonts", { value: new EventTarget(), configurable: true });
  cleanup();
  const api = { me: () => Promise.resolve({ actions: [] }), ...answers.api };
  const people = { subscribe: () => () => undefined, version: 0, get: () => undefined };
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const whole = (shown: ReactNode) => (
    <MemoryRouter>
      <MantineProvider env="test">
        <WorkspaceContext value={{ api, people, me: { id: 1 } } as unknown as Workspace}>
          <AdminContext value={(answers.admin ?? {}) as AdminApi}>
            <QueryClientProvider client={queries}>{shown}</QueryClientProvider>
          </AdminContext>
        </WorkspaceContext>
      </MantineProvider>
    </MemoryRouter>
  );
  const { rerender } = render(whole(part));
  return (other) => rerender(whole(other));
}
