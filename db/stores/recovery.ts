import type { Text } from "../../core/kernel/index.ts";

/** What opening had to repair, so that someone can be told. */
export type RecoveryStep =
  /** `cache.db` was built again; `complete` if all that was in use came back. */
  | { readonly kind: "cache-rebuilt"; readonly items: number; readonly packs: number; readonly complete: boolean }
  /** The sound cards of a damaged snapshot were written to a new one. */
  | { readonly kind: "cards-salvaged"; readonly cards: number; readonly lost: number | null }
  /** No snapshot could be read: cards must be loaded again; cards changed at this terminal are still known. */
  | { readonly kind: "cards-lost" }
  /** Rows of cards that were changed at this terminal were gone; the caller takes them from the facts. */
  | { readonly kind: "changes-rebuilt" }
  /**
   * The sound beginning of the journal, healed from the newest backup where that reaches further, goes on under a new
   * generation. `lost`: facts known to be gone; null if nobody can say. `rowsLost`: damaged rows of the small tables.
   */
  | {
      readonly kind: "journal-salvaged";
      readonly events: number;
      readonly lost: number | null;
      readonly rowsLost: number;
      readonly fromBackup: boolean;
      readonly aside: string | null;
    }
  /**
   * The journal is an older copy than this folder has held, or the folder one of another machine: it goes on under a
   * new generation.
   */
  | { readonly kind: "journal-copied"; readonly how: "rewound" | "cloned" }
  /** Nothing was readable: a new journal. */
  | { readonly kind: "journal-fresh"; readonly aside: string | null };

/** The recovery in words for whoever stands at the till, in every language. */
export function recoveryText(steps: readonly RecoveryStep[]): Text | null {
  if (steps.length === 0) return null;
  const texts = steps.map(textOf);
  const join = (language: keyof Text): string => texts.map((text) => text[language]).join(" ");
  return { ru: join("ru"), be: join("be"), en: join("en") };
}

function textOf(step: RecoveryStep): Text {
  switch (step.kind) {
    case "cache-rebuilt":
      return step.complete ? cacheRebuilt(step.items) : cacheIncomplete;
    case "cards-salvaged":
      return cardsSalvaged(step.cards);
    case "cards-lost":
      return cardsLost;
    case "changes-rebuilt":
      return changesRebuilt;
    case "journal-salvaged":
      return journalSalvaged(step);
    case "journal-copied":
      return journalCopied[step.how];
    case "journal-fresh":
      return journalFresh;
  }
}

const cacheRebuilt = (items: number): Text => ({
  ru: `Справочник товаров был повреждён и восстановлен: ${items}. Можно работать.`,
  be: `Даведнік тавараў быў пашкоджаны і адноўлены: ${items}. Можна працаваць.`,
  en: `The article list was damaged and has been rebuilt: ${items}. You can go on.`,
});

const cacheIncomplete: Text = {
  ru: "Справочник товаров был повреждён и восстановлен не полностью. Загрузите каталог и программу ещё раз.",
  be: "Даведнік тавараў быў пашкоджаны і адноўлены не цалкам. Загрузіце каталог і праграму яшчэ раз.",
  en: "The article list was damaged and could not be rebuilt in full. Import the catalogue and the programme again.",
};

const cardsSalvaged = (cards: number): Text => ({
  ru: `Список карт был повреждён. Сохранено карт: ${cards}. Загрузите список карт ещё раз.`,
  be: `Спіс картак быў пашкоджаны. Захавана картак: ${cards}. Загрузіце спіс картак яшчэ раз.`,
  en: `The card list was damaged. Cards saved: ${cards}. Load the card list again.`,
});

const cardsLost: Text = {
  ru: "Список карт не читается. Продавать можно; загрузите список карт ещё раз.",
  be: "Спіс картак не чытаецца. Прадаваць можна; загрузіце спіс картак яшчэ раз.",
  en: "The card list cannot be read. You can sell; load the card list again.",
};

const changesRebuilt: Text = {
  ru: "Часть изменений по картам пропала с диска; они восстановлены по журналу. Можно работать.",
  be: "Частка змен па картках прапала з дыска; яны адноўлены па журнале. Можна працаваць.",
  en: "Some changes of cards were gone from the disk; they were brought back from the journal. You can go on.",
};

function journalSalvaged({ events, lost, rowsLost }: Extract<RecoveryStep, { kind: "journal-salvaged" }>): Text {
  const whole = lost === 0;
  const ru = whole ? "ничего не потеряно" : `потеряно: ${lost ?? "неизвестно"}`;
  const be = whole ? "нічога не страчана" : `страчана: ${lost ?? "невядома"}`;
  const en = whole ? "none lost" : `lost: ${lost ?? "unknown"}`;
  const rows = rowsLost > 0 ? rowsWereLost : { ru: "", be: "", en: "" };
  return {
    ru: `Журнал был повреждён. Сохранено записей: ${events}, ${ru}.${rows.ru} Сообщите администратору.`,
    be: `Журнал быў пашкоджаны. Захавана запісаў: ${events}, ${be}.${rows.be} Паведаміце адміністратару.`,
    en: `The journal was damaged. Entries saved: ${events}, ${en}.${rows.en} Tell the administrator.`,
  };
}

/** Cards come back from the facts; what was not yet a fact cannot. */
const rowsWereLost: Text = {
  ru: " Проверьте открытый чек, сотрудников и настройки: часть не сохранилась.",
  be: " Праверце адкрыты чэк, супрацоўнікаў і налады: частка не захавалася.",
  en: " Check the open receipt, the staff and the settings: some were not saved.",
};

const journalFresh: Text = {
  ru: "Журнал не читается, начат новый. Старый файл сохранён. Сообщите администратору.",
  be: "Журнал не чытаецца, пачаты новы. Стары файл захаваны. Паведаміце адміністратару.",
  en: "The journal cannot be read; a new one was begun. The old file is kept. Tell the administrator.",
};

const journalCopied: Readonly<Record<"rewound" | "cloned", Text>> = {
  rewound: {
    ru: "База кассы возвращена из старой копии. Продавать можно, записи уйдут в офис снова. Сообщите администратору.",
    be: "База касы вернута са старой копіі. Прадаваць можна, запісы пойдуць у офіс нанова. Паведаміце адміністратару.",
    en: "The till runs on an old copy of its data. You can sell; records are sent anew. Tell the administrator.",
  },
  cloned: {
    ru: "Данные кассы скопированы с другого компьютера. Работать должна одна касса из двух. Сообщите администратору.",
    be: "Даныя касы скапіяваны з іншага камп'ютара. Працаваць павінна адна каса з дзвюх. Паведаміце адміністратару.",
    en: "The till's data were copied from another computer. Only one of the two may work. Tell the administrator.",
  },
};
