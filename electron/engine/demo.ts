import { cardStatuses } from "../../core/card/index.ts";
import type { Workplace, Workplaces } from "../../core/commands/index.ts";
import { isCallName, RoleName, Settings } from "../../core/contract/index.ts";
import { assert, z } from "../../core/kernel/index.ts";
import { readResource } from "./resources.ts";

const Series = z.object({
  from: z.int(),
  to: z.int(),
  status: z.enum(cardStatuses),
  since: z.string(),
  reason: z.string().optional(),
});
const WorkplaceFile = z.strictObject({
  id: z.string(),
  settings: Settings.pick({ terminalName: true, siteName: true, cardRanges: true }),
  programme: z.string().nullable(),
  beside: z.array(z.string()),
  /** Files of the same folder. */
  catalogue: z.string().nullable(),
  deeds: z.string().nullable(),
});
const Demo = z.object({
  /** The first is where a new demo begins. */
  workplaces: z.tuple([WorkplaceFile], WorkplaceFile),
  operators: z.array(z.object({ id: z.string(), name: z.string(), role: RoleName, pin: z.string() })),
  cards: z.object({ prefix: z.string(), series: z.array(Series) }),
});
export type Demo = z.infer<typeof Demo>;

/** `texts`: fields of the input that are the text of a file. */
const Deed = z.strictObject({
  command: z.string(),
  input: z.record(z.string(), z.json()),
  texts: z.record(z.string(), z.string()).optional(),
});

export function readDemo(resourcesDir: string): Demo {
  return Demo.parse(JSON.parse(readDemoFile(resourcesDir, "demo.json")));
}

export function readDemoFile(resourcesDir: string, name: string): string {
  return readResource(resourcesDir, `demo/${name}`);
}

/** The demo's workplaces; read once, when first asked for. */
export function createWorkplaces(resourcesDir: string): Workplaces {
  let known: readonly Workplace[] | undefined;
  const read = () => readDemo(resourcesDir).workplaces.map((file) => workplaceOf(resourcesDir, file));
  return { list: () => (known ??= read()) };
}

function workplaceOf(resourcesDir: string, file: Demo["workplaces"][number]): Workplace {
  const { id, settings, programme, beside, catalogue, deeds } = file;
  const read = (name: string): string => readDemoFile(resourcesDir, name);
  return {
    id,
    settings,
    programme,
    beside,
    readCatalogue: () => (catalogue === null ? null : read(catalogue)),
    readDeeds: () =>
      z
        .array(Deed)
        .parse(deeds === null ? [] : JSON.parse(read(deeds)))
        .map(({ command, input, texts = {} }) => {
          assert(isCallName(command), `${command} is a call`);
          const given = Object.entries(texts).map(([field, name]) => [field, read(name)] as const);
          return { command, input: { ...input, ...Object.fromEntries(given) } };
        }),
  };
}
