import { periodEnd } from "../../core/organiser/index.ts";
import { countAll, fillPaper, numbersText, type Paper, type PaperFilling } from "../../core/stock/index.ts";
import type { Sql } from "../ledger/index.ts";
import { allocationOf } from "./dues.ts";
import { nameHolders } from "./names.ts";
import type { PaperBody, ReportRow, StockPaper } from "./papers.ts";
import type { StockProgramme } from "./programme.ts";
import { listPersons, listPlaces } from "./registers.ts";

type Printable = Pick<StockPaper, "kind" | "no" | "on" | "place" | "person" | "subject" | "cards" | "body">;

/** A paper as the programme's document prints it. */
export async function printPaper(sql: Sql, programme: StockProgramme, paper: Printable): Promise<Paper> {
  const { id, rules } = programme;
  const places = await listPlaces({ sql, id });
  const persons = await listPersons({ sql, id });
  const person = persons.find((each) => each.id === paper.person);
  const place = places.find((each) => each.id === (paper.place === "" ? person?.place : paper.place));
  const { from = "", to = "" } = paper.body;
  const names = await nameHolders(sql, id, [from, to]);
  const headOf = (holder: string): string =>
    places.find((each) => holder === `place:${each.id}`)?.head ?? names(holder);
  const values = {
    no: paper.no,
    day: dayText(paper.on),
    quantity: String(paper.cards),
    branch: place?.name ?? "",
    distributor: person?.name ?? "",
    "unit-head": place?.head ?? "",
    ...valuesOf(programme, paper.body, paper.subject),
    ...(paper.kind === "waybill" ? { from: names(from), to: names(to), sender: headOf(from) } : {}),
  };
  return fillPaper(rules.papers[paper.kind], { values, rows: rowsOf(programme, paper) });
}

/** What a body holds, under the names that templates call it by. */
function valuesOf(programme: StockProgramme, body: PaperBody, subject: string): PaperFilling["values"] {
  const allocation = allocationOf(programme);
  const ended = body.period === undefined || !allocation ? undefined : periodEnd(allocation, body.period);
  return {
    ground: body.ground ?? subject,
    arrived: body.arrivedCards === undefined ? "" : String(body.arrivedCards),
    receiver: body.receiver ?? "",
    difference: body.difference ?? "",
    addressee: body.addressee ?? "",
    period: ended === undefined ? subject : dayText(ended),
    event: body.event ?? "",
    eventDay: dayText(body.eventOn),
    from: dayText(body.fromDay),
    to: dayText(body.toDay),
    places: body.places ?? "",
    decided: body.decidedBy ?? "",
  };
}

function rowsOf({ rules }: StockProgramme, { kind, body, cards }: Printable): PaperFilling["rows"] {
  const { name, unit } = rules.item;
  if (kind === "waybill") {
    const arrived = body.arrivedCards === undefined ? "" : String(body.arrivedCards);
    return [{ name, unit, numbers: numbersText(body.ranges ?? []), quantity: String(cards), arrived }];
  }
  return (body.rows ?? []).map((row: ReportRow) => ({
    name,
    unit,
    entity: row.entity,
    numbers: numbersText(row.ranges),
    quantity: String(countAll(row.ranges)),
    service: row.service,
    reason: [row.entity, row.service].filter((word) => word !== "").join(", "),
  }));
}

const dayText = (day = ""): string => day.split("-").toReversed().join(".");
