import type { ComponentType } from "react";
import { deskSections, type SessionView } from "../../core/contract/index.ts";
import { sectionIds, type SectionId } from "./shell-state.ts";

/** A section of the top bar: its screen, and the right its operator needs (null: everybody). */
export type Section = {
  readonly id: SectionId;
  readonly right: string | null;
  readonly Screen: ComponentType;
};

/** Sections that have a meaning only where something is sold, and the one about the cards of a shop. */
const ofSelling: ReadonlySet<SectionId> = new Set(["returns", "shift", "catalogue"]);

/** Whether anything is paid for at this desk. */
export function sellsHere({ desk }: SessionView): boolean {
  return desk.sections.some(({ section }) => ["sale", "services", "stays"].includes(section));
}

/** The sections of this desk that its operator may open, in the order of the bar. */
export function sectionsHere(all: readonly Section[], session: SessionView): Section[] {
  const done = new Set<SectionId>(session.desk.sections.map(({ section }) => section));
  const isHere = (id: SectionId): boolean => {
    if (id === "cards") return done.has("sale");
    if (ofSelling.has(id)) return sellsHere(session);
    return done.has(id) || !deskSections.some((section) => section === id);
  };
  const may = ({ right }: Section): boolean => right === null || (session.operator?.can.includes(right) ?? false);
  return all
    .filter((section) => isHere(section.id) && may(section))
    .toSorted((a, b) => sectionIds.indexOf(a.id) - sectionIds.indexOf(b.id));
}
