import type { ReactNode } from "react";
import "./band.css";
import { classNames } from "./class-names.ts";
import { Icon, type IconShape } from "./icon.tsx";

export type BandProps = {
  /** `offer`: good news · `refusal` · `warn`. */
  readonly tone: "offer" | "refusal" | "warn";
  readonly title: string;
  readonly icon?: IconShape;
  readonly children?: ReactNode;
  readonly testId?: string;
};

/** A message with a 4-px cap over the full width of its column. It never has to be closed. */
export function Band({ tone, title, icon, children, testId }: BandProps) {
  return (
    <section className={classNames("band", `band-${tone}`)} data-testid={testId} aria-label={title}>
      <h2 className="band-title">
        {icon !== undefined && <Icon of={icon} size={26} />}
        {title}
      </h2>
      {children}
    </section>
  );
}

/** The sentence to say aloud to the customer. */
export function Spoken({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <p className="spoken">
      <span className="text-label">{label}</span>
      {children}
    </p>
  );
}
