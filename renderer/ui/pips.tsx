import "./meter.css";
import { classNames } from "./class-names.ts";

/** A quota of up to twelve as squares: used grey, this booking accent, free outlined. The words stand beside. */
export function Pips({
  used,
  booked = 0,
  total,
}: {
  readonly used: number;
  readonly booked?: number;
  readonly total: number;
}) {
  const squares = Array.from({ length: total }, (_, index) => index);
  return (
    <span className="pips" aria-hidden>
      {squares.map((index) => (
        <i
          key={index}
          className={classNames("pip", index < used ? "pip-used" : index < used + booked && "pip-booked")}
        />
      ))}
    </span>
  );
}
