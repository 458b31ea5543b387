import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, Empty, Field, Segmented, Select, TwoColumns } from "../../../renderer/ui/index.ts";
import type { StockPerson, StockPlace } from "../../console-contract/index.ts";
import { useDoing, useMay } from "../console-context.tsx";
import { useRefusalText } from "../words.ts";
import { Day, EntryForm, useFields } from "./form-parts.tsx";
import { newId } from "./new-id.ts";
import { useNames, useStock } from "./stock-context.ts";
import { dayText } from "./stock-words.ts";

type Open =
  | { readonly kind: "place"; readonly row: StockPlace | undefined }
  | { readonly kind: "person"; readonly row: StockPerson | undefined }
  | null;

/** Stores, responsible persons, and where each till stands. */
export function RegistersTab() {
  const { t } = useTranslation("console");
  const { changed } = useStock();
  const [open, setOpen] = useState<Open>(null);
  const may = useMay("stock.keep");
  const back = (): void => setOpen(null);
  const done = (): void => {
    back();
    changed();
  };
  const form = { onBack: back, onDone: done };
  return (
    <TwoColumns
      work={
        <div className="console-scroll stock-duties">
          <Places may={may} onOpen={(row) => setOpen({ kind: "place", row })} />
          <Persons may={may} onOpen={(row) => setOpen({ kind: "person", row })} />
          <Tills may={may} />
        </div>
      }
      decision={
        open === null ? (
          <Empty title={t("stock.chooseRegister")} />
        ) : open.kind === "place" ? (
          <PlaceForm key={open.row?.id ?? ""} row={open.row} {...form} />
        ) : (
          <PersonForm key={open.row?.id ?? ""} row={open.row} {...form} />
        )
      }
    />
  );
}

type ListProps<Row> = { readonly may: boolean; readonly onOpen: (row: Row | undefined) => void };

function Places({ may, onOpen }: ListProps<StockPlace>) {
  const { t } = useTranslation("console");
  const { stock } = useStock();
  return (
    <section className="stock-case">
      <div className="stock-title">
        <h2>{t("stock.places")}</h2>
        {may && (
          <Button onPress={() => onOpen(undefined)} testId="new-place">
            {t("stock.add")}
          </Button>
        )}
      </div>
      <ul className="console-list">
        {stock.places.map((place) => (
          <li key={place.id}>
            <div>
              <b>{place.name}</b>
              <span className="text-small text-2">
                {[t(`stock.placeKind.${place.kind}`), place.head].filter((part) => part !== "").join(" · ")}
              </span>
            </div>
            {may && (
              <Button onPress={() => onOpen(place)} label={t("stock.changeOf", { name: place.name })}>
                {t("stock.change")}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Persons({ may, onOpen }: ListProps<StockPerson>) {
  const { t } = useTranslation("console");
  const { stock } = useStock();
  const names = useNames();
  return (
    <section className="stock-case">
      <div className="stock-title">
        <h2>{t("stock.persons")}</h2>
        {may && stock.places.length > 0 && (
          <Button onPress={() => onOpen(undefined)} testId="new-person">
            {t("stock.add")}
          </Button>
        )}
      </div>
      <ul className="console-list">
        {stock.persons.map((person) => (
          <li key={person.id}>
            <div>
              <b>{person.name}</b>
              <span className="text-small text-2">
                {t("stock.appointed", { place: names(person.place), order: person.order, from: dayText(person.from) })}
                {person.until !== null && ` ${t("stock.untilDay", { until: dayText(person.until) })}`}
              </span>
            </div>
            {may && (
              <Button onPress={() => onOpen(person)} label={t("stock.changeOf", { name: person.name })}>
                {t("stock.change")}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Tills({ may }: { readonly may: boolean }) {
  const { t } = useTranslation("console");
  const { stock, changed } = useStock();
  const names = useNames();
  const wording = useRefusalText();
  const { refused, run } = useDoing("placeStockTill", changed);
  const options = stock.places.map(({ id, name }) => ({ value: id, text: name }));
  return (
    <section className="stock-case">
      <h2>{t("stock.tills")}</h2>
      <p className="text-2">{t("stock.tillsAbout")}</p>
      {stock.tills.length === 0 && <p className="text-2">{t("stock.noTills")}</p>}
      {refused !== null && <p className="text-bad">{wording(refused)}</p>}
      <ul className="console-list">
        {stock.tills.map(({ terminal, name, place }) => (
          <li key={terminal} className="stock-till">
            <b>{name}</b>
            {may ? (
              <Select
                label={t("stock.standsIn", { name })}
                value={place ?? ""}
                empty={t("stock.nowhere")}
                options={options}
                onChange={(next) =>
                  void run({ programme: stock.programme, terminal, place: next === "" ? null : next })
                }
                testId="till-place"
              />
            ) : (
              <span>{place === null ? t("stock.nowhere") : names(place)}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

type FormProps<Row> = {
  readonly row: Row | undefined;
  readonly onBack: () => void;
  readonly onDone: () => void;
};

function PlaceForm({ row, onBack, onDone }: FormProps<StockPlace>) {
  const { t } = useTranslation("console");
  const { stock } = useStock();
  const [fresh] = useState(newId);
  const { fields, set } = useFields({
    name: row?.name ?? "",
    kind: row?.kind ?? (stock.places.length === 0 ? "centre" : "branch"),
    head: row?.head ?? "",
  });
  const { busy, refused, run } = useDoing("saveStockPlace", onDone);
  return (
    <EntryForm
      title={row?.name ?? t("stock.newPlace")}
      action={t("stock.save")}
      missing={fields.name.trim() === "" ? t("stock.missing.name") : null}
      busy={busy}
      refused={refused}
      onRun={() =>
        void run({ ...fields, programme: stock.programme, id: row?.id ?? fresh, version: row?.version ?? 0 })
      }
      onBack={onBack}
      testId="place"
    >
      <Field label={t("stock.placeName")} value={fields.name} onChange={set("name")} autoFocus testId="place-name" />
      <Segmented
        label={t("stock.kind")}
        value={fields.kind}
        onChange={set("kind")}
        segments={[
          { value: "centre", label: t("stock.placeKind.centre") },
          { value: "branch", label: t("stock.placeKind.branch"), testId: "kind-branch" },
        ]}
      />
      <Field label={t("stock.unitHead")} value={fields.head} onChange={set("head")} testId="place-head" />
      <p className="text-small text-2">{t("stock.unitHeadAbout")}</p>
    </EntryForm>
  );
}

function PersonForm({ row, onBack, onDone }: FormProps<StockPerson>) {
  const { t } = useTranslation("console");
  const { stock } = useStock();
  const [fresh] = useState(newId);
  const { fields, set } = useFields({
    name: row?.name ?? "",
    place: row?.place ?? stock.places.find(({ kind }) => kind === "branch")?.id ?? "",
    order: row?.order ?? "",
    from: row?.from ?? stock.today,
    until: row?.until ?? "",
  });
  const { busy, refused, run } = useDoing("saveStockPerson", onDone);
  const missing = useMissing(fields);
  return (
    <EntryForm
      title={row?.name ?? t("stock.newPerson")}
      about={t("stock.personAbout")}
      action={t("stock.save")}
      missing={missing}
      busy={busy}
      refused={refused}
      onRun={() => {
        const until = fields.until === "" ? null : fields.until;
        const person = { ...fields, until, id: row?.id ?? fresh, version: row?.version ?? 0 };
        void run({ ...person, programme: stock.programme });
      }}
      onBack={onBack}
      testId="person"
    >
      <Field label={t("stock.personName")} value={fields.name} onChange={set("name")} autoFocus testId="person-name" />
      <Select
        label={t("stock.branch")}
        value={fields.place}
        empty={t("stock.choose")}
        options={stock.places.map(({ id, name }) => ({ value: id, text: name }))}
        onChange={set("place")}
        testId="person-place"
      />
      <Field label={t("stock.appointOrder")} value={fields.order} onChange={set("order")} testId="person-order" />
      <Day label={t("stock.appointFrom")} value={fields.from} onChange={set("from")} testId="person-from" />
      <Day label={t("stock.appointUntil")} value={fields.until} onChange={set("until")} />
    </EntryForm>
  );
}

type Filled = { readonly name: string; readonly place: string; readonly order: string; readonly from: string };

function useMissing({ name, place, order, from }: Filled): string | null {
  const { t } = useTranslation("console");
  if (name.trim() === "") return t("stock.missing.name");
  if (place === "") return t("stock.missing.place");
  return order.trim() === "" || from === "" ? t("stock.missing.order") : null;
}
