import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import type { Plugin } from "vite";
import { acyclic } from "./build/acyclic.ts";
import { packed } from "./build/packed.ts";
import { shell } from "./build/shell.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const server = process.env.PARLEY_URL ?? "http://127.0.0.1:8080";

interface EmojiData {
  unicode: string;
  label: string;
  tags?: string[];
  group?: number;
}

/** Of what is known of emoji only what the picker needs: a third of it. What has no group is a part of others. */
const fewerWordsOnEmoji: Plugin = {
  name: "fewer-words-on-emoji",
  enforce: "pre",
  transform(code, id) {
    if (!/emojibase-data\/\w+\/compact\.json$/.test(id)) return null;
    const all = JSON.parse(code) as EmojiData[];
    return JSON.stringify(
      all
        .filter(({ group }) => group !== undefined && group !== COMPONENTS)
        .map(({ unicode, label, tags, group }) => ({ unicode, label, tags, group })),
    );
  },
};
/** Skin tones and hair by themselves. */
const COMPONENTS = 2;

export default defineConfig({
  // In this order: what is kept are the files as they are, and the list of them is packed too
  plugins: [fewerWordsOnEmoji, react(), acyclic(), shell(), packed()],
  logLevel: process.env.PARLEY_FRONTEND_OUT ? "warn" : "info",
  resolve: { alias: { "@": here("./src") } },
  build: {
    outDir: process.env.PARLEY_FRONTEND_OUT ?? here("./dist"),
    emptyOutDir: true,
    target: "es2023",
    // Fonts and pictures stay files: the content security policy has no place for data: addresses of code or style
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 800,
    rolldownOptions: {
      input: { index: here("./index.html"), sw: here("./worker/sw.ts") },
      output: {
        // One file of what comes before the sign-in, and two of what others share. Left alone it makes one of each combination of
        // parts that share something, and to ask for a hundred takes longer than what they hold; merging some of these makes
        // files that need each other in a circle. What is shared needs only what is shared too
        codeSplitting: {
          groups: [
            { name: "before", tags: ["$initial"], test: (id) => !id.startsWith(here("./worker")) },
            { name: "libraries", minShareCount: 2, test: (id) => id.includes("/node_modules/") },
            { name: "shared", minShareCount: 2 },
          ],
        },
        // What is shared would be named by all who share it
        chunkFileNames: ({ name }) => `assets/${name.split("~")[0]!}-[hash].js`,
        assetFileNames: ({ names }) => `assets/${names[0]!.split(/[~.]/)[0]!}-[hash][extname]`,
        // Browsers ask for the service worker by a lasting name
        entryFileNames: ({ name }) => (name === "sw" ? "sw.js" : "assets/[name]-[hash].js"),
      },
    },
  },
  server: {
    // The socket asks where the page came from; to the server this is its own page
    proxy: { "/api": { target: server, ws: true, changeOrigin: true, rewriteWsOrigin: true } },
  },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          environment: "jsdom",
          include: ["{src,worker}/**/*.test.{ts,tsx}"],
          setupFiles: ["./test/setup.ts"],
          restoreMocks: true,
        },
      },
      {
        extends: true,
        test: {
          name: "e2e",
          environment: "node",
          include: ["e2e/**/*.e2e.ts"],
          fileParallelism: false,
          // One browser and one set of people who are signed in for all
          isolate: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          expect: { poll: { timeout: 15_000, interval: 100 } },
        },
      },
      {
        extends: true,
        test: {
          name: "screenshots",
          environment: "node",
          include: ["e2e/**/*.shots.ts"],
          expect: { poll: { timeout: 15_000, interval: 100 } },
        },
      },
      {
        extends: true,
        test: {
          name: "speed",
          environment: "node",
          include: ["e2e/**/*.measure.ts"],
        },
      },
    ],
  },
});
