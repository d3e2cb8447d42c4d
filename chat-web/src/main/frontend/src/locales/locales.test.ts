import { describe, expect, it } from "vitest";
import adminAr from "./admin/ar.json";
import adminDe from "./admin/de.json";
import adminEn from "./admin/en.json";
import adminFr from "./admin/fr.json";
import ar from "./ar.json";
import de from "./de.json";
import en from "./en.json";
import fr from "./fr.json";

type Tree = { [name: string]: string | Tree };

function leaves(tree: Tree, path = ""): [string, string][] {
  return Object.entries(tree).flatMap(([name, value]) =>
    typeof value === "string"
      ? [[`${path}${name}`, value] as [string, string]]
      : leaves(value, `${path}${name}/`),
  );
}

const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]!).sort();

/** The same text for different counts is one. */
const COUNTED = /_(zero|one|two|few|many|other)$/;
const all = { ...en, admin: adminEn };
const english = new Map(leaves(all));
const counted = (path: string) => COUNTED.test(path) && english.has(path.replace(COUNTED, "_other"));
const once = (texts: readonly [string, string][]) => [
  ...new Set(texts.map(([path]) => (counted(path) ? path.replace(COUNTED, "") : path))),
];

const others = {
  ar: { ...ar, admin: adminAr },
  de: { ...de, admin: adminDe },
  fr: { ...fr, admin: adminFr },
};

describe.each(Object.entries(others) as [string, Tree][])("the texts in %s", (language, tree) => {
  const texts = leaves(tree);

  it("are the same as in English", () => {
    expect(once(texts)).toEqual(once(leaves(all)));
  });

  it("have all the forms that the language has for counts", () => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const found = new Set(texts.map(([path]) => path).filter(counted));
    for (const path of found)
      for (const form of forms) expect(found, path).toContain(path.replace(COUNTED, `_${form}`));
    for (const path of found) expect(forms).toContain(COUNTED.exec(path)![1]);
  });

  it("name the same things", () => {
    for (const [path, text] of texts) {
      const wanted = placeholders(english.get(path) ?? english.get(path.replace(COUNTED, "_other"))!);
      const named = placeholders(text);
      // One and two can be said without a number
      if (!named.includes("count") && /_(zero|one|two)$/.test(path))
        expect(named, path).toEqual(wanted.filter((name) => name !== "count"));
      else expect(named, path).toEqual(wanted);
    }
  });

  it("are not empty", () => {
    expect(texts.filter(([, text]) => text.trim() === "")).toEqual([]);
  });
});
