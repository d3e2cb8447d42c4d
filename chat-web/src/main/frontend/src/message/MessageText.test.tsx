import { render, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { beforeAll, describe, expect, it, vi } from "vitest";
import en from "@/locales/en.json";
import { WorkspaceContext } from "@/shell/context";
import type { Workspace } from "@/shell/Workspace";
import { customEmojis } from "./customEmoji";
import { MessageText } from "./MessageText";

beforeAll(async () => {
  await i18next
    .use(initReactI18next)
    .init({ lng: "en", resources: { en: { translation: en } }, showSupportNotice: false });
});

/** Where nobody is known, for nobody is named. */
const nobody = { subscribe: () => () => undefined };
const workspace = { people: nobody, userGroups: nobody } as unknown as Workspace;

function shows(body: string) {
  return render(
    <WorkspaceContext value={workspace}>
      <MessageText body={body} format="markdown" whole onWhole={() => undefined} />
    </WorkspaceContext>,
  );
}

describe("The text of a message", () => {
  it("keeps shown what somebody wanted to see, though it is drawn anew for other reasons", async () => {
    shows("It was ||the gardener||");
    await userEvent.click(screen.getByRole("button", { name: "Hidden words: show them" }));
    const words = screen.getByText("the gardener");

    customEmojis.begin(() =>
      Promise.resolve([{ name: "bear", key: "5b1c9f0e-7a52-4f8e-9a39-3c2a7f6d1e00" }]),
    );
    await vi.waitFor(() => expect(customEmojis.names).toEqual(["bear"]));

    expect(words.isConnected).toBe(true);
    expect(screen.queryByRole("button", { name: "Hidden words: show them" })).toBeNull();
  });

  it("is drawn anew when what it needs has come", async () => {
    shows("```json\n{}\n```");

    expect(screen.getAllByRole("button", { name: "Copy" })).toHaveLength(1);
    await vi.waitFor(() => expect(document.querySelector(".hljs-punctuation")).not.toBeNull());
    expect(screen.getAllByRole("button", { name: "Copy" })).toHaveLength(1);
  });
});
