import type { SessionView } from "../../contract/index.ts";
import { cardPriceOf } from "../../pricing/index.ts";
import { allRights, may } from "../../shift/index.ts";
import { hasProgramme, headerOf, packOf, type Context, type Terminal } from "../context.ts";
import type { Ports } from "../ports.ts";
import { currentWorkplace } from "./current-workplace.ts";
import { activeOperators } from "./active-operators.ts";
import { maySeeChoices } from "../programme/bundled-faults.ts";
import { listChoices } from "../programme/candidates.ts";
import { viewDesk } from "../programme/desk-view.ts";
import { currencyLabel } from "../views/currency-label.ts";

/** Who is signed in and who may, settings, programme. */
export function viewSession(ports: Ports, context: Context): SessionView {
  const { terminal, locale } = context;
  const { operator } = terminal;
  return {
    demo: terminal.demo,
    version: terminal.version,
    operator: operator ? { ...operator, can: allRights.filter((right) => may(operator, right)) } : null,
    operators: viewOperators(ports, context),
    settings: settingsOf(terminal),
    ...(maySeeChoices(ports, context) ? listChoices(ports, context) : { programmes: [], regulations: [] }),
    desk: viewDesk(context),
    workplaces: terminal.demo ? viewWorkplaces(ports) : [],
    programme: viewProgramme(context, locale),
  };
}

function viewWorkplaces(ports: Ports): SessionView["workplaces"] {
  const here = currentWorkplace(ports);
  return ports.workplaces.list().map(({ id, settings: { terminalName: terminal, siteName: site } }) => {
    return { id, terminal, site, current: id === here };
  });
}

function viewOperators(ports: Ports, context: Context): SessionView["operators"] {
  const { demo, operator } = context.terminal;
  const active = new Set(activeOperators(ports).map((each) => each.id));
  const seesAll = operator !== null && may(operator, "operators.manage");
  const seen = ports.operators.list().filter(({ id }) => seesAll || active.has(id));
  return seen.map(({ id, name, role, lockedUntil, demoPin }) => ({
    id,
    name,
    role,
    active: active.has(id),
    lockedUntil: lockedUntil > ports.clock.wall() ? lockedUntil : null,
    demoPin: demo ? demoPin : null,
  }));
}

function settingsOf(terminal: Terminal): SessionView["settings"] {
  const { settings, programme } = terminal;
  return programme !== null && hasProgramme(terminal) ? { ...settings, programme } : settings;
}

function viewProgramme(context: Context, locale: Context["locale"]): SessionView["programme"] {
  const { id, version, title, document, currency, timeZone } = headerOf(context);
  return {
    id,
    version,
    title: title[locale],
    document: document.title[locale],
    currency,
    currencyLabel: currencyLabel(context, currency),
    timeZone,
    cardPriceMinor: cardPriceOf(packOf(context).pack),
  };
}
