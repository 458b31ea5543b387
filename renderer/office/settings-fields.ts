export const themes = ["system", "light", "dark", "contrast"] as const;
export const zooms = [100, 125, 150, 200] as const;
export const scannerLayouts = ["us", "uk", "de", "fr"] as const;
