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
import { loadOfficeSections, LoginScreen } from "./office/index.ts";
import { receptionSections } from "./reception/index.ts";
import { TillScreen } from "./till/index.ts";

const texts = createScreenTexts();
const shell = createShell({ engine: connectEngine(), sounds: createSounds(), texts });
captureScans(shell, window);
dispatchKeys(shell, window);

const desk: readonly Section[] = [{ id: "sale", right: "sale.make", Screen: TillScreen }, ...receptionSections(texts)];
const root = createRoot(present(document.querySelector("#root"), "root of the page"));

function show(office: readonly Section[]): void {
  root.render(
    <ScreenGuard texts={texts}>
      <ShellProvider shell={shell}>
        <AppFrame sections={[...desk, ...office]} Login={LoginScreen} />
      </ShellProvider>
    </ScreenGuard>,
  );
}

show([]);
// While the engine opens its files, or at the latest while somebody types a PIN.
requestIdleCallback(() => void loadOfficeSections().then(show), { timeout: 1_000 });
