/** The events: chosen ones first, as a list or as text with commas. */
const EVENTS = `[$parameter["events"], $parameter["otherEvents"]].flat().join(",").split(",").filter((event) => event.trim() !== "")`;

/** `event_phone_call_ended` → Phone Call Ended, `campaign_call.completed` → Campaign Call Completed. */
const NAME = `events[0].trim().replace(/^event_/, "").split(/[._]/).map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(" ")`;

const MORE = `(events.length > 1 ? " and " + (events.length - 1) + " more" : "")`;

const OWNERS = `[$parameter["source"] === "campaign" ? $parameter["campaignIds"] : $parameter["agentIds"]].flat().join(",").split(",").filter((id) => id.trim() !== "").length`;

const OF = `(count === 0 ? "" : " of " + count + " " + ($parameter["source"] === "campaign" ? "campaign" : "agent") + (count === 1 ? "" : "s"))`;

/**
 * What the canvas says below the node's name, e.g. `Phone Call Ended of 2 agents`, or `Phone Call Ended and 2 more
 * of 1 agent`. n8n knows no labels of options here, so names are made of the values.
 */
export const SUBTITLE = `={{ ((events, count) => (events.length === 0 ? "" : ${NAME} + ${MORE} + ${OF}))(${EVENTS}, ${OWNERS}) }}`;
