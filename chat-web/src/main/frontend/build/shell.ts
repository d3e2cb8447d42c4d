import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin, ResolvedConfig } from "vite";
import { filesIn } from "./files.ts";

const WORKER = "sw.js";

/** Tells the service worker of which files the client consists, when all of them are written. */
export function shell(): Plugin {
  let config: ResolvedConfig;
  return {
    name: "shell",
    apply: "build",
    configResolved(resolved) {
      config = resolved;
    },
    closeBundle() {
      const out = config.build.outDir;
      const files = Object.fromEntries(
        filesIn(out)
          .filter((path) => path !== WORKER)
          .map((path) => [`/${path}`, integrity(join(out, path))]),
      );
      const list = JSON.stringify(files);
      const version = createHash("sha256").update(list).digest("hex").slice(0, 12);
      const worker = join(out, WORKER);
      const code = readFileSync(worker, "utf8");
      // A minifier may have chosen other quotes
      const told = code
        .replace(/(["'`])__SHELL__\1/, () => JSON.stringify(list))
        .replaceAll("__VERSION__", version);
      if (told === code || /__SHELL__|__VERSION__/.test(told))
        throw new Error(`${worker} is not as expected`);
      writeFileSync(worker, told);
    },
  };
}

function integrity(file: string): string {
  return `sha256-${createHash("sha256").update(readFileSync(file)).digest("base64")}`;
}
