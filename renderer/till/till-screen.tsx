import { TwoColumns } from "../ui/index.ts";

export function TillScreen() {
  return <TwoColumns work={null} decision={null} />;
}
