import type { Section } from "../shell/index.ts";
import { CardsScreen } from "./cards-screen.tsx";
import { CatalogueScreen } from "./catalogue-screen.tsx";
import { JournalScreen } from "./journal-screen.tsx";
import { ReturnsScreen } from "./returns-screen.tsx";
import { SettingsScreen } from "./settings-screen.tsx";
import { ShiftScreen } from "./shift-screen.tsx";

/** Everything beside the sale, in the order of the top bar. */
export const officeSections: readonly Section[] = [
  { id: "cards", right: "card.find", Screen: CardsScreen },
  { id: "returns", right: "receipt.reprint", Screen: ReturnsScreen },
  { id: "shift", right: "shift.look", Screen: ShiftScreen },
  { id: "journal", right: "journal.read", Screen: JournalScreen },
  { id: "catalogue", right: "catalogue.import", Screen: CatalogueScreen },
  { id: "settings", right: null, Screen: SettingsScreen },
];
