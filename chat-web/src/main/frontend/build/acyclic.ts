import type { Plugin } from "vite";

/** Refuses files that need each other in a circle: one of them would begin before what it is made of is there. */
export function acyclic(): Plugin {
  return {
    name: "acyclic",
    generateBundle(_, bundle) {
      const over = new Set<string>();
      const visit = (name: string, path: readonly string[]): void => {
        if (path.includes(name))
          this.error(`Files need each other in a circle: ${[...path, name].join(" → ")}`);
        const file = bundle[name];
        if (over.has(name) || file?.type !== "chunk") return;
        for (const needed of file.imports) visit(needed, [...path, name]);
        over.add(name);
      };
      for (const name of Object.keys(bundle)) visit(name, []);
    },
  };
}
