import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const at = (path: string): URL => new URL(`../../../${path}`, import.meta.url);

/** Classes that a room's style sheets speak of. */
function classesOf(room: string): Set<string> {
  const sheets = readdirSync(at(`renderer/${room}/`)).filter((name) => name.endsWith(".css"));
  const rules = sheets.flatMap((name) => {
    const text = readFileSync(at(`renderer/${room}/${name}`), "utf8").replaceAll(/\/\*[\s\S]*?\*\//g, "");
    return [...text.matchAll(/([^{}]+)\{/g)].map(([, selector = ""]) => selector);
  });
  return new Set(rules.flatMap((selector) => [...selector.matchAll(/\.([a-z][\w-]*)/gi)].map(([, name = ""]) => name)));
}

describe("style sheets of all screens are loaded together", () => {
  it("a class of the office is nobody's but the kit's", () => {
    const kit = classesOf("ui");
    const others = new Set([...classesOf("till"), ...classesOf("shell")]);
    expect([...classesOf("office")].filter((name) => others.has(name) && !kit.has(name))).toEqual([]);
  });
});
