import * as zod from "zod";
import { assert } from "./assert.ts";

/**
 * zod, with schemas that are built when they are first asked for something. The contract and the formats of packs hold
 * 3 000; a start uses a tenth of them, and building all was a quarter of the engine's start and of the page's. What is
 * not named here is zod's own.
 */
export * from "zod";

export const object = later(zod.object);
export const strictObject = later(zod.strictObject);
export const array = later(zod.array);
export const tuple = later(zod.tuple);
export const record = later(zod.record);
export const union = later(zod.union);
export const discriminatedUnion = later(zod.discriminatedUnion);
export const literal = later(zod.literal);
export const string = later(zod.string);
export const int = later(zod.int);
export const number = later(zod.number);
export const boolean = later(zod.boolean);
const oneOf = later(zod.enum);
export { oneOf as enum };

export const toJSONSchema = ofBuilt(zod.toJSONSchema);

type Build = () => object;

/** What builds the schema that one of ours stands for. */
const builds = new WeakMap<object, Build>();

/** Steps from a schema to the next: they need not build it either. Any other question does. */
const steps: ReadonlySet<unknown> = new Set<keyof zod.ZodObject | keyof zod.ZodString | keyof zod.ZodArray>([
  ...(["min", "max", "trim", "regex", "strict", "extend", "partial"] as const),
  ...(["optional", "nullable", "nullish", "array", "or", "refine", "default", "pipe"] as const),
]);

// Whatever is asked of a stand-in its schema answers, so it is one to whoever holds it.
function later<Make>(make: Make): Make {
  return ((...given: unknown[]) => standFor(() => apply(make, undefined, given))) as Make;
}

function ofBuilt<Make>(make: Make): Make {
  return ((...given: unknown[]) => apply(make, undefined, given)) as Make;
}

function apply(make: unknown, of: unknown, given: readonly unknown[]): object {
  const made: unknown = typeof make === "function" ? Reflect.apply(make, of, given.map(settle)) : undefined;
  assert(isObject(made), "lazy-zod: a step of a schema makes a schema");
  return made;
}

function standFor(make: Build): object {
  let built: object | undefined;
  const build = (): object => (built ??= make());
  const ask = (key: PropertyKey): unknown => Reflect.get(build(), key);
  const step =
    (key: PropertyKey) =>
    (...given: unknown[]) =>
      standFor(() => apply(ask(key), build(), given));
  const stand = new Proxy(
    {},
    {
      get: (_, key) => (steps.has(key) ? step(key) : ask(key)),
      has: (_, key) => Reflect.has(build(), key),
      getPrototypeOf: () => Reflect.getPrototypeOf(build()),
    },
  );
  builds.set(stand, build);
  return stand;
}

/** An argument with the schemas in it built, as zod takes it: inside a schema nothing stands in for another. */
function settle(given: unknown): unknown {
  if (Array.isArray(given)) return given.map(builtOf);
  if (!isPlain(given)) return builtOf(given);
  const fields = Object.entries(Object.getOwnPropertyDescriptors(given));
  return Object.defineProperties({}, Object.fromEntries(fields.map(([key, field]) => [key, settleField(field)])));
}

/** A getter stays one: by it a schema says that it holds itself. */
function settleField(field: PropertyDescriptor): PropertyDescriptor {
  const { get } = field;
  return get === undefined ? { ...field, value: builtOf(field.value) } : { ...field, get: () => builtOf(get()) };
}

const builtOf = (given: unknown): unknown => (isObject(given) ? (builds.get(given)?.() ?? given) : given);
const isObject = (value: unknown): value is object =>
  (typeof value === "object" && value !== null) || typeof value === "function";
const isPlain = (value: unknown): value is object =>
  isObject(value) && !builds.has(value) && Reflect.getPrototypeOf(value) === Object.prototype;
