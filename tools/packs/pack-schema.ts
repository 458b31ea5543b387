import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import * as z from "zod";
import { PackSchema } from "../../core/programme/index.ts";
import { resourcesDir } from "./read-pack.ts";

export const schemaFile = join(resourcesDir, "schema/programme-pack.schema.json");

/** A value may be left to a reading: then this stands in its place. */
const choice = {
  description: "Значение выбирает трактовка: по случаю на каждое её значение, или само значение",
  type: "object",
  properties: { $reading: { type: "string", minLength: 1 }, cases: { type: "object" } },
  required: ["$reading"],
  additionalProperties: false,
};

/** The JSON Schema of a pack's file, from the schema that the engine itself reads packs by. */
export function packSchema(): Readonly<Record<string, unknown>> {
  const { $schema, $defs, ...schema } = z.toJSONSchema(PackSchema, { io: "input" });
  const definitions = entriesOf($defs).map(([name, one]) => [name, withChoices(one)]);
  return {
    $schema,
    title: "programme-pack/1",
    description: "Пакет программы лояльности. Учебник: docs/PACKS.md",
    ...withChoices({ ...schema, properties: { ...schema.properties, $schema: { type: "string" } } }),
    $defs: { ...Object.fromEntries(definitions), reading: choice },
  };
}

/** Every value of an object or list may be a choice, too. */
function withChoices(schema: unknown): object {
  if (schema === null || typeof schema !== "object") return {};
  const entries = entriesOf(schema).map(([key, value]): [string, unknown] => {
    if (key === "properties") {
      const fields = entriesOf(value).map(([name, one]) => [name, either(one)]);
      return [key, Object.fromEntries(fields)];
    }
    const isValue = (key === "items" || key === "additionalProperties") && value !== null && typeof value === "object";
    if (isValue) return [key, either(value)];
    if (key === "prefixItems" && Array.isArray(value)) return [key, value.map(either)];
    if ((key === "anyOf" || key === "allOf") && Array.isArray(value)) return [key, value.map(withChoices)];
    return [key, value];
  });
  return Object.fromEntries(entries);
}

function entriesOf(value: unknown): [string, unknown][] {
  return value !== null && typeof value === "object" ? Object.entries(value) : [];
}

function either(schema: unknown): object {
  return { anyOf: [withChoices(schema), { $ref: "#/$defs/reading" }] };
}

/** The schema as its file holds it. */
export async function schemaText(): Promise<string> {
  const config = await resolveConfig(schemaFile);
  return format(JSON.stringify(packSchema()), { ...config, parser: "json" });
}
