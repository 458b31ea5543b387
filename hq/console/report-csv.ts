import type { Period, SalesReport } from "../console-contract/index.ts";

/** Amounts with a point, so that every program reads them; a cell that begins like a formula is text. */
const amount = (minor: number): string => `${minor < 0 ? "-" : ""}${Math.floor(Math.abs(minor) / 100)}.${cents(minor)}`;
const cents = (minor: number): string => String(Math.abs(minor) % 100).padStart(2, "0");
const cell = (text: string): string => `"${(/^[=+\-@\t]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

/** One table with the part of the report in its first column; columns are named for programs. */
export function csvOf({ currency, byDay, bySite, byCard, byRule }: SalesReport): string {
  const sums = (part: string, key: string, sum: SalesReport["total"]): string =>
    [
      cell(part),
      cell(key),
      "",
      currency,
      sum.receipts,
      amount(sum.grossMinor),
      amount(sum.discountMinor),
      amount(sum.payableMinor),
    ].join(",");
  const rows = [
    "part,key,clause,currency,count,gross,discount,payable",
    ...byDay.map(({ day, ...sum }) => sums("day", day, sum)),
    ...bySite.map(({ site, ...sum }) => sums("branch", site, sum)),
    ...byCard.map(({ card, ...sum }) => sums("card", card, sum)),
    ...byRule.map(({ programme, rule, clause, lines, discountMinor }) =>
      [cell("rule"), cell(`${programme} ${rule}`), cell(clause), currency, lines, "", amount(discountMinor), ""].join(
        ",",
      ),
    ),
  ];
  return `${rows.join("\r\n")}\r\n`;
}

export function saveCsv(report: SalesReport, { from, to }: Period): void {
  // The mark tells spreadsheets that letters are UTF-8.
  const url = URL.createObjectURL(new Blob(["\uFEFF", csvOf(report)], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `report-${from}-${to}-${report.currency}.csv`;
  link.click();
  URL.revokeObjectURL(url);
}
