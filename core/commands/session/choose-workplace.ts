import type { CallName, Refusal, SessionView } from "../../contract/index.ts";
import { assert, dateOf, ok, present, type Result, z } from "../../kernel/index.ts";
import { importCatalogue, previewCatalogue } from "../catalogue/import-catalogue.ts";
import { localNow, record, refusal, type Context, type Long } from "../context.ts";
import type { Ports, Workplace } from "../ports.ts";
import { candidates } from "../programme/candidates.ts";
import { applyBeside, chooseBeside, findBeside } from "../programme/choose-beside.ts";
import { switchTo, takeProgramme, whyBusy } from "../programme/choose-programme.ts";
import { packId } from "../../packs/index.ts";
import { toJson } from "../to-json.ts";
import { currentWorkplace, workplaceKey } from "./current-workplace.ts";
import { datedDeed } from "./dated-deed.ts";
import { viewSession } from "./session-view.ts";

/** Runs one call of the contract for whoever is named in the context. */
export type RunDeed = (context: Context, command: CallName, input: unknown) => Result<unknown, Refusal> | Long<unknown>;

const preparedKey = "workplace.prepared";

/**
 * Makes the terminal of the demo another workplace: its name, what applies there, its price list. Between shifts and
 * receipts only. The first time it is filled by the same calls that a real one is filled by.
 */
export function chooseWorkplace(
  ports: Ports,
  context: Context,
  { id, runDeed }: { readonly id: string; readonly runDeed: RunDeed },
): Result<SessionView, Refusal> {
  const { terminal } = context;
  const workplace = terminal.demo ? ports.workplaces.list().find((each) => each.id === id) : undefined;
  if (!workplace) return refusal(context, "workplace-unknown");
  if (currentWorkplace(ports) === id) return ok(viewSession(ports, context));
  const reason = whyBusy(ports, context);
  if (reason !== null) return refusal(context, "workplace-in-use", { params: { reason } });
  settle(ports, context, workplace);
  ports.settings.set(workplaceKey, id);
  const { terminalName, siteName } = terminal.settings;
  record(ports, context, { kind: "workplace-chosen", body: { workplace: id, terminalName, siteName } });
  stock(ports, context, workplace);
  prepareOnce(ports, context, { workplace, runDeed });
  return ok(viewSession(ports, context));
}

function settle(ports: Ports, context: Context, { settings, programme, beside }: Workplace): void {
  const { terminal } = context;
  terminal.settings = { ...terminal.settings, ...settings };
  ports.settings.set("settings", toJson(terminal.settings));
  applyBeside(ports, context, []);
  if (programme === null) switchTo(ports, context, null);
  else {
    const found = candidates(ports, context).find(({ read }) => packId(read) === programme);
    takeProgramme(ports, context, present(found, "programme of the workplace"));
  }
  const found = findBeside(ports, context, { beside });
  assert(found.ok, "the programmes of the workplace go together");
  chooseBeside(ports, context, found.value);
}

function stock(ports: Ports, context: Context, { readCatalogue }: Workplace): void {
  const csv = readCatalogue();
  if (csv === null) return;
  const preview = toEnd(previewCatalogue(ports, context, { csv }));
  assert(preview.ok && preview.value.errorCount === 0, "the price list of the workplace is sound");
  assert(toEnd(importCatalogue(ports, context, preview.value)).ok, "the price list of the workplace is stored");
}

type Preparing = { readonly workplace: Workplace; readonly runDeed: RunDeed };

/** In the name of a shift manager: whoever comes to the demo has signed in as nobody yet. */
function prepareOnce(ports: Ports, context: Context, { workplace, runDeed }: Preparing): void {
  const done = z.array(z.string()).parse(ports.settings.get(preparedKey) ?? []);
  if (done.includes(workplace.id)) return;
  const manager = ports.operators.list().find(({ role }) => role === "shift-manager");
  const { id, name, role } = present(manager, "shift manager of the demo");
  const within = { ...context, operator: { id, name, role } };
  const today = dateOf(localNow(context));
  for (const { command, input } of workplace.readDeeds()) {
    const ran = runDeed(within, command, datedDeed(input, today));
    const result = "next" in ran ? toEnd(ran) : ran;
    assert(result.ok, `the workplace is filled: ${command} ${JSON.stringify(result)}`);
  }
  ports.settings.set(preparedKey, [...done, workplace.id]);
}

function toEnd<T>(steps: Long<T>): Result<T, Refusal> {
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}
