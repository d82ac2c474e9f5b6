/** The events, selected ones first, from a list or comma-separated text. */
const EVENTS = `[$parameter[$parameter["source"] === "campaign" ? "campaignEvents" : "events"], $parameter["options"]?.["otherEvents"]].flat().join(",").split(",").filter((event) => event.trim() !== "")`;

/** `event_phone_call_ended` → Phone Call Ended, `campaign_call.completed` → Campaign Call Completed. */
const NAME = `events[0].trim().replace(/^event_/, "").split(/[._]/).map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(" ")`;

const MORE = `(events.length > 1 ? " and " + (events.length - 1) + " more" : "")`;

const OWNERS = `[$parameter["source"] === "campaign" ? $parameter["campaignIds"] : $parameter["agentIds"]].flat().join(",").split(",").filter((id) => id.trim() !== "").length`;

const OF = `(count === 0 ? "" : " (" + count + " " + ($parameter["source"] === "campaign" ? "campaign" : "agent") + (count === 1 ? "" : "s") + ")")`;

/**
 * The subtitle on the canvas, e.g. `Phone Call Ended (2 agents)`, or `Phone Call Ended and 2 more (1 agent)`.
 * Expressions can't read the labels of options, so the names are derived from the values.
 */
export const SUBTITLE = `={{ ((events, count) => (events.length === 0 ? "" : ${NAME} + ${MORE} + ${OF}))(${EVENTS}, ${OWNERS}) }}`;
