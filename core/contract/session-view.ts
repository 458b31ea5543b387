import { z } from "../kernel/index.ts";
import { Id, InstantMs, LocaleName, NewPin, PersonName, RoleName, Themes } from "./fields.ts";
import { LinkStatus } from "./link-view.ts";

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
  printer: z.object({
    /** `system`: the system's print dialog · `escpos`: a receipt printer that the till speaks to itself. */
    kind: z.enum(["none", "system", "escpos"]),
    /** `192.168.1.50:9100`, `/dev/ttyUSB0`, `COM3`, `/dev/usb/lp0`. */
    address: z.string().trim().max(120),
    /** Characters in a line: 32 on 58 mm of paper, 42 or 48 on 80 mm. */
    columns: z.int().min(24).max(64),
    codePage: z.enum(["cp866", "cp855", "cp1251"]),
  }),
  idleLockMinutes: z.int().min(0).max(240),
  /** Ids of the programmes that apply at this desk beside the one that sells. */
  beside: z.array(Id).max(20),
  /** Id of the programme that sells here; absent until one is chosen. Nothing is sold before. */
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

/** A programme that the terminal may be set to sell by. */
export const ProgrammeChoice = z.object({
  id: z.string(),
  title: z.string(),
  document: z.string(),
  currency: z.string(),
});
export type ProgrammeChoice = z.infer<typeof ProgrammeChoice>;

/** One that may apply beside it: benefits by status, membership and its fees, a standard of service. */
export const RegulationChoice = ProgrammeChoice.extend({ kind: z.enum(["entitlement", "membership", "service"]) });
export type RegulationChoice = z.infer<typeof RegulationChoice>;

/** What is done at a desk, in the order of its tabs. */
export const deskSections = ["sale", "services", "stays", "members", "fees"] as const;
export type DeskSection = (typeof deskSections)[number];

/** What is done here and by which programmes, as the packs in force say. */
export const DeskView = z.object({
  sections: z.array(
    z.object({
      section: z.enum(deskSections),
      programmes: z.array(z.object({ id: z.string(), title: z.string() })),
    }),
  ),
  /** Programmes that should apply here and whose rules are lost or damaged, each in words with what to do. */
  missing: z.array(z.string()),
});
export type DeskView = z.infer<typeof DeskView>;

export const SessionView = z.object({
  demo: z.boolean(),
  version: z.string(),
  operator: z.object({ id: z.string(), name: z.string(), role: RoleName, can: z.array(z.string()) }).nullable(),
  operators: z.array(OperatorView),
  settings: Settings,
  /** For whoever may choose: the packs that came with the app or were installed, and can sell. */
  programmes: z.array(ProgrammeChoice),
  /** For whoever may choose: those that can apply beside. */
  regulations: z.array(RegulationChoice),
  desk: DeskView,
  /** Demo only: the workplaces that this terminal can take the place of. */
  workplaces: z.array(z.object({ id: z.string(), terminal: z.string(), site: z.string(), current: z.boolean() })),
  /**
   * The programme that sells here; where none does (`settings.programme` absent) the first that applies, or one that
   * only lends its dates and currency.
   */
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
  link: LinkStatus,
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
      kind: z.enum(["wedge", "serial", "hid", "printer"]),
      state: z.enum(["ready", "absent", "error"]),
      message: z.string(),
    }),
  ),
});
export type StatusView = z.infer<typeof StatusView>;
