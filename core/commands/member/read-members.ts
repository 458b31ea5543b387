import { readCsv, type CsvFault, type CsvRecord } from "../../catalogue/index.ts";
import { isDate } from "../../offer/index.ts";
import type { MemberRecorded } from "./member-facts.ts";

/** What can be wrong with a row; texts are keyed by it. */
export type MemberFault = {
  readonly kind: "member-header" | "member-cells" | "member-number" | "member-name" | "member-date" | "member-arrears";
  readonly row: number;
  /** Empty: the row as a whole. */
  readonly column: string;
  readonly value: string;
};

export type MembersRead = {
  readonly members: readonly MemberRecorded[];
  readonly faults: readonly MemberFault[];
  readonly fault?: CsvFault;
};

const required = ["member", "name", "joined"] as const;
const known: readonly string[] = [...required, "ended", "arrears"];

/** Reads a list whole: `member,name,joined[,ended][,arrears]`, dates as `2018-03-14`, arrears `yes` or `no`. */
export function readMembers(csv: string, programme: string): MembersRead {
  const members: MemberRecorded[] = [];
  const faults: MemberFault[] = [];
  let columns: readonly string[] | undefined;
  for (const { records, fault } of readCsv(csv)) {
    for (const record of records) {
      if (columns === undefined) {
        columns = record.cells.map((cell) => cell.toLowerCase());
        const wrong = headerFaults(columns, record.row);
        if (wrong.length > 0) return { members, faults: wrong };
        continue;
      }
      const read = readRow(record, columns, programme);
      if ("kind" in read) faults.push(read);
      else members.push(read);
    }
    if (fault) return { members, faults, fault };
  }
  return { members, faults };
}

function headerFaults(names: readonly string[], row: number): MemberFault[] {
  const strange = names.filter((name, at) => !known.includes(name) || names.indexOf(name) !== at);
  const missing = required.filter((name) => !names.includes(name));
  return [...missing, ...strange].map((column) => ({ kind: "member-header", row, column, value: names.join(", ") }));
}

function readRow(
  { row, cells }: CsvRecord,
  header: readonly string[],
  programme: string,
): MemberRecorded | MemberFault {
  const cell = (name: string) => (cells[header.indexOf(name)] ?? "").trim();
  const wrong = (kind: MemberFault["kind"], column: string): MemberFault => {
    return { kind, row, column, value: column === "" ? String(cells.length) : cell(column) };
  };
  if (cells.length !== header.length) return wrong("member-cells", "");
  const [member, name, joined, ended] = [cell("member"), cell("name"), cell("joined"), cell("ended")];
  if (member === "" || member.length > 40) return wrong("member-number", "member");
  if (name === "" || name.length > 120) return wrong("member-name", "name");
  if (!isDate(joined)) return wrong("member-date", "joined");
  if (ended !== "" && (!isDate(ended) || ended < joined)) return wrong("member-date", "ended");
  if (!["", "yes", "no"].includes(cell("arrears"))) return wrong("member-arrears", "arrears");
  const arrears = cell("arrears") === "yes";
  return { programme, member, name, joined, history: [], ended: ended === "" ? null : ended, arrears };
}
