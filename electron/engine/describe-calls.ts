import { z } from "../../core/kernel/index.ts";
import { calls, events } from "../../core/contract/index.ts";

/** Every command with what it does and the shape of its input, for people at a terminal. */
export function describeCalls(): string {
  const rows = Object.entries(calls).map(
    ([name, { about, input }]) => `  ${name}\n      ${about}\n      ${shapeOf(input)}`,
  );
  return ["Commands:", ...rows, "", `Events: ${Object.keys(events).join(", ")}`].join("\n");
}

type Node = { readonly [key: string]: unknown };

/** `{sku: text 1..64, qtyMilli?: whole 1..9999999}`. */
function shapeOf(schema: z.ZodType): string {
  return shape(z.toJSONSchema(schema, { io: "input", target: "draft-2020-12" }));
}

function shape(node: unknown): string {
  if (!isNode(node)) return "any";
  if (Array.isArray(node["enum"])) return node["enum"].map((value) => JSON.stringify(value)).join(" | ");
  if (Array.isArray(node["anyOf"])) return node["anyOf"].map(shape).join(" | ");
  switch (node["type"]) {
    case "object":
      return objectShape(node);
    case "array":
      return `[${shape(node["items"])}, …]${range(node["minItems"], node["maxItems"])}`;
    case "string":
      if (typeof node["pattern"] === "string") return `text /${node["pattern"]}/`;
      return `text${range(node["minLength"], node["maxLength"])}`;
    case "integer":
    case "number":
      return `whole${range(node["minimum"], node["maximum"])}`;
    case "null":
      return "null";
    case "boolean":
      return "true | false";
    default:
      return "any";
  }
}

function objectShape(node: Node): string {
  const required: readonly unknown[] = Array.isArray(node["required"]) ? node["required"] : [];
  const fields = isNode(node["properties"]) ? Object.entries(node["properties"]) : [];
  const inside = fields.map(([name, field]) => `${name}${required.includes(name) ? "" : "?"}: ${shape(field)}`);
  return `{${inside.join(", ")}}`;
}

function range(from: unknown, to: unknown): string {
  const [low, high] = [from, to].map((bound) =>
    typeof bound === "number" && Math.abs(bound) < 2 ** 53 - 1 ? String(bound) : "",
  );
  return low === "" && high === "" ? "" : ` ${low}..${high}`;
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null;
}
