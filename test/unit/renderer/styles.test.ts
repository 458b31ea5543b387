import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const renderer = join(import.meta.dirname, "../../../renderer");

/** Classes that a room's style sheets speak of. */
function classesOf(room: string): Set<string> {
  const sheets = readdirSync(join(renderer, room)).filter((name) => name.endsWith(".css"));
  const css = sheets.map((name) => readFileSync(join(renderer, room, name), "utf8")).join("\n");
  return new Set(
    [...css.replaceAll(/\/\*[\s\S]*?\*\//g, "").matchAll(/\.([a-z][a-z-]*)/g)].map(([, name = ""]) => name),
  );
}

it.each([
  ["till", "office"],
  ["till", "shell"],
  ["office", "shell"],
])("%s and %s style no class of each other: all sheets are one cascade", (one, other) => {
  const kit = classesOf("ui");
  const shared = [...classesOf(one)].filter((name) => classesOf(other).has(name) && !kit.has(name));
  expect(shared).toEqual([]);
});

it("no size under 12 px at 100 % zoom is set anywhere", () => {
  const sheets = ["ui", "shell", "till", "office"].flatMap((room) =>
    readdirSync(join(renderer, room))
      .filter((name) => name.endsWith(".css"))
      .map((name) => join(renderer, room, name)),
  );
  const small = sheets.flatMap((path) =>
    [...readFileSync(path, "utf8").matchAll(/font-size: ([\d.]+)rem/g)]
      .filter(([, size = "1"]) => Number(size) < 0.75)
      .map(([text]) => `${path}: ${text}`),
  );
  expect(small).toEqual([]);
});
