/** The three languages of the product, Russian first. */
export const locales = ["ru", "be", "en"] as const;
export type Locale = (typeof locales)[number];

/** A text in every language of the product. */
export type Text = { readonly ru: string; readonly be: string; readonly en: string };
