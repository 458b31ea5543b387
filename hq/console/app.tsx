// First of all: its first file sets up the parsers before anything builds a schema.
import { ConsoleApp, createConsoleTexts } from "./console-app.tsx";
import { createRoot } from "react-dom/client";
import { present } from "../../core/kernel/index.ts";

createRoot(present(document.querySelector("#root"), "root of the page")).render(
  <ConsoleApp texts={createConsoleTexts()} />,
);
