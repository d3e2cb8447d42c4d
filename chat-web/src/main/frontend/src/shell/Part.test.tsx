import { MantineProvider } from "@mantine/core";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { Part } from "./Part";

test("A part that cannot be drawn leaves the others alone, and can be tried again", async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  let broken = true;
  const Fragile = () => {
    if (broken) throw new RangeError("Invalid time value");
    return <p>whole</p>;
  };

  render(
    <MantineProvider>
      <p>beside it</p>
      <Part>
        <Fragile />
      </Part>
    </MantineProvider>,
  );

  expect(screen.getByRole("alert")).toBeTruthy();
  expect(screen.getByText("beside it")).toBeTruthy();
  broken = false;
  await userEvent.click(screen.getByRole("button"));
  expect(screen.getByText("whole")).toBeTruthy();
});
