import type { Text } from "../../core/kernel/index.ts";

/** What the status bar says of a reader or printer; `{name}`, `{path}` and `{rule}` are filled in. */
export const words = {
  ready: {
    ru: "Сканер {name} готов",
    be: "Сканер {name} гатовы",
    en: "Scanner {name} is ready",
  },
  absent: {
    ru: "Сканер {name} не найден: проверьте кабель. Как только он появится, касса подключит его сама",
    be: "Сканер {name} не знойдзены: праверце кабель. Як толькі ён з’явіцца, каса падключыць яго сама",
    en: "Scanner {name} is not there: check the cable. The till connects to it by itself once it is back",
  },
  noReader: {
    ru: "Сканеров в режиме HID не найдено: проверьте кабель и режим сканера",
    be: "Сканераў у рэжыме HID не знойдзена: праверце кабель і рэжым сканера",
    en: "No scanner in HID mode found: check its cable and its mode",
  },
  denied: {
    ru: "Нет прав на {path}. Администратору: добавьте в {file} строку {rule} и переподключите сканер",
    be: "Няма правоў на {path}. Адміністратару: дадайце ў {file} радок {rule} і перападключыце сканер",
    en: "No permission for {path}. For the administrator: add to {file} the line {rule} and replug the scanner",
  },
  busy: {
    ru: "Порт {path} занят другой программой: закройте её",
    be: "Порт {path} заняты іншай праграмай: закрыйце яе",
    en: "Port {path} is used by another program: close that program",
  },
  layoutUnknown: {
    ru: "Сканер {name}: неизвестный формат данных (layout unknown). Переключите его в режим клавиатуры или COM-порта",
    be: "Сканер {name}: невядомы фармат даных (layout unknown). Пераключыце яго ў рэжым клавіятуры або COM-порта",
    en: "Scanner {name}: layout unknown. Switch it to keyboard or serial mode",
  },
  libraryMissing: {
    ru: "Для сканеров HID на этой машине нет библиотеки {name}: установите её пакет (в Debian: libusb-1.0-0)",
    be: "Для сканераў HID на гэтай машыне няма бібліятэкі {name}: усталюйце яе пакет (у Debian: libusb-1.0-0)",
    en: "HID scanners need the library {name} on this machine: install its package (Debian: libusb-1.0-0)",
  },
  overflow: {
    ru: "Сканер {name}: касса не успевала принимать, часть сканов потеряна. Отсканируйте ещё раз",
    be: "Сканер {name}: каса не паспявала прымаць, частка сканаў страчана. Адскануйце яшчэ раз",
    en: "Scanner {name}: the till fell behind and some scans were lost. Scan again",
  },
  failed: {
    ru: "Сканер {name} не отвечает: переподключите его ({cause})",
    be: "Сканер {name} не адказвае: перападключыце яго ({cause})",
    en: "Scanner {name} does not answer: replug it ({cause})",
  },
  printerReady: {
    ru: "Принтер чеков готов",
    be: "Прынтар чэкаў гатовы",
    en: "The receipt printer is ready",
  },
  printerPaperLow: {
    ru: "Принтер: бумага кончается",
    be: "Прынтар: папера канчаецца",
    en: "Printer: paper is running low",
  },
  printerNoPaper: {
    ru: "Принтер: нет бумаги",
    be: "Прынтар: няма паперы",
    en: "Printer: out of paper",
  },
  printerCover: {
    ru: "Принтер: открыта крышка",
    be: "Прынтар: адкрыта вечка",
    en: "Printer: the cover is open",
  },
  printerOffline: {
    ru: "Принтер не готов",
    be: "Прынтар не гатовы",
    en: "The printer is not ready",
  },
  printerAbsent: {
    ru: "Принтер: нет связи",
    be: "Прынтар: няма сувязі",
    en: "Printer: no connection",
  },
  printerUnsure: {
    ru: "{title}: печать прервалась. Если его нет, напечатайте копию",
    be: "{title}: друк перапыніўся. Калі яго няма, надрукуйце копію",
    en: "{title}: printing broke off. If there is none, print a copy",
  },
} as const satisfies Readonly<Record<string, Text>>;

export type Saying = { readonly key: keyof typeof words; readonly slots: Readonly<Record<string, string>> };

export function saying(key: Saying["key"], slots: Saying["slots"] = {}): Saying {
  return { key, slots };
}

export function say({ key, slots }: Saying, locale: keyof Text): string {
  return words[key][locale].replace(/\{(\w+)\}/g, (whole, slot: string) => slots[slot] ?? whole);
}
