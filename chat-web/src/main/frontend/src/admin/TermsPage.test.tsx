import { fireEvent, screen, waitFor } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import type { Notices } from "@/wire/Api";
import { showInConsole } from "../../test/console";
import type { AdminApi } from "./AdminApi";
import { TermsPage } from "./TermsPage";

const first = { version: 1, text: "Be kind.", at: "2026-11-26T18:00:00Z" };

function show(notices: Notices, admin: Partial<AdminApi>) {
  const termsAnswers: AdminApi["termsAnswers"] = () =>
    Promise.resolve({ version: 1, asked: 0, agreed: 0, people: [] });
  const api = { notices: () => Promise.resolve(notices) };
  showInConsole({ api, admin: { termsAnswers, ...admin } }, <TermsPage />);
}

const types = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
const button = (name: string) => screen.getByRole<HTMLButtonElement>("button", { name });

test("New terms are published only once it was said what happens and the word was typed", async () => {
  const publishTerms = vi
    .fn<AdminApi["publishTerms"]>()
    .mockResolvedValue({ terms: { ...first, version: 2, text: "Be kind and brief." } });
  show({ terms: first }, { publishTerms });
  fireEvent.click(await screen.findByRole("button", { name: "terms.write" }));
  expect(button("terms.publish …").disabled).toBe(true);
  types("terms.next", "Be kind and brief.");
  fireEvent.click(button("terms.publish …"));

  expect(await screen.findByText("terms.publishText")).toBeTruthy();
  expect(button("terms.publish").disabled).toBe(true);
  types("danger.type", "terms.publishWord");
  fireEvent.click(button("terms.publish"));

  expect(await screen.findByText("Be kind and brief.", { selector: "p" })).toBeTruthy();
  expect(publishTerms.mock.calls).toEqual([["Be kind and brief."]]);
});

test("Terms that the server refuses stay in the field, and why is said", async () => {
  const publishTerms = vi.fn<AdminApi["publishTerms"]>().mockRejectedValue(new Error("away"));
  show({}, { publishTerms });
  fireEvent.click(await screen.findByRole("button", { name: "terms.write" }));
  types("terms.next", "Be kind.");
  fireEvent.click(button("terms.publish …"));
  types("danger.type", "terms.publishWord");
  fireEvent.click(button("terms.publish"));

  expect(await screen.findByText("app.failed")).toBeTruthy();
  expect(screen.getByLabelText<HTMLTextAreaElement>("terms.next").value).toBe("Be kind.");
});

test("A banner is shown before it is set, and is taken away", async () => {
  const setBanner = vi
    .fn<AdminApi["setBanner"]>()
    .mockImplementation((text) => Promise.resolve(text === "" ? {} : { banner: text }));
  show({}, { setBanner });
  await screen.findByText("terms.noBanner");
  types("terms.bannerWords", "Maintenance at noon");
  expect(screen.getByRole("figure").textContent).toBe("Maintenance at noon");
  fireEvent.click(button("terms.show"));
  fireEvent.click(await screen.findByRole("button", { name: "terms.hide" }));

  await waitFor(() => expect(screen.getByRole("figure").textContent).toBe("terms.noBanner"));
  expect(setBanner.mock.calls.map(([text]) => text)).toEqual(["Maintenance at noon", ""]);
});

test("It is said how many have agreed, and page by page who has not and who has", async () => {
  const of = (account: number, agreed?: string) => ({
    account,
    username: `u${account}`,
    displayName: `Person ${account}`,
    ...(agreed !== undefined && { agreed }),
  });
  const termsAnswers = vi.fn<AdminApi["termsAnswers"]>((agreed, after) =>
    Promise.resolve({
      version: 1,
      asked: 3,
      agreed: 1,
      ...(agreed
        ? { people: [of(9, first.at)] }
        : after === undefined
          ? { people: [of(4)], next: 4 }
          : { people: [of(5)] }),
    }),
  );
  show({ terms: first }, { termsAnswers });

  expect(await screen.findByText("Person 4")).toBeTruthy();
  expect(screen.getByText("terms.tally")).toBeTruthy();
  fireEvent.click(button("table.more"));
  expect(await screen.findByText("Person 5")).toBeTruthy();
  fireEvent.change(screen.getByRole("combobox", { name: "terms.who" }), { target: { value: "true" } });

  expect(await screen.findByText("Person 9")).toBeTruthy();
  expect(screen.queryByText("Person 4")).toBeNull();
});
