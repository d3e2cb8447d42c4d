/** What something the page asks for is: the page itself, one of the client's files, or the server's business. */
export type Asked = "page" | "file" | "server";

/** The part of a request that this depends on. */
export interface Asking {
  method: string;
  mode: string;
  url: string;
}

/** Every place within the client is the one page, as it is to the server (ScreenPath). What is under /api never is. */
export function askedFor(
  { method, mode, url }: Asking,
  origin: string,
  files: { has(path: string): boolean },
): Asked {
  const { origin: from, pathname } = new URL(url);
  if (method !== "GET" || from !== origin || pathname === "/api" || pathname.startsWith("/api/"))
    return "server";
  if (files.has(pathname) || isHashed(pathname)) return "file";
  const last = pathname.slice(pathname.lastIndexOf("/"));
  return mode === "navigate" && !last.includes(".") ? "page" : "server";
}

/** Its name says what is in it, so it never changes. */
export function isHashed(path: string): boolean {
  return path.startsWith("/assets/");
}

/**
 * What not everybody needs is not fetched ahead, but kept once it was asked for: the letters of other scripts, what emoji
 * are called in each language, what draws code and formulas.
 */
export function isForFew(path: string): boolean {
  return (
    (/\.woff2?$/.test(path) && !/-latin-wght/.test(path)) || /\/(compact|code|math)-[\w-]+\.js$/.test(path)
  );
}
