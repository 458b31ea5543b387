/** A statement that changes rows and is read from by the last one. */
export type SqlitePart = { readonly name: string; readonly text: string; readonly columns: readonly string[] };
export type SqliteText = { readonly parts: readonly SqlitePart[]; readonly last: string };

const modifying = /^\s*(insert|update|delete|with|create|alter|drop)\b/i;
export const isModifying = (text: string): boolean => modifying.test(text);

/**
 * A statement of the ledger as SQLite understands it. The ledger keeps to what many PostgreSQLs have in common, so few
 * words differ: casts, row locks, lists, `least`, and statements inside others.
 */
export function toSqlite(text: string): SqliteText {
  const plain = plainText(text);
  const { steps, rest } = stepsOf(plain);
  const parts = steps.filter((step) => isModifying(step.text));
  const kept = steps.filter((step) => !isModifying(step.text));
  const last =
    kept.length === 0 ? rest : `WITH ${kept.map((step) => `${step.name} AS (${step.text})`).join(", ")} ${rest}`;
  return { parts: parts.map((step) => ({ ...step, columns: columnsOf(step.text) })), last };
}

function plainText(text: string): string {
  return unnested(elements(text))
    .replaceAll(/::\w+(\[\])?/g, "")
    .replaceAll(/\bFOR UPDATE\b/gi, "")
    .replaceAll(/\bleast\(/gi, "min(")
    .replaceAll(/\bgreatest\(/gi, "max(")
    .replaceAll(/\bbytea\b/gi, "blob")
    .replaceAll(/\bILIKE\b/gi, "LIKE")
    .replaceAll(/\$(\d+)/g, "$p$1");
}

/** `json_array_elements(m.ranges::json) AS r`: SQLite calls the element of each row `value`. */
function elements(text: string): string {
  const [found, list = "", name = ""] = /json_array_elements\(([\w.]+)::json\) AS (\w+)/i.exec(text) ?? [];
  if (found === undefined) return text;
  return text.replace(found, `json_each(${list}) AS ${name}`).replaceAll(`${name} ->>`, `${name}.value ->>`);
}

/** `unnest($3::text[], …) WITH ORDINALITY AS fresh (fact, n)`: the lists side by side, and the place of each row. */
const unnest = /unnest\(([^)]*)\) WITH ORDINALITY AS (\w+) \(([^)]*)\)/gi;

function unnested(text: string): string {
  return text.replaceAll(unnest, (_, lists: string, name: string, named: string) => {
    const columns = named.split(",").map((column) => column.trim());
    const from = lists.split(",").map((list, at) => {
      const join = at === 0 ? "" : ` ON l${at}.key = l0.key`;
      return `json_each(${list.trim().replace(/::.*/, "")}) AS l${at}${join}`;
    });
    const values = from.map((_each, at) => `l${at}.value AS ${columns[at]}`);
    return `(SELECT ${values.join(", ")}, l0.key + 1 AS ${columns.at(-1)} FROM ${from.join(" JOIN ")}) AS ${name}`;
  });
}

type Step = { readonly name: string; readonly text: string };

/** The named statements before the last one. */
function stepsOf(text: string): { readonly steps: readonly Step[]; readonly rest: string } {
  const steps: Step[] = [];
  let rest = text.trim();
  if (!/^with\b/i.test(rest)) return { steps, rest };
  rest = rest.slice(4);
  for (;;) {
    const [head = "", name = ""] = /^\s*(\w+)\s+AS\s+\(/i.exec(rest) ?? [];
    if (head === "") return { steps, rest };
    const end = closing(rest, head.length);
    steps.push({ name, text: rest.slice(head.length, end).trim() });
    rest = rest.slice(end + 1).replace(/^\s*,/, "");
  }
}

function closing(text: string, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === "(") depth += 1;
    if (text[at] === ")") depth -= 1;
    if (depth === 0) return at;
  }
  throw new Error(`a bracket is not closed: ${text}`);
}

function columnsOf(text: string): string[] {
  const [, returned = ""] = /\bRETURNING\s+([\s\S]*)$/i.exec(text) ?? [];
  return returned.split(",").map((column) => column.trim().replace(/^.*\bAS\s+/i, ""));
}
