import { fireEvent, screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import type { RuleWish } from "@/wire/Api";
import { Refused } from "@/wire/http";
import type { AdminApi, RuleTest } from "./AdminApi";
import { RuleBench } from "./RuleBench";
import { showInConsole } from "../../test/console";

const card = "Mine is 4111 1111 1111 1111.";
const redacted: RuleTest = {
  verdict: "redact",
  text: "Mine is ████.",
  rules: [
    { rule: 7, name: "Cards", kind: "numbers", verdict: "redact", matches: [{ from: 8, to: 27 }] },
    { rule: 9, name: "Loud", kind: "classifier", verdict: "flag", matches: [] },
  ],
};

function show(testRules: AdminApi["testRules"], rule?: RuleWish) {
  const bench = (wish?: RuleWish) => <RuleBench {...(wish && { rule: wish })} />;
  const instead = showInConsole({ admin: { testRules } }, bench(rule));
  return (wish: RuleWish) => instead(bench(wish));
}

function tries(text: string) {
  fireEvent.change(screen.getByLabelText("bench.sample"), { target: { value: text } });
  fireEvent.click(screen.getByRole("button", { name: "bench.try" }));
}

test("A text shows which rules it meets, where, and what would become of it, until it is another", async () => {
  show(vi.fn<AdminApi["testRules"]>().mockResolvedValue(redacted));

  tries(card);

  expect(await screen.findByText("bench.verdicts.redact")).toBeTruthy();
  expect(screen.getByText("4111 1111 1111 1111", { selector: "mark" })).toBeTruthy();
  expect(screen.getByText("Mine is ████.")).toBeTruthy();
  expect(screen.getByText("Cards")).toBeTruthy();
  expect(screen.getByText("Loud")).toBeTruthy();
  fireEvent.change(screen.getByLabelText("bench.sample"), { target: { value: `${card}!` } });
  expect(screen.queryByText("bench.verdicts.redact")).toBeNull();
});

test("A rule that has no name yet is tried alone, and again when it has changed", async () => {
  const testRules = vi
    .fn<AdminApi["testRules"]>()
    .mockResolvedValue({ verdict: "allow", text: "x", rules: [] });
  const wish: RuleWish = { kind: "words", verdict: "hold", name: "", words: "", terms: ["y"] };
  const change = show(testRules, wish);

  tries("x");

  expect(await screen.findByText("bench.verdicts.allow")).toBeTruthy();
  const asked = testRules.mock.calls[0]![0];
  expect(asked).toMatchObject({ text: "x", rule: { kind: "words", verdict: "hold", terms: ["y"] } });
  expect(asked.rule!.name).not.toBe("");
  change({ ...wish, terms: ["x"] });
  expect(screen.queryByText("bench.verdicts.allow")).toBeNull();
});

test("What the server refuses is said", async () => {
  const problem = { code: "screening.rule", detail: "That is no regular expression.", status: 400 };
  show(vi.fn<AdminApi["testRules"]>().mockRejectedValue(new Refused(problem as never)));

  tries("x");

  await vi.waitFor(() => expect(screen.getByRole("alert").textContent).toContain("app.failed"));
});
