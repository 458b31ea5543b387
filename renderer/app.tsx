// First of all: the door of the shell sets up the parsers before anything builds a schema.
import {
  AppFrame,
  captureScans,
  connectEngine,
  createScreenTexts,
  createShell,
  createSounds,
  dispatchKeys,
  ScreenGuard,
  ShellProvider,
  type Section,
} from "./shell/index.ts";
import { createRoot } from "react-dom/client";
import { present } from "../core/kernel/index.ts";
import { LoginScreen, officeSections } from "./office/index.ts";
import { TillScreen } from "./till/index.ts";

const texts = createScreenTexts();
const shell = createShell({ engine: connectEngine(), sounds: createSounds(), texts });
captureScans(shell, window);
dispatchKeys(shell, window);

const sections: readonly Section[] = [{ id: "sale", right: "sale.make", Screen: TillScreen }, ...officeSections];

createRoot(present(document.querySelector("#root"), "root of the page")).render(
  <ScreenGuard texts={texts}>
    <ShellProvider shell={shell}>
      <AppFrame sections={sections} Login={LoginScreen} />
    </ShellProvider>
  </ScreenGuard>,
);
