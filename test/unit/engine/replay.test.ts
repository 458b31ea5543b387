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

  it("sells oldest first whatever the order of the file, and to the same figures", () => {
    const [first, second, third] = [
      "1,2024-12-31T09:00:00,",
      "2,2025-01-01T09:00:00,2900000007208",
      "3,2025-01-02T09:00:00,",
    ];
    const lines = ["receipt,line,sku,qty", "3,1,1002,1", "1,1,1002,2", "2,1,1002,3"];
    const run = replay({ receipts: [third, first, second], lines });
    expect(run.status).toBe(0);
    expect(readFileSync(join(dir, "out.csv"), "utf8").trim().split("\n")).toEqual([
      "receipt,gross,discount,payable",
      "1,490,0,490",
      "2,735,15,720",
      "3,245,0,245",
    ]);
    expect(run.stdout.trim().split("\n")).toEqual([
      "receipts: 3, with 1 cards",
      "gross: 1470, discount: 15, payable: 1455",
      expect.stringMatching(/^time: /),
      expect.stringMatching(/^journal: \d+ entries, chain verified, head [0-9a-f]{64}$/),
    ]);
    expect(run.stderr).toBe("3 of 3\n");
  });

  it("takes a card outside the ranges that the till knows", () => {
    const run = replay({
      receipts: ["1,2025-01-02T09:00:00,CLUB-0042"],
      lines: ["receipt,line,sku,qty", "1,1,1002,1"],
    });
    expect(run.stdout).toContain("discount: 5,");
  });
});

/** Runs the tool over these rows. */
function replay(files: { receipts: readonly string[]; lines: readonly string[] }, more: readonly string[] = []) {
  writeFileSync(join(dir, "receipts.csv"), ["receipt,at,card", ...files.receipts].join("\n"));
  writeFileSync(join(dir, "lines.csv"), files.lines.join("\n"));
  return runReplay([dir, "--pack", "beltamozh", "--out", "out.csv", ...more]);
}

function runReplay(args: readonly string[]) {
  // npm says in INIT_CWD where its user stands: under `npm test` that is not here.
  return spawnSync(process.execPath, [tool, ...args], {
    encoding: "utf8",
    cwd: dir,
    env: { ...process.env, INIT_CWD: dir },
  });
}

describe("a replay that cannot be", () => {
  const head = "receipt,line,sku,qty";
  const sold = "1,2025-01-02T09:00:00,";

  it.each([
    ["no folder", [], "One folder is needed"],
    ["two folders", [".", "..", "--pack", "beltamozh", "--out", "x"], "One folder is needed"],
    ["no pack", [".", "--out", "x.csv"], "--pack NAME"],
    ["an unknown pack", [".", "--pack", "nobody", "--out", "x.csv"], 'There is no pack "nobody". There are: beltamozh'],
    ["rules no till sells by", [".", "--pack", "ruslom", "--out", "x.csv"], 'There is no pack "ruslom"'],
    ["no file for the figures", [".", "--pack", "beltamozh"], "--out FILE.csv"],
    ["a limit that is none", [".", "--pack", "beltamozh", "--out", "x", "--limit", "ten"], '"ten" is no number'],
    ["an unknown option", [".", "--pak", "beltamozh"], "'--pak'"],
    ["data that are not empty", [".", "--pack", "beltamozh", "--out", "x", "--data", "."], "is not empty"],
  ])("for %s ends with 2 and says so", (_, args, said) => {
    const { status, stdout, stderr } = runReplay(args);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(said);
    expect(stderr).not.toContain("    at ");
  });

  it.each<[string, readonly string[], readonly string[], string]>([
    [
      "an article the catalogue lacks",
      [sold],
      [head, "1,1,77777,1"],
      "Receipt 1 of 2025-01-02T09:00:00: addLine: Артикула 77777 нет",
    ],
    ["half a piece", [sold], [head, "1,1,1002,0.5"], "Receipt 1 of 2025-01-02T09:00:00: addLine: Такое количество"],
    ["no quantity", [sold], [head, "1,1,1002,0"], "Receipt 1 of"],
    ["a quantity that is none", [sold], [head, "1,1,1002,two"], "lines.csv, row 2, qty"],
    ["a time that is none", ["1,yesterday,"], [head, "1,1,1002,1"], "receipts.csv, row 2, at"],
    ["a card number that is none", ["1,2025-01-02T09:00:00,7 7"], [head, "1,1,1002,1"], "receipts.csv, row 2, card"],
    [
      "a receipt that comes twice",
      [sold, sold],
      [head, "1,1,1002,1"],
      "receipts.csv, row 3: receipt 1 is in row 2 already",
    ],
    [
      "a receipt without lines",
      [sold],
      [head, "2,1,1002,1"],
      "receipts.csv, row 2: receipt 1 has no rows in lines.csv",
    ],
    [
      "a line of no receipt",
      [sold],
      [head, "1,1,1002,1", "2,1,1002,1"],
      "lines.csv, row 3: receipt 2 is not in receipts.csv",
    ],
    ["a row cut short", [sold], [head, "1,1"], "lines.csv"],
    ["no receipts", [], [head], "There are no receipts"],
  ])("for %s ends with 1 and says where", (_, heads, lines, said) => {
    const { status, stderr } = replay({ receipts: heads, lines });
    expect(status).toBe(1);
    expect(stderr).toContain(said);
    expect(stderr).not.toContain("    at ");
  });

  it("for a file that is not there, or that cannot be written, ends with 1 and names it", () => {
    expect(runReplay([dir, "--pack", "beltamozh", "--out", "x.csv"]).stderr).toContain(
      `There is no ${join(dir, "receipts.csv")}`,
    );
    const files = { receipts: [sold], lines: [head, "1,1,1002,1"] };
    const { status, stderr } = replay(files, ["--out", "nowhere/out.csv"]);
    expect(status).toBe(1);
    expect(stderr).toContain(`--out: ${join(dir, "nowhere/out.csv")} cannot be written`);
    rmSync(join(dir, "catalogue.csv"));
    expect(replay(files).stderr).toContain(`There is no ${join(dir, "catalogue.csv")}`);
  });

  it("in the middle says how far the file goes", () => {
    const heads = [sold, "2,2025-01-03T09:00:00,"];
    const { stderr } = replay({ receipts: heads, lines: [head, "1,1,1002,1", "2,1,77777,1"] });
    expect(stderr).toContain("Only 1 of 2 receipts are in the file.");
  });
});

describe("the clock of a shop", () => {
  it("knows the instant of a local time in any zone", () => {
    expect(instantOf("2025-01-02T10:00:00", "Europe/Minsk")).toBe(Date.parse("2025-01-02T07:00:00Z"));
    expect(instantOf("2025-07-02T10:00:00", "Europe/Berlin")).toBe(Date.parse("2025-07-02T08:00:00Z"));
    expect(instantOf("2025-01-02T10:00:00", "UTC")).toBe(Date.parse("2025-01-02T10:00:00Z"));
  });
});
