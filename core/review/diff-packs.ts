import { canonicalJson, type Locale } from "../kernel/index.ts";
import type { Offer, Pack } from "../programme/index.ts";
import { formatDate, formatMoney } from "../text/index.ts";
import { basketText } from "./basket-text.ts";
import { changesIn } from "./changes-in.ts";
import { comparePayments, type Payment } from "./compare-payments.ts";
import { packWords } from "./pack-words.ts";
import { benefitText, conditionTexts, stackingText, termText } from "./rule-text.ts";

type Named = { readonly pack: Pack };
type Pair = { readonly before: Pack; readonly after: Pack; readonly lang: Locale };

/** What changes from one version of a pack to another, in words: rules, figures, dates, and who pays more or less. */
export function diffPacks({ pack: before }: Named, { pack: after }: Named, lang: Locale): string[] {
  const pair = { before, after, lang };
  const say = packWords[lang];
  const { pack: header } = after;
  const versions = `${say.version} ${before.pack.version} → ${header.version}`;
  const title = `${header.title[lang]}: ${versions}, ${say.effective} ${termText(header.effective, lang)}`;
  const changes = [...offerChanges(pair), ...sectionChanges(pair)];
  const { tried, differing } = comparePayments(before, after);
  if (changes.length === 0 && differing.length === 0) return [title, say.same];
  return [title, ...changes, "", ...whoseChanges(pair, tried, differing)];
}

export function fill(template: string, figures: Readonly<Record<string, string | number>>): string {
  return template.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(figures[name] ?? ""));
}

function offerChanges({ before, after, lang }: Pair): string[] {
  const say = packWords[lang];
  const old = new Map(before.offers.map((offer) => [offer.id, offer]));
  const now = new Map(after.offers.map((offer) => [offer.id, offer]));
  const head = (word: string, { id, clause }: Offer) => `${word}: ${say.rule} ${id} (${say.clause} ${clause})`;
  const whole = (pack: Pack, offer: Offer) =>
    [benefitText(offer, lang), termText(offer, lang), ...conditionTexts(pack, offer, lang)].join("; ");
  const dated = (offer: Offer) => sinceText({ before, after, lang }, offer);
  return [
    ...[...now.values()]
      .filter(({ id }) => !old.has(id))
      .map((offer) => `${head(say.added, offer)} ${dated(offer)}: ${whole(after, offer)}`),
    ...[...old.values()]
      .filter(({ id }) => !now.has(id))
      .map((offer) => `${head(say.removed, offer)} ${dated({ ...offer, from: undefined })}: ${whole(before, offer)}`),
    ...[...now.values()].flatMap((offer) => {
      const was = old.get(offer.id);
      const parts = was ? offerParts({ before, after, lang }, was, offer) : [];
      return parts.length === 0 ? [] : [`${head(say.changed, offer)} ${dated(offer)}: ${parts.join("; ")}`];
    }),
  ];
}

/** From when a change is felt: the later of the rule's own date and the pack's. */
function sinceText({ after, lang }: Pair, { from }: { readonly from?: string | undefined }): string {
  const start = after.pack.effective.from;
  return `${packWords[lang].since} ${formatDate(from !== undefined && from > start ? from : start)}`;
}

function offerParts({ before, after, lang }: Pair, was: Offer, is: Offer): string[] {
  const say = packWords[lang];
  const turned = (name: string, one: string, other: string) =>
    one === other ? [] : [`${name}: ${fill(say.wasIs, { was: one, is: other })}`];
  const [asked, asks] = [conditionTexts(before, was, lang), conditionTexts(after, is, lang)];
  const gone = asked.filter((text) => !asks.includes(text));
  const come = asks.filter((text) => !asked.includes(text));
  const told = [
    ...turned(say.give, benefitText(was, lang), benefitText(is, lang)),
    ...turned(say.term, termText(was, lang), termText(is, lang)),
    ...turned(say.clause, was.clause, is.clause),
    ...(gone.length > 0 ? [`${say.wasConditions}: ${gone.join("; ")}`] : []),
    ...(come.length > 0 ? [`${say.newConditions}: ${come.join("; ")}`] : []),
  ];
  if (told.length > 0 || canonicalJson(was) === canonicalJson(is)) return told;
  return changesIn(was, is, lang);
}

/** Sections that are lists of named things, and those that are one. */
function sectionChanges({ before, after, lang }: Pair): string[] {
  const say = packWords[lang];
  const [old, now] = [before, after].map(sectionsOf);
  const named = Object.entries(now ?? {}).flatMap(([key, list]) => {
    const title = say.sections[key as keyof typeof say.sections];
    const was = old?.[key] ?? {};
    return [...new Set([...Object.keys(was), ...Object.keys(list)])].flatMap((name) => {
      const parts = changesIn(was[name], list[name], lang);
      return parts.length === 0
        ? []
        : [`${say.changed}: ${title}${name === "" ? "" : ` ${name}`}: ${parts.join("; ")}`];
    });
  });
  const [was, is] = [stackingText(before.stacking, lang), stackingText(after.stacking, lang)];
  const order = was === is ? [] : [`${say.changed}: ${say.order}: ${fill(say.wasIs, { was, is })}`];
  const keys = [...new Set([...Object.keys(before.messages), ...Object.keys(after.messages)])];
  const texts = keys.filter((key) => canonicalJson(before.messages[key]) !== canonicalJson(after.messages[key]));
  const told =
    texts.length === 0 ? [] : [`${fill(say.texts, { count: texts.length })} (${texts.slice(0, 5).join(", ")})`];
  return [...named, ...order, ...told];
}

type Sections = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

function sectionsOf(pack: Pack): Sections {
  const by = <T>(list: readonly T[], key: (one: T) => string) => Object.fromEntries(list.map((one) => [key(one), one]));
  const { card } = pack;
  const whole = (one: unknown) => (one === undefined ? {} : { "": one });
  return {
    exclusions: by(pack.exclusions, ({ code }) => code),
    bases: pack.bases,
    sets: pack.sets,
    tables: pack.tables,
    prices: by(pack.prices ?? [], ({ id }) => id),
    cardPrices: by(card?.prices ?? [], ({ id }) => id),
    card: whole(card && { ...card, prices: undefined }),
    rounding: whole(pack.rounding),
    readings: pack.readings,
    facts: pack.facts,
    notices: pack.notices,
    deadlines: pack.deadlines,
    orders: pack.orders,
    workflows: pack.workflows,
    allocations: pack.allocations,
    fixedRates: pack.fixedRates ?? {},
    floors: pack.floors ?? {},
    campaigns: whole(pack.campaigns),
    reports: pack.reports ?? {},
    forms: pack.forms,
    notInPack: by(pack.notInPack, ({ clause }) => clause),
  };
}

/** Kinds of receipts that are shown on each side. */
const mostShown = 12;

/** Of receipts alike the one whose sum is most like a purchase: nearest to a hundred. */
function ordinary(list: readonly Payment[]): Payment {
  const distance = ({ wasMinor }: Payment) => Math.abs(Math.log((wasMinor + 1) / 10_000));
  return list.reduce((best, one) => (distance(one) < distance(best) ? one : best));
}

function whoseChanges({ lang }: Pair, tried: number, differing: readonly Payment[]): string[] {
  const say = packWords[lang];
  const side = (title: string, list: readonly Payment[]) => {
    const alike = [...Map.groupBy(list, ({ rules }) => rules)];
    const shown = alike.slice(0, mostShown).map(([rules, some]) => {
      const { input, wasMinor, isMinor } = ordinary(some);
      const [was, is] = [formatMoney(wasMinor, lang), formatMoney(isMinor, lang)];
      const difference = `${isMinor > wasMinor ? "+" : ""}${formatMoney(isMinor - wasMinor, lang)}`;
      const more = some.length > 1 ? `; ${fill(say.more, { count: some.length - 1 })}` : "";
      return `${title} (${rules}): ${basketText(input, lang)} — ${fill(say.pays, { was, is, difference })}${more}`;
    });
    const left = alike.slice(mostShown).reduce((sum, [, some]) => sum + some.length, 0);
    return left > 0 ? [...shown, `${title}: ${fill(say.more, { count: left })}`] : shown;
  };
  if (differing.length === 0) return [say.alike];
  return [
    fill(say.who, { tried, differ: differing.length }),
    ...side(
      say.gains,
      differing.filter(({ isMinor, wasMinor }) => isMinor < wasMinor),
    ),
    ...side(
      say.loses,
      differing.filter(({ isMinor, wasMinor }) => isMinor > wasMinor),
    ),
  ];
}
