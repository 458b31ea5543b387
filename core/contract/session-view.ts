import * as z from "zod";
import { Id, InstantMs, LocaleName, NewPin, PersonName, RoleName, Themes } from "./fields.ts";

export const Settings = z.object({
  theme: Themes,
  locale: LocaleName,
  /** 100, 125, 150 or 200 per cent. */
  zoom: z.int().min(100).max(200),
  keyCaps: z.boolean(),
  soundVolume: z.int().min(0).max(100),
  terminalName: z.string().min(1).max(40),
  siteName: z.string().min(1).max(80),
  /** `2` + section of the in-store code range that carries a weight: `22`. */
  weightPrefix: z.string().regex(/^2\d$/),
  /** Numbers that the programme prints on its cards: how a scan knows a card from goods. */
  cardRanges: z
    .array(
      z.object({
        prefix: z.string().regex(/^\w{0,12}$/),
        length: z.int().min(4).max(32),
        check: z.enum(["gtin", "luhn", "none"]),
      }),
    )
    .max(20),
  /** Facts of this shop that packs may ask for. */
  shopKind: z.enum(["shop", "infrastructure"]),
  shopOpenedOn: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  scanner: z.object({
    layout: z.enum(["us", "uk", "de", "fr"]),
    slow: z.boolean(),
    prefix: z.string().max(8),
    suffix: z.string().max(8),
    serialPath: z.string().max(120),
    hid: z.boolean(),
  }),
  idleLockMinutes: z.int().min(0).max(240),
  /** Id of the programme that the terminal runs; absent until one is chosen. Nothing is sold before. */
  programme: Id.optional(),
});
export type Settings = z.infer<typeof Settings>;

export const OperatorInput = z
  .object({
    id: Id.optional(),
    name: PersonName,
    role: RoleName,
    pin: NewPin.optional(),
    active: z.boolean().optional(),
  })
  .strict();
export type OperatorInput = z.infer<typeof OperatorInput>;

export const OperatorView = z.object({
  id: z.string(),
  name: z.string(),
  role: RoleName,
  /** False: may not sign in any more. Told only to whoever manages operators; others do not see the person. */
  active: z.boolean(),
  lockedUntil: InstantMs.nullable(),
  /** Shown on the login screen of the demo only. */
  demoPin: z.string().nullable(),
});
export type OperatorView = z.infer<typeof OperatorView>;

/** A programme that the terminal may be set to run. */
export const ProgrammeChoice = z.object({
  id: z.string(),
  title: z.string(),
  document: z.string(),
  currency: z.string(),
});
export type ProgrammeChoice = z.infer<typeof ProgrammeChoice>;

export const SessionView = z.object({
  demo: z.boolean(),
  version: z.string(),
  operator: z.object({ id: z.string(), name: z.string(), role: RoleName, can: z.array(z.string()) }).nullable(),
  operators: z.array(OperatorView),
  settings: Settings,
  /** For whoever may choose: the packs that came with the app or were installed, and fit a till. */
  programmes: z.array(ProgrammeChoice),
  /** The programme in force; before one is chosen (`settings.programme` absent), one that only lends its dates. */
  programme: z.object({
    id: z.string(),
    version: z.int(),
    title: z.string(),
    document: z.string(),
    currency: z.string(),
    currencyLabel: z.string(),
    timeZone: z.string(),
    cardPriceMinor: z.int(),
  }),
});
export type SessionView = z.infer<typeof SessionView>;

/** Health of the terminal, for the status bar and the diagnostics page. */
export const StatusView = z.object({
  now: InstantMs,
  /** The wall clock is behind what the journal has seen. */
  clock: z.enum(["ok", "behind"]),
  /** What a clock set back means and what to do; null when it is well. */
  clockMessage: z.string().nullable(),
  /** `none`: no head office configured, the till works on its own. */
  link: z.object({ state: z.enum(["none", "online", "offline"]), since: InstantMs.nullable(), pending: z.int() }),
  storage: z.object({
    state: z.enum(["ok", "low", "full", "recovered"]),
    freeBytes: z.int(),
    message: z.string().nullable(),
  }),
  shift: z.object({ number: z.int(), openedAt: InstantMs }).nullable(),
  cards: z.int(),
  items: z.int(),
  journal: z.object({ events: z.int(), generation: z.string(), verified: z.boolean() }),
  lastBackupAt: InstantMs.nullable(),
  /** Pack files of the app that cannot be chosen, each with the reason; for whoever may choose. */
  packs: z.array(z.object({ file: z.string(), state: z.enum(["other-kind", "damaged"]), message: z.string() })),
  devices: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(["wedge", "serial", "hid"]),
      state: z.enum(["ready", "absent", "error"]),
      message: z.string(),
    }),
  ),
});
export type StatusView = z.infer<typeof StatusView>;
