import { expect, test } from "vitest";
import { dateBefore, dateOf, endOf, startOf } from "./days";

test("A day begins at midnight where one is, and is over when the next begins", () => {
  expect(startOf("2026-11-26")).toBe(new Date(2026, 10, 26).toISOString());
  expect(endOf("2026-11-26")).toBe(startOf("2026-11-27"));
  expect(endOf("2026-12-31")).toBe(startOf("2027-01-01"));
});

test("Whatever happens on a day is between its bounds", () => {
  const evening = new Date(2026, 10, 26, 23, 59, 59, 999).getTime();

  expect(Date.parse(startOf("2026-11-26")!)).toBeLessThan(evening);
  expect(Date.parse(endOf("2026-11-26")!)).toBe(evening + 1);
});

test("Bounds are shown as the days that were chosen, on every day of a year", () => {
  for (let date = new Date(2026, 0, 1); date.getFullYear() === 2026; date.setDate(date.getDate() + 1)) {
    const day = dateOf(date.getTime());
    expect(dateOf(startOf(day)!)).toBe(day);
    expect(dateBefore(endOf(day)!)).toBe(day);
  }
});

test("What is no day has no bounds", () => {
  expect(startOf("")).toBeUndefined();
  expect(endOf("tomorrow")).toBeUndefined();
});
