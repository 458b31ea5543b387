import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const css = readFileSync(join(import.meta.dirname, "../../../renderer/ui/tokens.css"), "utf8");

type Theme = "light" | "dark" | "contrast";
const base = css.slice(css.indexOf(":root {"), css.indexOf("}"));
const strong = css.slice(css.indexOf('[data-theme="contrast"]'));

function colour(theme: Theme, role: string): string {
  const source = theme === "contrast" ? strong : base;
  const pattern = theme === "contrast" ? `--${role}: (#\\w{6});` : `--${role}: light-dark\\((#\\w{6}), (#\\w{6})\\);`;
  const found = new RegExp(pattern).exec(source);
  const value = theme === "dark" ? found?.[2] : found?.[1];
  if (value === undefined) throw new Error(`${role} has no colour in ${theme}`);
  return value;
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** WCAG 2 contrast of two colours. */
function contrast(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

const textPairs = [
  ["ink", ["bg", "surface", "sunken", "select", "accent-soft", "warn-soft", "danger-soft"]],
  ["ink2", ["bg", "surface", "sunken", "select", "accent-soft", "warn-soft", "danger-soft", "key"]],
  ["ink3", ["bg", "surface", "sunken", "select"]],
  ["accent-ink", ["surface", "bg", "select", "accent-soft"]],
  ["on-accent", ["accent", "accent-press"]],
  ["warn-ink", ["warn-soft", "surface", "bg"]],
  ["on-warn", ["warn-fill"]],
  ["danger-ink", ["danger-soft", "surface", "bg"]],
  ["on-danger", ["danger-fill"]],
  // The undo line is written in reverse.
  ["surface", ["ink"]],
] as const;

describe.each(["light", "dark", "contrast"] as const)("the %s theme", (theme) => {
  const least = theme === "contrast" ? 7 : 4.5;
  const pairs = textPairs.flatMap(([text, grounds]) => grounds.map((ground) => [text, ground] as const));

  it.each(pairs)(`keeps %s on %s at ${least} or more`, (text, ground) => {
    expect(contrast(colour(theme, text), colour(theme, ground))).toBeGreaterThanOrEqual(least);
  });

  it.each(["surface", "bg"])("draws borders of controls on %s at 3 or more", (ground) => {
    expect(contrast(colour(theme, "line-strong"), colour(theme, ground))).toBeGreaterThanOrEqual(3);
  });
});
