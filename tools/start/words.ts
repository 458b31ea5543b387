import type { ShellChoice } from "./choose-shell.ts";

const en = {
  building: "Building the app …",
  buildFailed: "The build failed, see above. Nothing was started.",
  fetching: "Electron is not here yet: fetching it once (about 110 MB) …",
  "electron-here": "Opening in Electron: its program is on this machine.",
  asked: "Opening in the shell you asked for.",
  "no-electron": "Opening in an installed browser: Electron's program is not on this machine and could not be fetched.",
  "no-open": "Not opening a window, as asked.",
  "no-display": "There is no display here (DISPLAY and WAYLAND_DISPLAY are empty), so no window can be opened.",
  "no-browser": "Neither Electron nor a browser of the Chromium family (Chromium, Chrome, Edge) was found.",
  address: "Open this address in Chromium, Chrome or Edge on this machine. It works once:",
  root: "You are root: the browser sandbox does not work for root and is off (--no-sandbox). Work as an ordinary user.",
  electronFell: "Electron did not start; opening in an installed browser instead.",
  data: "Data:",
  demo: "demo, PINs are shown on the login screen",
  stop: "Press Ctrl+C to stop.",
  ended: "The window was closed: the till has stopped.",
};

const ru: typeof en = {
  building: "Собираем программу …",
  buildFailed: "Собрать не удалось, причина выше. Ничего не запущено.",
  fetching: "Electron ещё не загружен: загружаем один раз (около 110 МБ) …",
  "electron-here": "Открываем в Electron: он есть на этой машине.",
  asked: "Открываем так, как вы просили.",
  "no-electron": "Открываем в установленном браузере: Electron здесь нет и загрузить его не удалось.",
  "no-open": "Окно не открываем, как вы просили.",
  "no-display": "Здесь нет экрана (DISPLAY и WAYLAND_DISPLAY пусты), окно открыть нельзя.",
  "no-browser": "Не найдены ни Electron, ни браузер семейства Chromium (Chromium, Chrome, Edge).",
  address: "Откройте этот адрес в Chromium, Chrome или Edge на этой машине. Он действует один раз:",
  root: "Вы root: для root защита браузера отключена (--no-sandbox). Работайте обычным пользователем.",
  electronFell: "Electron не запустился; открываем в установленном браузере.",
  data: "Данные:",
  demo: "демонстрация, PIN показаны на экране входа",
  stop: "Остановить: Ctrl+C.",
  ended: "Окно закрыто: касса остановлена.",
};

export type StartWord = keyof typeof en | ShellChoice["why"];

/** Russian where the terminal speaks Russian or Belarusian, else English. */
export function startWords(env: NodeJS.ProcessEnv = process.env): Record<StartWord, string> {
  const language = env["LC_ALL"] || env["LC_MESSAGES"] || env["LANG"] || Intl.DateTimeFormat().resolvedOptions().locale;
  return /^(ru|be)/.test(language) ? ru : en;
}
