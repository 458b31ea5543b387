import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CalendarSchema, type Calendar } from "../../core/calendar/index.ts";
import {
  readBundled,
  unreadableBundled,
  type BundledPack,
  type BundledPacks,
  type Calendars,
} from "../../core/commands/index.ts";
import { createTexts, parseTextTree, type Texts } from "../../core/text/index.ts";

/** The engine's own texts in every language. */
export function readTexts(resourcesDir: string): Texts {
  return createTexts((locale) =>
    parseTextTree(JSON.parse(readResource(resourcesDir, `locales/${locale}/engine.json`))),
  );
}

export function readResource(resourcesDir: string, file: string): string {
  return readFileSync(join(resourcesDir, file), "utf8");
}

/** The packs that came with the app, by file name; read once, when first asked for. */
export function createBundledPacks(resourcesDir: string): BundledPacks {
  let known: readonly BundledPack[] | undefined;
  return { list: () => (known ??= readPacks(resourcesDir)) };
}

/** The countries' working days, each read when first asked for. */
export function createCalendars(resourcesDir: string): Calendars {
  const known = new Map<string, Calendar>();
  return {
    of(country) {
      const calendar = known.get(country) ?? readCalendar(resourcesDir, country);
      known.set(country, calendar);
      return calendar;
    },
  };
}

function readCalendar(resourcesDir: string, country: string): Calendar {
  const file = `calendars/${country}.json`;
  if (!/^[a-z-]+$/.test(country) || !existsSync(join(resourcesDir, file))) {
    return { format: "working-days/1", id: country, source: "-", weekend: [], years: {} };
  }
  return CalendarSchema.parse(JSON.parse(readResource(resourcesDir, file)));
}

function readPacks(resourcesDir: string): BundledPack[] {
  const folder = join(resourcesDir, "packs");
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".json")) : [];
  return names.toSorted().map((name) => {
    try {
      return readBundled(name, readResource(resourcesDir, `packs/${name}`));
    } catch (error) {
      return unreadableBundled(name, String(error));
    }
  });
}
