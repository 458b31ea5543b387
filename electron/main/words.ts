import { app } from "electron";

/** What this process itself may have to say; everything else is said by the page. */
const words = {
  ru: {
    pageFell: "Окно кассы перестало работать. Открытый чек и все продажи сохранены.",
    pageHangs: "Окно кассы не отвечает. Открытый чек и все продажи сохранены.",
    reopen: "Открыть снова",
    wait: "Подождать",
    quit: "Закрыть программу",
    sandboxOff:
      "Программа запущена с ключом --no-sandbox: он отключает защиту. Уберите этот ключ из ярлыка и запустите снова.",
  },
  be: {
    pageFell: "Акно касы перастала працаваць. Адкрыты чэк і ўсе продажы захаваны.",
    pageHangs: "Акно касы не адказвае. Адкрыты чэк і ўсе продажы захаваны.",
    reopen: "Адкрыць зноў",
    wait: "Пачакаць",
    quit: "Закрыць праграму",
    sandboxOff:
      "Праграма запушчана з ключом --no-sandbox, які адключае ахову. Прыбярыце гэты ключ з ярлыка і запусціце яе зноў.",
  },
  en: {
    pageFell: "The till window stopped working. The open receipt and every sale are saved.",
    pageHangs: "The till window does not answer. The open receipt and every sale are saved.",
    reopen: "Open again",
    wait: "Wait",
    quit: "Close the program",
    sandboxOff:
      "The program was started with --no-sandbox: its protection is off. Remove it from the shortcut, start again.",
  },
} as const;

/** Words in the language of the operating system; Russian where we do not speak it. After `ready`. */
export function systemWords(): (typeof words)[keyof typeof words] {
  const language = app.getLocale().slice(0, 2);
  return language === "be" || language === "en" ? words[language] : words.ru;
}
