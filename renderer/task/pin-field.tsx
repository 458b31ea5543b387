import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useScanTarget, useShell } from "../shell/index.ts";
import { Field, type FieldProps } from "../ui/index.ts";
import { pinOf } from "./pin-entry.ts";

/**
 * Asks for a PIN. A code that is read meanwhile is no PIN: it is not typed in, does not count as a wrong one and is not
 * sold either; the field says so until the next digit.
 */
export function PinField({ value, error, onChange, ...field }: Omit<FieldProps, "type" | "inputMode">) {
  const { t } = useTranslation("shell");
  const shell = useShell();
  const [scanned, setScanned] = useState(false);
  if (scanned && value !== "") setScanned(false);
  useScanTarget(() => {
    shell.sounds.play("refused");
    onChange("");
    setScanned(true);
  });
  const told = scanned ? t("scan.pinNeeded") : error;
  return (
    <Field
      {...field}
      {...(told === undefined ? {} : { error: told })}
      type="password"
      inputMode="numeric"
      value={value}
      onChange={(text) => onChange(pinOf(text))}
    />
  );
}
