/** What can be chosen of the slow mode, in seconds. */
export const pauses: readonly number[] = [0, 10, 30, 60, 300, 900, 3600, 21600];
