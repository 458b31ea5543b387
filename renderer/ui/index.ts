/*
 * The kit: native elements on the design's tokens, no product words. Every part takes its words from the caller, its
 * language and key caps from <UiProvider>. Sizes are rem, so the zoom setting scales them. Style sheets that a screen
 * writes use the custom properties of tokens.css and the text-* / number / table classes of base.css and layout.css.
 *
 *   <Button kind="main" size="main" keys="F9" onPress={pay}>…</Button>   one filled button on a screen at most
 *   <Button disabledReason={why}>…</Button>                              a disabled control always says why
 *   <Field label error={null | sentence}/>                               error={null} reserves the error's line
 *   <MoneyField text onText/> + amountMinor(text)                        an amount being typed, in minor units
 *   <MoneyFigure minor size="total"/>, <Money minor/>                    amounts; the currency stands in the label
 */
import "./tokens.css";
import "./base.css";

export * from "./amount-text.ts";
export * from "./band.tsx";
export * from "./button.tsx";
export * from "./choice-table.tsx";
export * from "./class-names.ts";
export * from "./date-field.tsx";
export * from "./dialog.tsx";
export * from "./field.tsx";
export * from "./icon.tsx";
export * from "./icons.ts";
export * from "./key-bar.tsx";
export * from "./key-cap.tsx";
export * from "./layout.tsx";
export * from "./meter.tsx";
export * from "./money-field.tsx";
export * from "./money.tsx";
export * from "./num-pad.tsx";
export * from "./scroll-box.tsx";
export * from "./segmented.tsx";
export * from "./select.tsx";
export * from "./stepper.tsx";
export * from "./tick.tsx";
export * from "./ui-context.tsx";
