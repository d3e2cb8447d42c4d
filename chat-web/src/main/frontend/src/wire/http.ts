import type { Problem } from "./wire";

/** The server understood and said no. */
export class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
  }
}

/** No answer, or none that is the server's own. */
export class Unreachable extends Error {}

interface Options {
  body?: unknown;
  token?: string;
  signal?: AbortSignal;
  keepalive?: boolean;
}

/** One call. Answers the parsed body; throws {@link Refused} or {@link Unreachable}. */
export async function call<T>(method: string, path: string, options: Options = {}): Promise<T> {
  const response = await send(method, path, "application/json, application/problem+json", options);
  return (await bodyOf(response)) as T;
}

/** The same for what is a file rather than an answer. */
export async function file(path: string, options: Options = {}): Promise<Blob> {
  return (await send("GET", path, "*/*", options)).blob();
}

/** Answers only what the server did as it was asked to. */
async function send(method: string, path: string, accept: string, options: Options): Promise<Response> {
  const headers: Record<string, string> = { Accept: accept };
  if (options.token) headers.Authorization = `Bearer ${options.token}`;
  if (options.body !== undefined) headers["Content-Type"] = "application/json";
  let response: Response;
  try {
    response = await fetch(`/api/v1${path}`, {
      method,
      headers,
      credentials: "same-origin",
      ...(options.body !== undefined && { body: JSON.stringify(options.body) }),
      ...(options.signal && { signal: options.signal }),
      ...(options.keepalive && { keepalive: true }),
    });
  } catch (failure) {
    if (options.signal?.aborted) throw failure;
    throw new Unreachable(String(failure));
  }
  if (response.ok) return response;
  const body = await bodyOf(response);
  if (isProblem(body)) throw new Refused(body);
  if (response.status >= 500) throw new Unreachable(`status ${response.status}`);
  throw new Refused({
    type: "about:blank",
    title: response.statusText,
    status: response.status,
    detail: response.statusText,
    code: response.status === 401 ? "auth.required" : "internal",
  });
}

async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text();
  const isJson = /json/.test(response.headers.get("Content-Type") ?? "");
  return isJson && text !== "" ? parsed(text) : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isProblem(body: unknown): body is Problem {
  return typeof body === "object" && body !== null && "code" in body && "status" in body;
}
