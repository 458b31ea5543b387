import {
  deskSections,
  type BasketView,
  type EventPayload,
  type Refusal,
  type SessionView,
  type StatusView,
} from "../../core/contract/index.ts";
import type { ConnectionState } from "./connection.ts";

/** Sections of the top bar, in order: those of the desk as its programmes say, then those of renderer/office. */
export const sectionIds = [...deskSections, "cards", "returns", "shift", "journal", "catalogue", "settings"] as const;
export type SectionId = (typeof sectionIds)[number];

/** What the last scan or action came to. The till shows it in the scan bar, other screens at their foot. */
export type Notice = {
  /** Grows with every notice, so that the same words twice are two notices. */
  readonly seq: number;
  readonly tone: "accepted" | "card" | "done" | "attention" | "refused";
  readonly text: string;
  readonly lineId: string | null;
  readonly refusal: Refusal | null;
  /** The code that was scanned or typed, where the notice is about one. */
  readonly code: string | null;
};

/** Shown for ten seconds: what was taken away and can be had back. */
export type UndoOffer = { readonly seq: number; readonly text: string; readonly takeBack: () => void };

export type ShellState = {
  readonly connection: ConnectionState;
  readonly session: SessionView | null;
  readonly status: StatusView | null;
  readonly basket: BasketView | null;
  readonly shift: EventPayload<"shiftChanged">;
  readonly importProgress: EventPayload<"importProgress"> | null;
  readonly section: SectionId;
  /** Part of a section to open with it: `diagnostics`. */
  readonly part: string | null;
  readonly notice: Notice | null;
  readonly undoOffer: UndoOffer | null;
  /** Scans that wait for their turn. */
  readonly scansWaiting: number;
  readonly paletteOpen: boolean;
};

export const initialState: ShellState = {
  connection: { state: "connecting" },
  session: null,
  status: null,
  basket: null,
  shift: null,
  importProgress: null,
  section: "sale",
  part: null,
  notice: null,
  undoOffer: null,
  scansWaiting: 0,
  paletteOpen: false,
};
