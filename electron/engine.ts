import "./zod-without-codegen.ts";
import { hash } from "node:crypto";
import { readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { parseArgs } from "node:util";
import { openEngine, serveShell } from "./engine/index.ts";

// The engine's process, started by either shell: `--data DIR --resources DIR [--demo]`.
const { values } = parseArgs({
  options: { data: { type: "string" }, resources: { type: "string" }, demo: { type: "boolean", default: false } },
});
if (values.data === undefined || values.resources === undefined)
  throw new Error("engine: --data and --resources needed");
const { data: dataDir, resources: resourcesDir, demo } = values;
// Beside this file, as source and as built.
const keeperEntry = join(import.meta.dirname, `keeper${extname(import.meta.filename)}`);
// The built entry names every part of the program by what is in it. A program run as source may change under its name.
const source = extname(import.meta.filename) === ".ts";
const program = source ? {} : { program: hash("sha256", readFileSync(import.meta.filename)) };
await serveShell((sealer) => openEngine({ dataDir, resourcesDir, demo, keeperEntry, sealer, ...program }));
