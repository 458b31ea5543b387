import { useTranslation } from "react-i18next";
import { lazy, Suspense, type ComponentType } from "react";
import { locales } from "../../core/kernel/index.ts";
import {
  Button,
  ChartColumn,
  Circle,
  CreditCard,
  Icon,
  Inbox,
  Lock,
  ScrollText,
  Package,
  Tag,
  Segmented,
  ShieldCheck,
  Store,
  User,
  type IconShape,
} from "../../renderer/ui/index.ts";
import { mayAtConsole, type ConsoleRight, type Person } from "../console-contract/index.ts";
import { ask } from "./ask.ts";
import { AuditScreen } from "./audit-screen.tsx";
import { CatalogueScreen } from "./catalogue-screen.tsx";
import { CardsScreen } from "./cards-screen.tsx";
import { chooseLanguage } from "./console-texts.ts";
import { DisputesScreen } from "./disputes-screen.tsx";
import { OverviewScreen } from "./overview-screen.tsx";
import { OperatorsScreen } from "./operators-screen.tsx";
import { PacksScreen } from "./packs-screen.tsx";
import { PeopleScreen } from "./people-screen.tsx";
import { ReportsScreen } from "./reports-screen.tsx";
import { TerminalsScreen } from "./terminals-screen.tsx";
import { usePlace } from "./use-place.ts";

type Place = {
  readonly id:
    | "overview"
    | "terminals"
    | "cards"
    | "stock"
    | "packs"
    | "catalogue"
    | "operators"
    | "disputes"
    | "reports"
    | "audit"
    | "people";
  readonly icon: IconShape;
  readonly right: ConsoleRight;
  readonly Screen: ComponentType;
};

/** Loaded when first opened: most who sign in have nothing to do with card blanks. */
const StockScreen = lazy(async () => ({ default: (await import("./stock/stock-screen.tsx")).StockScreen }));
const PaperPage = lazy(async () => ({ default: (await import("./stock/paper-page.tsx")).PaperPage }));

const places: readonly Place[] = [
  { id: "overview", icon: Circle, right: "look", Screen: OverviewScreen },
  { id: "terminals", icon: Store, right: "look", Screen: TerminalsScreen },
  { id: "cards", icon: CreditCard, right: "look", Screen: CardsScreen },
  { id: "packs", icon: ScrollText, right: "look", Screen: PacksScreen },
  { id: "stock", icon: Package, right: "look", Screen: StockScreen },
  { id: "catalogue", icon: Tag, right: "look", Screen: CatalogueScreen },
  { id: "operators", icon: Lock, right: "look", Screen: OperatorsScreen },
  { id: "disputes", icon: Inbox, right: "look", Screen: DisputesScreen },
  { id: "reports", icon: ChartColumn, right: "look", Screen: ReportsScreen },
  { id: "audit", icon: ShieldCheck, right: "look", Screen: AuditScreen },
  { id: "people", icon: User, right: "people.manage", Screen: PeopleScreen },
];

type FrameProps = { readonly person: Person; readonly onLeave: () => void };

/** The bar above, the places at the left, the screen in the rest. */
export function ConsoleFrame({ person, onLeave }: FrameProps) {
  const { t } = useTranslation("console");
  const { place, part, detail, go } = usePlace();
  const mine = places.filter(({ right }) => mayAtConsole(person.role, right));
  // A paper belongs to the stock.
  const current = mine.find(({ id }) => id === (place === "paper" ? "stock" : place)) ?? mine[0];
  return (
    <>
      <TopBar person={person} onLeave={onLeave} />
      <div className="console">
        <nav className="console-nav" aria-label={t("places")}>
          {mine.map(({ id, icon }) => (
            <button
              key={id}
              type="button"
              className="console-place"
              aria-current={id === current?.id ? "page" : undefined}
              data-testid={`place-${id}`}
              onClick={() => go(id)}
            >
              <Icon of={icon} />
              {t(`place.${id}`)}
            </button>
          ))}
        </nav>
        <main className="console-work">
          <Suspense>
            {place === "paper" ? (
              <PaperPage programme={part} id={detail} />
            ) : (
              current !== undefined && <current.Screen />
            )}
          </Suspense>
        </main>
      </div>
    </>
  );
}

function TopBar({ person, onLeave }: FrameProps) {
  const { t, i18n } = useTranslation("console");
  const language = locales.find((locale) => locale === i18n.language) ?? "ru";
  return (
    <header className="console-top">
      <b>{t("title")}</b>
      <Segmented
        label={t("language.label")}
        value={language}
        onChange={(locale) => chooseLanguage(i18n, locale)}
        segments={locales.map((locale) => ({ value: locale, label: t(`language.short.${locale}`) }))}
      />
      <span className="console-who">
        <Icon of={User} />
        {t("who", { name: person.name, role: t(`role.${person.role}`) })}
      </span>
      <Button kind="quiet" onPress={() => void ask("signOut", {}).then(onLeave)} testId="sign-out">
        {t("signOut")}
      </Button>
    </header>
  );
}
