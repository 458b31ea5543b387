import "./num-pad.css";
import type { AmountKey } from "./amount-text.ts";
import { useUi } from "./ui-context.tsx";

const rows: readonly AmountKey[] = ["7", "8", "9", "4", "5", "6", "1", "2", "3", "00", "0", ","];

export type NumPadProps = {
  readonly onKey: (key: AmountKey) => void;
  readonly label: string;
  /** Without it the pad has no decimal sign: for PINs and counts. */
  readonly decimal?: boolean;
  /** Name of the key that takes the last character back; it takes the place of `00` when there is no decimal sign. */
  readonly backLabel?: string;
};

/** Keys of 64 px for fingers. They never take the focus away from the field that is typed into. */
export function NumPad({ onKey, label, decimal = true, backLabel }: NumPadProps) {
  const { locale } = useUi();
  const keys = decimal ? rows : rows.map((key): AmountKey => (key === "00" ? "clear" : key === "," ? "back" : key));
  return (
    <div className="num-pad" role="group" aria-label={label}>
      {keys.map((key) => (
        <button
          key={key}
          type="button"
          tabIndex={-1}
          className="num-key"
          aria-label={key === "back" ? backLabel : undefined}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onKey(key)}
        >
          {faceOf(key, locale === "en" ? "." : ",")}
        </button>
      ))}
    </div>
  );
}

function faceOf(key: AmountKey, point: string): string {
  if (key === "back") return "⌫";
  if (key === "clear") return "C";
  return key === "," ? point : key;
}
