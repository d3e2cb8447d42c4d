import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { constants, gzipSync } from "node:zlib";
import type { Plugin, ResolvedConfig } from "vite";
import { filesIn } from "./files.ts";

/** Fonts and pictures are packed already. */
const TEXT = /\.(html|js|css|json|svg|webmanifest)$/;
/** One packet carries less than this either way. */
const LEAST = 1_400;

/** Lays a packed file beside each one that it is worth it for: the server sends it to those who unpack (ScreenFile). */
export function packed(): Plugin {
  let config: ResolvedConfig;
  return {
    name: "packed",
    apply: "build",
    configResolved(resolved) {
      config = resolved;
    },
    closeBundle() {
      const out = config.build.outDir;
      for (const path of filesIn(out).filter((name) => TEXT.test(name))) {
        const plain = readFileSync(join(out, path));
        if (plain.length < LEAST) continue;
        writeFileSync(join(out, `${path}.gz`), gzipSync(plain, { level: constants.Z_BEST_COMPRESSION }));
      }
    },
  };
}
