import { Button } from "../ui/index.ts";

export type OptionButtonsProps = {
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly text: string }[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: string[]) => void;
  readonly testId?: string;
};

/** Any number of a few: each is switched on and off by itself. Nothing where there is nothing to choose. */
export function OptionButtons({ label, options, chosen, onChange, testId }: OptionButtonsProps) {
  if (options.length === 0) return null;
  const toggle = (value: string): void => {
    onChange(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]);
  };
  return (
    <div className="field" role="group" aria-label={label}>
      <span className="text-label">{label}</span>
      <div className="desk-options">
        {options.map(({ value, text }) => (
          <Button
            key={value}
            selected={chosen.includes(value)}
            testId={`${testId ?? "option"}-${value}`}
            onPress={() => toggle(value)}
          >
            {text}
          </Button>
        ))}
      </div>
    </div>
  );
}
