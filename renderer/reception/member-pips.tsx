import { classNames, Meter } from "../ui/index.ts";

export type MemberPipsProps = {
  readonly label: string;
  readonly limit: number;
  readonly used: number;
  /** Units that are about to be used. */
  readonly coming: number;
};

/** Up to this many places are drawn one by one. */
const most = 12;

/** Places as squares: used, about to be used, free. The figures stand beside in words. */
export function MemberPips({ label, limit, used, coming }: MemberPipsProps) {
  if (limit > most) return <Meter label={label} value={used + coming} of={limit} />;
  return (
    <span className="pips" aria-hidden>
      {Array.from({ length: limit }, (_, at) => (
        <i key={at} className={classNames(at < used && "pip-used", at >= used && at < used + coming && "pip-coming")} />
      ))}
    </span>
  );
}
