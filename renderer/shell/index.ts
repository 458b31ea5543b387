/*
 * What every screen works with.
 *
 *   renderer/app.tsx mounts <AppFrame sections Login/>. renderer/office's door gives it
 *     export function LoginScreen(): ReactNode                 shown while session.operator is null
 *     export function loadOfficeSections(): Promise<…>         what is done at every desk, e.g.
 *       { id: "cards", right: "card.find", Screen: CardsScreen }
 *   renderer/reception's door gives it receptionSections(texts). `session.desk` says which of them this desk has.
 *   A Screen fills its parent (height: 100%). `useShellState((s) => s.part)` is the part that `go(section, part)` asked
 *   for; the status line opens ("settings", "diagnostics") and ("shift").
 *
 *   const shell = useShell();
 *   await shell.run("openShift", input)      the answer's value; a refusal or fault is told and gives undefined
 *   await shell.engine.call(…)               the bare answer, where a screen shows the refusal in its own place
 *   useShellState((s) => s.session)          session, status, basket, shift, importProgress, connection: as last said
 *   useActions([{ id, label, keys: "F10", run, disabledReason }])   keys + the list of all actions (Ctrl+K)
 *   useScanTarget(({ code, aim }) => …)      scans come here instead of onto the basket, while mounted
 *   shell.sounds.play("refused"), shell.tell("done", text), shell.offerUndo(text, takeBack), shell.go("sale")
 *   useTranslation("office") from react-i18next: keys are typed by resources/locales/ru/office.json
 *   <ReceiptPaper receipt/>, <PrintSheet> and currentHost().print(): only what is on the sheet is printed
 */
export * from "./no-eval.ts";
export * from "./action-registry.ts";
export * from "./app-frame.tsx";
export * from "./connection.ts";
export * from "./create-shell.ts";
export * from "./fault-text.ts";
export * from "./host.ts";
export * from "./i18n.ts";
export * from "./key-dispatch.ts";
export * from "./notice-line.tsx";
export * from "./print-sheet.tsx";
export * from "./receipt-paper.tsx";
export * from "./scan-capture.ts";
export * from "./scan-queue.ts";
export * from "./screen-guard.tsx";
export type { Section } from "./sections-here.ts";
export * from "./shell-context.tsx";
export * from "./shell-state.ts";
export * from "./shell.ts";
export * from "./sounds.ts";
export * from "./use-minute.ts";
