import type { Calendar } from "../../core/calendar/index.ts";
import { localDateTime, type LocalDate } from "../../core/kernel/index.ts";
import type { Pack } from "../../core/programme/index.ts";
import type { StockRules } from "../../core/stock/index.ts";

/** A programme that has card blanks, with the working days its terms count by. */
export type StockProgramme = {
  readonly id: string;
  readonly pack: Pack;
  readonly rules: StockRules;
  readonly calendar: Calendar;
};

/** Those of the packs that say how blanks are kept, and whose calendar is there. */
export function stockProgrammes(packs: readonly Pack[], calendars: readonly Calendar[]): StockProgramme[] {
  return packs.flatMap((pack) => {
    const calendar = calendars.find(({ id }) => id === pack.pack.calendar);
    return pack.stock && calendar ? [{ id: pack.pack.id, pack, rules: pack.stock, calendar }] : [];
  });
}

/** The day where the programme is. */
export function dayIn({ pack }: StockProgramme, now: number): LocalDate {
  return localDateTime(now, pack.pack.timeZone).slice(0, 10);
}
