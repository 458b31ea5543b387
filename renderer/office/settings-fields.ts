export const themes = ["system", "light", "dark", "contrast"] as const;
export const zooms = [100, 125, 150, 200] as const;
export const scannerLayouts = ["us", "uk", "de", "fr"] as const;
export const printerKinds = ["none", "system", "escpos"] as const;
export const paperColumns = [32, 42, 48] as const;
export const codePages = ["cp866", "cp855", "cp1251"] as const;
