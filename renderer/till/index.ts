/* The cashier's screen: basket, decision column, payment and the receipt after it. */
export { TillScreen } from "./till-screen.tsx";
