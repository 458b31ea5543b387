import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { instantOf } from "../../../tools/replay/till.ts";
import { resourcesDir } from "./test-till.ts";

const tool = join(import.meta.dirname, "../../../tools/replay.ts");
let dir = "";
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "replay-test-"));
  copyFileSync(join(resourcesDir, "demo/catalogue.csv"), join(dir, "catalogue.csv"));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

type Row = { readonly [column: string]: string };

/** 003 §1 and §18 again, straight from the text: kopecks as whole numbers, half up, line by line. */
function charged(catalogue: readonly Row[], receipt: { at: string; card: string; lines: [string, number][] }) {
  const goods = receipt.lines.map(([sku, qtyMilli]) => {
    const item = catalogue.find((row) => row["sku"] === sku) ?? {};
    const category = item["category"] ?? "";
    const flags = (item["flags"] ?? "").split(" ");
    const outside = ["alcohol", "weak-alcohol", "beer", "tobacco", "packaging", "gift-certificate", "loyalty-card"];
    const flagged = flags.some((flag) => ["promo", "reduced-markup", "regulated-min-price"].includes(flag));
    const gross = Math.floor((Number(item["price_minor"]) * qtyMilli * 2 + 1000) / 2000);
    return { gross, eligible: !outside.includes(category) && !flagged };
  });
  const base = goods.reduce((sum, line) => sum + (line.eligible ? line.gross : 0), 0);
  const percent = receipt.card === "" ? 0 : receipt.at < "2025-01-01" || base > 1000 ? 5 : 2;
  const gross = goods.reduce((sum, line) => sum + line.gross, 0);
  const off = goods.map((line) => (line.eligible ? Math.floor((line.gross * percent * 2 + 100) / 200) : 0));
  const discount = off.reduce((sum, each) => sum + each, 0);
  return [gross, discount, gross - discount];
}

/** Receipts of every kind on both sides of the change of rates. */
function receipts(catalogue: readonly Row[]) {
  const skus = catalogue.map((row) => row["sku"] ?? "");
  return Array.from({ length: 24 }, (_, index) => {
    const lines = Array.from({ length: 1 + (index % 7) }, (_none, line): [string, number] => {
      const sku = skus[(index * 31 + line * 17) % skus.length] ?? "1002";
      const isKg = catalogue.find((row) => row["sku"] === sku)?.["unit"] === "kg";
      return [sku, isKg ? 101 + index * 37 + line : 1000 * (1 + (line % 2))];
    });
    const day = index < 12 ? "2024-12-31" : "2025-01-01";
    const at = `${day}T${String(8 + (index % 12)).padStart(2, "0")}:15:00`;
    return { receipt: String(index + 1), at, card: index % 3 === 0 ? "" : "2900000007208", lines };
  });
}

describe("replaying a month of receipts", () => {
  it("charges every receipt what the regulation says at its own date, and its journal verifies", () => {
    const catalogue: Row[] = parse(readFileSync(join(dir, "catalogue.csv"), "utf8"), { columns: true });
    const sold = receipts(catalogue);
    const heads = sold.map(({ receipt, at, card }) => `${receipt},${at},${card}`);
    writeFileSync(join(dir, "receipts.csv"), ["receipt,at,card", ...heads].join("\n"));
    const lines = sold.flatMap(({ receipt, lines: list }) =>
      list.map(([sku, milli], index) => `${receipt},${index + 1},${sku},${milli / 1000}`),
    );
    writeFileSync(join(dir, "lines.csv"), ["receipt,line,sku,qty", ...lines].join("\n"));
    const out = join(dir, "out.csv");
    const data = join(dir, "data");
    const args = [tool, dir, "--pack", "beltamozh", "--out", out, "--data", data];
    const run = spawnSync(process.execPath, args, { encoding: "utf8" });
    expect(run.stderr).toContain("24 of 24");
    expect(run.stdout).toMatch(/receipts: 24, with 1 cards[\s\S]*chain verified/);
    const rows: Row[] = parse(readFileSync(out, "utf8"), { columns: true });
    const got = rows.map((row) => [Number(row["gross"]), Number(row["discount"]), Number(row["payable"])]);
    expect(got).toEqual(sold.map((receipt) => charged(catalogue, receipt)));
    expect(got.some(([, discount]) => discount !== 0)).toBe(true);
    expect(existsSync(join(data, "journal.db"))).toBe(true);
  });

  it.each([
    ["no folder", []],
    ["an unknown pack", ["--pack", "nobody", "--out", "x.csv"]],
    ["no such files", ["--pack", "beltamozh", "--out", "x.csv"]],
  ])("says what is wrong with %s", (_, options) => {
    const run = spawnSync(process.execPath, [tool, ...(options.length > 0 ? [dir] : []), ...options], {
      encoding: "utf8",
      cwd: dir,
    });
    expect(run.status).toBeGreaterThan(0);
    expect(run.stderr.length).toBeGreaterThan(10);
    expect(run.stderr).not.toContain("at file:");
  });

  it("knows the instant of a local time in any zone", () => {
    expect(instantOf("2025-01-02T10:00:00", "Europe/Minsk")).toBe(Date.parse("2025-01-02T07:00:00Z"));
    expect(instantOf("2025-07-02T10:00:00", "Europe/Berlin")).toBe(Date.parse("2025-07-02T08:00:00Z"));
    expect(instantOf("2025-01-02T10:00:00", "UTC")).toBe(Date.parse("2025-01-02T10:00:00Z"));
  });
});
