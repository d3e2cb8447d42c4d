/** How close together things stand. */
export const densities = ["comfortable", "compact"] as const;
export type Density = (typeof densities)[number];

const KEPT = "parley.density";

export function isDensity(text: string | null | undefined): text is Density {
  return densities.includes(text as Density);
}

/** As this device showed it last, for the first paint. */
export function startDensity(): void {
  const last = localStorage.getItem(KEPT);
  if (isDensity(last)) document.documentElement.dataset.density = last;
}

/** Draws things so close together from now on, on this device; the sizes are in theme.css. */
export function draw(density: Density): void {
  localStorage.setItem(KEPT, density);
  document.documentElement.dataset.density = density;
}
