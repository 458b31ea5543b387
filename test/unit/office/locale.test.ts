import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const at = (path: string): URL => new URL(`../../../${path}`, import.meta.url);

type Tree = { readonly [key: string]: string | Tree };

function keysOf(tree: Tree, prefix = ""): string[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string" ? [prefix + key] : keysOf(value, `${prefix}${key}.`),
  );
}

const plural = /_(one|few|many|other)$/;
const russian = keysOf(JSON.parse(readFileSync(at("resources/locales/ru/office.json"), "utf8")) as Tree);
const keys = [...new Set(russian.map((key) => key.replace(plural, "")))];

/** What any screen does with an action speaks the office's words, too. */
const sources = ["renderer/office", "renderer/task"].flatMap((room) =>
  readdirSync(at(`${room}/`))
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => ({ name, text: readFileSync(at(`${room}/${name}`), "utf8") })),
);
const paper = readFileSync(at("renderer/shell/receipt-paper.tsx"), "utf8");

describe("the words of the office", () => {
  it("stand in the language files, none in a screen (units of bytes aside)", () => {
    const written = sources.filter(({ text }) => /\p{Script=Cyrillic}/u.test(withoutComments(text)));
    expect(written.map(({ name }) => name)).toEqual(["byte-text.ts"]);
  });

  it("are all said somewhere", () => {
    const code = `${sources.map(({ text }) => text).join("\n")}${paper}`;
    expect(keys.filter((key) => !isSaid(code, key))).toEqual([]);
  });
});

const withoutComments = (text: string): string => text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");

/** Written out, or built from its parents: t(`shift.closing.${word}`) says every text under `shift.closing`. */
function isSaid(code: string, key: string): boolean {
  if (code.includes(`"${key}"`)) return true;
  const parent = key.replace(/[^.]+$/, "");
  const starts = [...code.matchAll(/`([\w.]+_)\$/g)].map(([, start = ""]) => start);
  return code.includes(`\`${parent}$`) || starts.some((start) => key.startsWith(start));
}
