import { useTranslation } from "react-i18next";
import { deskSections } from "../../core/contract/index.ts";
import { ChevronDown, classNames, Icon } from "../ui/index.ts";
import { Menu } from "./menu.tsx";
import { useShell, useShellState } from "./shell-context.tsx";
import type { SectionId } from "./shell-state.ts";

export type SectionTab = { readonly id: SectionId; readonly right: string | null };

type Tabs = { readonly tabs: readonly SectionTab[] };

/** Sections of daily work stand in the bar; the rest are under «Ещё». */
const inBar: ReadonlySet<SectionId> = new Set([...deskSections, "cards", "returns", "shift"]);

/** The sections this operator may open. */
export function SectionTabs({ tabs }: Tabs) {
  const { t } = useTranslation("shell");
  const shell = useShell();
  const section = useShellState((state) => state.section);
  return (
    <nav className="top-tabs" aria-label={t("section.label")}>
      {tabs
        .filter(({ id }) => inBar.has(id))
        .map(({ id }) => (
          <button
            key={id}
            type="button"
            className="top-tab"
            data-testid={`section-${id}`}
            aria-current={id === section ? "page" : undefined}
            onClick={() => shell.go(id)}
          >
            {t(`section.${id}`)}
          </button>
        ))}
      {tabs.length > 1 && <MoreSections tabs={tabs} />}
    </nav>
  );
}

/** The sections that do not stand in the bar; where it is too narrow for them, all of them. */
function MoreSections({ tabs }: Tabs) {
  const { t } = useTranslation("shell");
  const shell = useShell();
  const section = useShellState((state) => state.section);
  const more = tabs.filter(({ id }) => !inBar.has(id));
  const current = more.find(({ id }) => id === section);
  const items = [...tabs.filter(({ id }) => inBar.has(id)), ...more].map(({ id }) => ({
    id,
    label: t(`section.${id}`),
    checked: id === section,
    narrow: inBar.has(id),
    run: () => shell.go(id),
  }));
  return (
    <Menu
      testId="section-more"
      className={classNames(
        "top-tab",
        current !== undefined && "top-tab-current",
        more.length === 0 && "top-more-narrow",
      )}
      label={
        <>
          {current === undefined ? t("section.more") : t(`section.${current.id}`)}
          <Icon of={ChevronDown} size={16} />
        </>
      }
      groups={[items]}
    />
  );
}
