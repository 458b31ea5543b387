import { useTranslation } from "react-i18next";
import { ChevronDown, classNames, Icon } from "../ui/index.ts";
import { Menu } from "./menu.tsx";
import { useShell, useShellState } from "./shell-context.tsx";
import type { SectionId } from "./shell-state.ts";

export type SectionTab = { readonly id: SectionId; readonly right: string | null };

/** Sections of daily work stand in the bar; the rest are under «Ещё». */
const inBar: ReadonlySet<SectionId> = new Set(["sale", "cards", "returns", "shift"]);

/** The sections this operator may open. */
export function SectionTabs({ tabs }: { readonly tabs: readonly SectionTab[] }) {
  const { t } = useTranslation("shell");
  const shell = useShell();
  const section = useShellState((state) => state.section);
  const more = tabs.filter(({ id }) => !inBar.has(id));
  const listed = [...tabs.filter(({ id }) => inBar.has(id)), ...more];
  const current = more.find(({ id }) => id === section);
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
      {tabs.length > 1 && (
        <Menu
          testId="section-more"
          className={classNames(
            "top-tab top-more",
            current !== undefined && "top-tab-current",
            more.length === 0 && "top-more-narrow",
          )}
          label={
            <>
              {current === undefined ? t("section.more") : t(`section.${current.id}`)}
              <Icon of={ChevronDown} size={16} />
            </>
          }
          groups={[
            listed.map(({ id }) => ({
              id,
              label: t(`section.${id}`),
              checked: id === section,
              narrow: inBar.has(id),
              run: () => shell.go(id),
            })),
          ]}
        />
      )}
    </nav>
  );
}
