import { z } from "../kernel/index.ts";
import {
  AdmissionEventInput,
  AdmissionView,
  ApplicationRow,
  ApplicationView,
  FactInput,
  FeeView,
  HandedInInput,
} from "./fee-view.ts";
import { Id } from "./fields.ts";
import { Day } from "./member-view.ts";

const Facts = z.record(Id, FactInput);
const Papers = z.record(Id, HandedInInput);
const ApplicationNumber = z.int().min(1);

/** Calls about joining an association: what it costs, what is needed, by when. */
export const feeCalls = {
  quoteFee: {
    input: z.object({ programme: Id, facts: Facts, on: Day.optional() }).strict(),
    output: FeeView,
    about: "The membership fee for these facts, with its clause, what is due on joining and what is still to be asked",
  },
  planAdmission: {
    input: z
      .object({
        programme: Id,
        facts: Facts,
        papers: Papers.optional(),
        events: z.array(AdmissionEventInput).max(100).optional(),
        on: Day.optional(),
      })
      .strict(),
    output: AdmissionView,
    about: "Where an application stands after these events: deadlines and how they are counted, what is missing",
  },
  recordAdmission: {
    input: z
      .object({
        requestId: Id,
        programme: Id,
        application: ApplicationNumber.optional(),
        name: z.string().trim().min(1).max(120).optional(),
        facts: Facts.optional(),
        papers: Papers.optional(),
        event: AdmissionEventInput.optional(),
        /** RequestId of an event that was recorded by mistake. */
        withdraw: Id.optional(),
      })
      .strict(),
    output: ApplicationView,
    about: "Open an application, change its facts and papers, record what happened to it or take that back",
  },
  getApplication: {
    input: z.object({ programme: Id, application: ApplicationNumber, on: Day.optional() }).strict(),
    output: ApplicationView,
    about: "An application as it stands",
  },
  listApplications: {
    input: z.object({ programme: Id }).strict(),
    output: z.array(ApplicationRow),
    about: "Applications with the term that ends next, those that need something first",
  },
} as const;
