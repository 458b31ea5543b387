import "./meter.css";

export type MeterProps = { readonly label: string; readonly value: number; readonly of: number };

/** How far a figure has come to a step. The words beside it carry the meaning. */
export function Meter({ label, value, of }: MeterProps) {
  const share = of <= 0 ? 1 : Math.min(1, Math.max(0, value / of));
  return (
    <div className="meter" role="meter" aria-label={label} aria-valuemin={0} aria-valuemax={of} aria-valuenow={value}>
      <span style={{ width: `${share * 100}%` }} />
    </div>
  );
}

/** Long work by name: «12 400 из 100 000» stands in `children`. */
export function ProgressBar({ label, value, of }: MeterProps) {
  const share = of <= 0 ? 0 : Math.min(1, value / of);
  return (
    <div
      className="progress"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={of}
      aria-valuenow={value}
    >
      <span style={{ width: `${share * 100}%` }} />
    </div>
  );
}
