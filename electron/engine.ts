import "./zod-without-codegen.ts";
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
await serveShell((sealer) => openEngine({ dataDir, resourcesDir, demo, keeperEntry, sealer }));
