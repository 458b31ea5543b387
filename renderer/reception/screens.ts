import type { ComponentType } from "react";
import type { DeskSection } from "../../core/contract/index.ts";

import { FeeScreen } from "./fee-screen.tsx";
import { MemberScreen } from "./member-screen.tsx";
import { ServicesScreen } from "./services-screen.tsx";
import { StayScreen } from "./stay-screen.tsx";

export { addReceptionTexts } from "./texts.ts";

/** The screens, by their section of the top bar; `index.ts` names the right of each. */
export const screens: Readonly<Partial<Record<DeskSection, ComponentType>>> = {
  services: ServicesScreen,
  stays: StayScreen,
  members: MemberScreen,
  fees: FeeScreen,
};
