import { EventTransport } from "./EventTransport";
import { PollTransport } from "./PollTransport";
import type { Transport, Way } from "./Transport";

/** So long the server may take to say that it is there. */
const THERE_MS = 5000;

/** Opens what carries frames in a browser. */
export function openTransport(way: Way): Transport {
  switch (way) {
    case "socket":
      return new WebSocket(socketAddress(), "parley.v1.json");
    case "events":
      return new EventTransport();
    case "polling":
      return new PollTransport();
  }
}

/** Whether the server answers plain requests. */
export async function isReachable(): Promise<boolean> {
  try {
    return (await fetch("/api/v1/ready", { cache: "no-store", signal: AbortSignal.timeout(THERE_MS) })).ok;
  } catch {
    return false;
  }
}

function socketAddress(): string {
  const { protocol, host } = window.location;
  return `${protocol === "https:" ? "wss" : "ws"}://${host}/api/v1/socket`;
}
