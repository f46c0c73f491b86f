/** The handset: who lifts it begins a talk, who hangs up ends it, unless the screen has it in hand. */

/**
 * @param {{talking: boolean, covered: boolean, byHandset: boolean}} now
 * @returns {"start" | "switch" | null} what lifting it means
 */
export const lifted = ({ talking }) => (talking ? "switch" : "start");

/** @returns {"end" | "switch" | null} what hanging up means: with the screen hidden there is nothing else left */
export function hung({ talking, covered, byHandset }) {
  if (!talking) return null;
  return byHandset || covered ? "end" : "switch";
}
