import type { i18n } from "i18next";
import { lazy } from "react";
import type { DeskSection } from "../../core/contract/index.ts";
import { present } from "../../core/kernel/index.ts";
import type { Section } from "../shell/index.ts";

/** Sections of a reception's desk, each with the right that opens it. */
const rows: readonly { readonly id: DeskSection; readonly right: string }[] = [
  { id: "services", right: "desk.sell" },
  { id: "stays", right: "desk.quote" },
  { id: "members", right: "member.look" },
  { id: "fees", right: "fee.look" },
];

/** The screens of a reception. A piece of the page of their own, with its texts: loaded when one is first opened. */
export function receptionSections(texts: i18n): readonly Section[] {
  return rows.map(({ id, right }) => ({
    id,
    right,
    Screen: lazy(async () => {
      const { addReceptionTexts, screens } = await import("./screens.ts");
      addReceptionTexts(texts);
      return { default: present(screens[id], `screen of ${id}`) };
    }),
  }));
}
