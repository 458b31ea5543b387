import { useTranslation } from "react-i18next";
import { Clock, Icon, Lock, Split, Wifi, WifiOff, type IconShape } from "../../renderer/ui/index.ts";
import type { TerminalRow } from "../console-contract/index.ts";

type State = TerminalRow["state"];

const looks: Readonly<Record<State, { readonly icon: IconShape; readonly tone: string }>> = {
  live: { icon: Wifi, tone: "text-good" },
  late: { icon: Clock, tone: "text-warn" },
  silent: { icon: WifiOff, tone: "text-bad" },
  forked: { icon: Split, tone: "text-bad" },
  revoked: { icon: Lock, tone: "text-3" },
};

/** The state by its icon and its word. */
export function TerminalState({ state }: { readonly state: State }) {
  const { t } = useTranslation("console");
  const { icon, tone } = looks[state];
  return (
    <span className={`console-state ${tone}`}>
      <Icon of={icon} size={18} />
      {t(`contact.${state}`)}
    </span>
  );
}
