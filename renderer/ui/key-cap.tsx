import "./key-cap.css";
import { useUi } from "./ui-context.tsx";

/** Caps of a key combination: `Ctrl+K` is two caps. Decoration: the button names its keys by `aria-keyshortcuts`. */
export function KeyCap({ keys }: { readonly keys: string }) {
  const { keyCaps } = useUi();
  return (
    <span className="key-caps" aria-hidden hidden={!keyCaps}>
      {keys.split("+").map((key) => (
        <kbd key={key} className="key-cap">
          {capText[key] ?? key}
        </kbd>
      ))}
    </span>
  );
}

const capText: Readonly<Record<string, string>> = {
  Delete: "Del",
  Escape: "Esc",
  ArrowUp: "↑",
  ArrowDown: "↓",
};

/** The combination as `aria-keyshortcuts` spells it. */
export const ariaKeys = (keys: string): string => keys.replaceAll("Ctrl", "Control");
