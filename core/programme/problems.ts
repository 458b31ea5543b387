import type { Text } from "../kernel/index.ts";

/** What is wrong with a pack, where, and what to do about it. */
export type PackProblem = { readonly place: string; readonly kind: ProblemKind; readonly text: Text };

/** Every way a pack may be faulty, with the remedy. */
const texts = {
  "not-json": {
    ru: "Файл повреждён или это не пакет программы: {detail}. Возьмите файл заново у головного офиса",
    be: "Файл пашкоджаны або гэта не пакет праграмы: {detail}. Вазьміце файл нанава ў галаўным офісе",
    en: "The file is damaged or not a programme pack: {detail}. Get it again from head office",
  },
  "unknown-key": {
    ru: "Лишнее поле «{detail}». Удалите его или исправьте имя",
    be: "Лішняе поле «{detail}». Выдаліце яго або выпраўце імя",
    en: 'Unknown field "{detail}". Remove it or correct its name',
  },
  missing: {
    ru: "Поля нет. Впишите его",
    be: "Поля няма. Упішыце яго",
    en: "The field is missing. Write it",
  },
  "wrong-value": {
    ru: "Недопустимое значение: {detail}. Исправьте его",
    be: "Недапушчальнае значэнне: {detail}. Выпраўце яго",
    en: "The value is not allowed: {detail}. Correct it",
  },
  "unknown-reading": {
    ru: "Трактовка «{detail}» не объявлена в readings. Объявите её или исправьте имя",
    be: "Трактоўка «{detail}» не аб'яўлена ў readings. Аб'явіце яе або выпраўце імя",
    en: 'Reading "{detail}" is not declared in readings. Declare it or correct the name',
  },
  "reading-value": {
    ru: "У трактовки нет значения «{detail}». Выберите одно из перечисленных",
    be: "У трактоўкі няма значэння «{detail}». Выберыце адно з пералічаных",
    en: 'The reading has no value "{detail}". Choose one of those listed',
  },
  "reading-cases": {
    ru: "Случаи не совпадают со значениями трактовки: {detail}. Опишите каждое значение один раз",
    be: "Выпадкі не супадаюць са значэннямі трактоўкі: {detail}. Апішыце кожнае значэнне адзін раз",
    en: "The cases differ from the reading's values: {detail}. Write each value once",
  },
  "unknown-fact": {
    ru: "Факт «{detail}» не объявлен в facts. Объявите его с типом и источником",
    be: "Факт «{detail}» не аб'яўлены ў facts. Аб'явіце яго з тыпам і крыніцай",
    en: 'Fact "{detail}" is not declared in facts. Declare it with type and source',
  },
  "fact-value": {
    ru: "У факта нет значения «{detail}». Исправьте значение или дополните факт",
    be: "У факта няма значэння «{detail}». Выпраўце значэнне або дапоўніце факт",
    en: 'The fact has no value "{detail}". Correct it or add it to the fact',
  },
  "unknown-base": {
    ru: "Сумма «{detail}» не объявлена в bases. Объявите её",
    be: "Сума «{detail}» не аб'яўлена ў bases. Аб'явіце яе",
    en: 'Base "{detail}" is not declared in bases. Declare it',
  },
  "table-columns": {
    ru: "В строке не столько значений, сколько столбцов: {detail}. Дайте по значению на столбец",
    be: "У радку не столькі значэнняў, колькі слупкоў: {detail}. Дайце па значэнні на слупок",
    en: "The row has not as many values as there are columns: {detail}. Give one for each column",
  },
  "base-of-itself": {
    ru: "Сумма «{detail}» считается по самой себе. Уберите круг из условий where",
    be: "Сума «{detail}» лічыцца па самой сабе. Прыбярыце кола з умоў where",
    en: 'Base "{detail}" is counted by itself. Take the circle out of the where conditions',
  },
  "base-too-early": {
    ru: "Сумма «{detail}» здесь ещё не известна: исключения и цены решаются раньше. Спросите о фактах позиции",
    be: "Сума «{detail}» тут яшчэ не вядомая: выключэнні і цэны вырашаюцца раней. Спытайце пра факты пазіцыі",
    en: 'Base "{detail}" is not known here yet: exclusions and prices come first. Ask about facts of the line',
  },
  "unknown-set": {
    ru: "Список «{detail}» не объявлен в sets. Объявите его",
    be: "Спіс «{detail}» не аб'яўлены ў sets. Аб'явіце яго",
    en: 'Set "{detail}" is not declared in sets. Declare it',
  },
  "unknown-name": {
    ru: "Имя «{detail}» нигде не объявлено. Исправьте его",
    be: "Імя «{detail}» нідзе не аб'яўлена. Выпраўце яго",
    en: '"{detail}" is not declared anywhere. Correct it',
  },
  "condition-shape": {
    ru: "Условие задаёт не один вопрос ({detail}). Оставьте один предмет и его сравнения",
    be: "Умова задае не адно пытанне ({detail}). Пакіньце адзін прадмет і яго параўнанні",
    en: "The condition does not ask one question ({detail}). Keep one subject and its tests",
  },
  "missing-message": {
    ru: "Нет текста «{detail}» в messages. Впишите его на трёх языках",
    be: "Няма тэксту «{detail}» у messages. Упішыце яго на трох мовах",
    en: 'Message "{detail}" is missing. Write it in three languages',
  },
  "message-params": {
    ru: "Подстановки в языках различаются: {detail}. Сделайте их одинаковыми",
    be: "Падстаноўкі ў мовах адрозніваюцца: {detail}. Зрабіце іх аднолькавымі",
    en: "The languages use different placeholders: {detail}. Make them the same",
  },
  "message-figures": {
    ru: "Последний вариант текста требует данных, которых может не быть: {detail}. Добавьте вариант без них",
    be: "Апошні варыянт тэксту патрабуе звестак, якіх можа не быць: {detail}. Дадайце варыянт без іх",
    en: "The last wording needs figures that may be unknown: {detail}. Add one without them",
  },
  "protected-fact": {
    ru: "Правило смотрит на личный признак «{detail}»: решение не может от него зависеть. Уберите его",
    be: "Правіла глядзіць на асабістую прыкмету «{detail}»: рашэнне не можа ад яе залежаць. Прыбярыце яе",
    en: 'The rule reads the personal trait "{detail}", on which no decision may depend. Remove it',
  },
  "no-ground": {
    ru: "У условия нет else: кассир не узнает причину. Впишите код, пункт и текст",
    be: "У ўмовы няма else: касір не даведаецца прычыну. Упішыце код, пункт і тэкст",
    en: "The condition has no else: nobody learns the reason. Write code, clause and message",
  },
  "one-benefit": {
    ru: "Предложение даёт не что-то одно ({detail}). Оставьте одно",
    be: "Прапанова дае не нешта адно ({detail}). Пакіньце адно",
    en: "The offer does not give one thing ({detail}). Keep one",
  },
  "order-and-value": {
    ru: "Значение по приказу и сам приказ нужны вместе. Впишите недостающее",
    be: "Значэнне па загадзе і сам загад патрэбны разам. Упішыце тое, чаго не хапае",
    en: "A value by order and the order belong together. Write the missing one",
  },
  duplicate: {
    ru: "«{detail}» встречается дважды. Оставьте одно",
    be: "«{detail}» сустракаецца двойчы. Пакіньце адно",
    en: '"{detail}" stands twice. Keep one',
  },
  "not-stacked": {
    ru: "Предложение «{detail}» не стоит ни в одной группе stacking. Впишите его в группу",
    be: "Прапанова «{detail}» не стаіць ні ў адной групе stacking. Упішыце яе ў групу",
    en: 'Offer "{detail}" stands in no group of stacking. Put it into one',
  },
  order: {
    ru: "Порядок нарушен: {detail}. Расположите по возрастанию",
    be: "Парадак парушаны: {detail}. Размясціце па ўзрастанні",
    en: "Out of order: {detail}. Sort ascending",
  },
} as const satisfies Record<string, Text>;
export type ProblemKind = keyof typeof texts;

export function problem(place: string, kind: ProblemKind, detail = ""): PackProblem {
  const { ru, be, en } = texts[kind];
  const fill = (text: string) => text.replace("{detail}", detail);
  return { place: place === "" ? "pack" : place, kind, text: { ru: fill(ru), be: fill(be), en: fill(en) } };
}

/** `offers[2].when` from the keys that lead to it. */
export function placeOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>((place, key) => {
    if (typeof key === "number") return `${place}[${key}]`;
    return place === "" ? String(key) : `${place}.${String(key)}`;
  }, "");
}
