export * from "./allocate-cards.ts";
export * from "./campaign-effect.ts";
export { CampaignRules } from "./campaign-rules.ts";
export * from "./check-campaign.ts";
export * from "./duties.ts";
export * from "./fixed-rate.ts";
export * from "./forms.ts";
export * from "./place-at-fixed-rate.ts";
export * from "./report.ts";
