import type office from "../../resources/locales/ru/office.json";
import type shell from "../../resources/locales/ru/shell.json";
import type till from "../../resources/locales/ru/till.json";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "shell";
    resources: { shell: typeof shell; till: typeof till; office: typeof office };
  }
}
