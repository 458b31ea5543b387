import { be, en, ru } from "zod/locales";
import { calls, type CallName, type Calls, type Refusal } from "../contract/index.ts";
import { ok, type Result, type z } from "../kernel/index.ts";
import type { Operator } from "../shift/index.ts";
import type { Texts } from "../text/index.ts";
import {
  refusal,
  type Begun,
  type CardBlocked,
  type Context,
  type Ending,
  type Long,
  type Terminal,
  type Topic,
} from "./context.ts";
import { permit } from "./permit.ts";
import type { Ports } from "./ports.ts";
import { handlers, type Handler } from "./table.ts";

export type Till = { readonly ports: Ports; readonly terminal: Terminal; readonly texts: Texts };

/** What the screens should hear about once the command is durable. */
export type Aftermath = { readonly touched: ReadonlySet<Topic>; readonly blocked: readonly CardBlocked[] };

export type Ran =
  | { readonly kind: "done"; readonly result: Result<unknown, Refusal>; readonly aftermath: Aftermath }
  | { readonly kind: "slices"; readonly steps: Long<unknown>; readonly aftermath: Aftermath }
  | { readonly kind: "later"; readonly ending: Promise<Ending<unknown>>; readonly by: Operator | null };

/** Surroundings for one command, or for telling about it. */
export function makeContext({ ports, terminal, texts }: Till): Context {
  const { locale } = terminal.settings;
  return {
    terminal,
    texts,
    locale,
    say: texts.say(locale),
    now: ports.clock.now(),
    operator: terminal.operator,
    override: null,
    touched: new Set(),
    blocked: [],
  };
}

/**
 * Runs one call of the contract: parse, permit, run, in one transaction where it writes. A refusal is an answer like
 * any other and commits what the command recorded (a wrong PIN). A throw undoes everything, in the file and in memory.
 */
export function runCommand(till: Till, name: CallName, input: unknown): Ran {
  const context = makeContext(till);
  const parsed = parseInput(context, name, input);
  if (!parsed.ok) return { kind: "done", result: parsed, aftermath: context };
  const handler: Handler<CallName> = anyHandler(name);
  const call = { name, handler, input: parsed.value };
  if (handler.mode === "later") return begin(till, context, call);
  return remembering(till, () => {
    const run = () => permitted(till, context, call);
    const ran = handler.mode === "write" ? till.ports.transaction(run) : run();
    return "next" in ran
      ? { kind: "slices", steps: ran, aftermath: context }
      : { kind: "done", result: ran, aftermath: context };
  });
}

/** The last part of a call whose work elsewhere is done: a write under what holds by now, in the name of who asked. */
export function endLater(till: Till, ending: Ending<unknown>, by: Operator | null): Extract<Ran, { kind: "done" }> {
  const context = { ...makeContext(till), operator: by };
  const run = () => till.ports.transaction(() => ending(till.ports, context));
  return { kind: "done", result: remembering(till, run), aftermath: context };
}

/** A throw brings the terminal's memory back to what it was, as the file's transaction does. */
function remembering<T>({ terminal }: Till, run: () => T): T {
  const remembered = { ...terminal };
  try {
    return run();
  } catch (error) {
    Object.assign(terminal, remembered);
    throw error;
  }
}

const issueTexts = { ru: ru().localeError, be: be().localeError, en: en().localeError } as const;

type AnyInput = z.output<Calls[CallName]["input"]>;
type AnyRun = (ports: Ports, context: Context, input: AnyInput) => Result<unknown, Refusal> | Long<unknown>;
type AnyBegin = (ports: Ports, context: Context, input: AnyInput) => Begun<unknown>;
type Call = { readonly name: CallName; readonly handler: Handler<CallName>; readonly input: AnyInput };

function permitted(till: Till, context: Context, call: Call): Result<unknown, Refusal> | Long<unknown> {
  const { handler, input } = call;
  if (handler.mode === "later") throw new Error("invariant: a call that ends later begins on its own");
  const run: AnyRun = handler.run;
  const consent = consented(till, context, call);
  return consent.ok ? run(till.ports, { ...context, override: consent.value }, input) : consent;
}

function begin(till: Till, context: Context, call: Call): Ran {
  const { handler, input } = call;
  if (handler.mode !== "later") throw new Error("invariant: only a call that ends later begins");
  const start: AnyBegin = handler.begin;
  const consent = consented(till, context, call);
  const begun = consent.ok ? start(till.ports, context, input) : consent;
  return begun.ok
    ? { kind: "later", ending: begun.value, by: context.operator }
    : { kind: "done", result: begun, aftermath: context };
}

function consented({ ports }: Till, context: Context, call: Call): Result<Operator | null, Refusal> {
  const { name, handler, input } = call;
  if (!handler.right) return ok(null);
  const overridable = "override" in calls[name].input.shape;
  return permit(ports, context, { command: name, right: handler.right, overridable, input });
}

/** The input as the contract has it, or what is wrong with it and where. */
function parseInput(context: Context, name: CallName, input: unknown): Result<AnyInput, Refusal> {
  const parsed = calls[name].input.safeParse(input ?? {}, { error: issueTexts[context.locale] });
  if (parsed.success) return { ok: true, value: parsed.data };
  const [issue] = parsed.error.issues;
  const place = issue?.path.join(".") ?? "";
  const missing = place !== "" && valueAt(input, issue?.path ?? []) === undefined;
  const said = missing ? context.say("wire.missing") : (issue?.message ?? "");
  const detail = place === "" ? said : `${place}: ${said}`;
  return refusal(context, "invalid-input", { params: { detail }, details: { place } });
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((at, key) => {
    return typeof at === "object" && at !== null && Object.hasOwn(at, key) ? Reflect.get(at, key) : undefined;
  }, input);
}

/** The handlers take the input that `parseInput` has checked against the same name's schema. */
function anyHandler(name: CallName): Handler<CallName> {
  return handlers[name];
}
