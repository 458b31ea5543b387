import * as z from "zod";
import type { Papers } from "../../core/membership/index.ts";
import type { Facts, FactValue } from "../../core/offer/index.ts";
import { Day, Minor } from "./programme-step.ts";

/** Facts of a member or candidate, under the names that `programme-golden/1` and the pack share. */
export const memberFacts = {
  category: z.enum(["collective", "collective_individual", "privileged", "individual", "independent"]).optional(),
  status: z.enum(["distributor", "producer", "advertiser", "universal", "corporate", "special"]).optional(),
};
export const scopeFacts = { regions: z.array(z.string()).optional(), nationwide: z.boolean().optional() };
export const employedBy = z.enum(["none", "association", "member"]).optional();
export const applicantType = z.enum([
  "legal_entity",
  "foreign_legal_entity",
  "association_of_legal_entities",
  "sole_trader",
  "natural_person",
]);

export const Paper = z.strictObject({
  signed: z.boolean().default(false),
  has_seal: z.boolean().default(false),
  stamped: z.boolean().default(false),
  count: z.int().min(0).optional(),
});
const admissionPaper = z.enum([
  "application",
  "registration_proof",
  "constituent_documents",
  "certified_translation",
  "governing_body_protocol",
  "member_documents",
  "members_list",
]);
export const AdmissionPapers = z.partialRecord(admissionPaper, Paper);
export const ExitPapers = z.partialRecord(z.enum(["authority", "exit_decision_copy"]), Paper);

export const MembershipGiven = z.strictObject({
  applicant: z
    .strictObject({
      applicant_type: applicantType.optional(),
      ...memberFacts,
      ...scopeFacts,
      invited: z.boolean().optional(),
      employed_by: employedBy,
    })
    .default({}),
  member: z.strictObject({ ...memberFacts, effective: Day.optional() }).default({}),
});

export const feeFacts = {
  ...memberFacts,
  ...scopeFacts,
  registered_media: z.boolean().optional(),
  media_certificate: z.boolean().optional(),
  joined_via_public_association: z.boolean().optional(),
  roles: z.array(z.enum(["distributor", "producer", "advertiser"])).optional(),
  listed_members: z.int().min(0).optional(),
  decided_amount: Minor.optional(),
  decision_no: z.string().optional(),
};

/** Facts without those that are not stated. */
export function factsOf(given: Readonly<Record<string, FactValue | undefined>>): Facts {
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** Papers in the words of the app; only an application names anything. */
export function papersOf(
  given: Readonly<Record<string, z.infer<typeof Paper> | undefined>>,
  names: readonly string[] = [],
): Papers {
  return Object.fromEntries(
    Object.entries(given).flatMap(([doc, paper]) => {
      if (!paper) return [];
      const { signed, has_seal: hasSeal, stamped, count } = paper;
      return [[doc, { signed, hasSeal, stamped, count, ...(doc === "application" && { names }) }]];
    }),
  );
}
