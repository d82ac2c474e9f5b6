import type { IDataObject } from 'n8n-workflow';

import type { ModelCall } from './service';
import { personOf } from './service';
import type { Execution, Scenario, Sent, Trace } from './world';
import { START, ownerOf } from './world';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** A list is at most this old when a call is decided, in milliseconds, and takes this long to be read. */
const OLDEST_LIST = MINUTE + 10 * SECOND;
/** How long a process knows what it has done, in milliseconds. */
const REMEMBERED = { duplicate: MINUTE - SECOND, calls: 5 * MINUTE - SECOND };
/** The longest time in milliseconds for which *Skip If on a Call* uses an answer. */
const OLDEST_CHECK = 2 * MINUTE + 10 * SECOND;
/** Milliseconds for which a request may have an effect after its end, and the accuracy of the service's clock. */
const ACCURACY = 2_000 + 1_500;
/** Absence from a list that lags longer than this, in seconds, proves nothing. */
const LONGEST_LAG = 60;

/**
 * What must not have happened. Between processes and with lists that lag long, only what contradicts what the process could
 * know is a violation.
 */
export function violations(scenario: Scenario, trace: Trace): string[] {
	return [
		...ringsOfItems(scenario, trace),
		...trace.sent.flatMap((sent) => [
			...afterOtherCalls(sent, trace),
			...aboveMax(sent, trace),
			...whileOnCall(sent, trace),
			...whileScheduled(sent, trace),
			...outsideHours(sent),
		]),
		...trace.executions.flatMap((execution) => [
			...claims(execution, trace),
			...ends(execution),
			...afterStop(execution, trace),
			...aboveMaxOfExecution(execution, trace),
		]),
	];
}

/** Each item makes one call, in all attempts together. */
function ringsOfItems({ service }: Scenario, { service: { calls }, executions }: Trace): string[] {
	const isLate = service.lag >= LONGEST_LAG || service.listsDialedOnly;
	return executions
		.filter(({ root }, index) => root === index)
		.flatMap(({ root, node, contacts }) => {
			const isKilled = executions.some((each) => each.root === root && each.isKilled);
			if (node.resendUnknown || (isLate && isKilled)) return [];
			return contacts.flatMap((_contact, item) => {
				const owner = ownerOf(root, item);
				const rings = calls.filter((call) => call.owner === owner).length;
				return rings > 1 ? [`${owner} made ${rings} calls`] : [];
			});
		});
}

/** Whether a call was made, or may have been, by the process of a request before it. */
function isKnown(before: Sent, sent: Sent): boolean {
	return (
		before.execution.life === sent.execution.life && before.at < sent.at && before.end !== 'notMade'
	);
}

function isSameContact(one: { agent: string; to: string }, other: { agent: string; to: string }) {
	return one.agent === other.agent && personOf(one.to) === personOf(other.to);
}

/** Nobody is called for two executions within a minute, nor for two items of a run. */
function afterOtherCalls(sent: Sent, trace: Trace): string[] {
	const { execution } = sent;
	const { sent: all, service } = trace;
	return all
		.filter((before) => isKnown(before, sent) && isSameContact(before, sent))
		.flatMap((before) => {
			if (before.owner === sent.owner) return [];
			const age = sent.at - (before.endedAt ?? before.at);
			const isOwn = before.execution.root === execution.root;
			// A call of somebody else that can't be told from its own ends the uncertainty as well.
			const isFound = service.calls.some(
				(call) =>
					service.isListed(call, sent.at) &&
					isSameContact(call, before) &&
					(call.owner === before.owner || isLikeOwn(call, before, trace)),
			);
			const isUnknown = before.end === 'unknown' && !isFound && !execution.node.resendUnknown;
			const isSameRun = before.execution === execution && execution.node.skipIfActive;
			// *Send Again If Outcome Unknown* also sends after a call of which the process knows, until it knows more than the last.
			const isSentAgain = execution.node.resendUnknown && wasUnknownSince(before, sent, all);
			const isDuplicate =
				!isOwn && !isSentAgain && before.end === 'made' && age < REMEMBERED.duplicate;
			if (isSameRun && before.end === 'made')
				return [`${sent.owner} called whom ${before.owner} had called`];
			if (isDuplicate)
				return [`${sent.owner} called whom ${before.owner} had called ${age} ms before`];
			if (isUnknown && age < REMEMBERED.duplicate) {
				return [`${sent.owner} called whom ${before.owner} may have called ${age} ms before`];
			}
			return [];
		});
}

/** *Max Calls per Contact*, with the calls that the process has made, or that a list has shown. */
function aboveMax(sent: Sent, { sent: all, service }: Trace): string[] {
	const { most, ofAllAgents } = sent.execution.node;
	if (most === undefined) return [];
	const isCounted = (other: { agent: string; to: string }) =>
		personOf(other.to) === personOf(sent.to) && (ofAllAgents || other.agent === sent.agent);
	const own = all.filter(
		(before) =>
			isKnown(before, sent) &&
			isCounted(before) &&
			before.owner !== sent.owner &&
			sent.at - before.at < REMEMBERED.calls,
	);
	const isListed = (call: ModelCall) =>
		isCounted(call) &&
		call.createdAt > sent.at - HOUR + MINUTE &&
		service.isListed(call, sent.at - OLDEST_LIST) &&
		!own.some(({ owner }) => owner === call.owner);
	const listed = service.calls.filter(isListed).length;
	const count = own.length + listed;
	return count >= most
		? [
				`${sent.owner} called somebody who was called ${count} times (${own.length} by this process, ${listed} listed)`,
			]
		: [];
}

/** Whether the contact of a call was called again with an unknown outcome, before a third request. */
function wasUnknownSince(before: Sent, sent: Sent, all: readonly Sent[]): boolean {
	return all.some(
		(each) =>
			each.end === 'unknown' &&
			each.at >= before.at &&
			isKnown(each, sent) &&
			isSameContact(each, sent),
	);
}

/** *Skip If on a Call*, with the calls in progress for as long as an answer is used. */
function whileOnCall(sent: Sent, { service }: Trace): string[] {
	const { execution, at, agent, to } = sent;
	if (!execution.node.skipIfActive) return [];
	const since = Math.max(execution.startedAt, at - OLDEST_CHECK);
	const isDuring = (call: ModelCall) =>
		call.agent === agent && call.to === to && call.dialedAt <= since && at < call.endsAt;
	return service.calls.some(isDuring) ? [`${sent.owner} called somebody who was on a call`] : [];
}

/** Nobody is called whom the same agent is going to call anyway, for a request of the same process. */
function whileScheduled(sent: Sent, { sent: all, service }: Trace): string[] {
	const isScheduled = (before: Sent) =>
		before.owner !== sent.owner &&
		before.end === 'made' &&
		isKnown(before, sent) &&
		isSameContact(before, sent) &&
		service.calls.some(
			(call) => call.owner === before.owner && call.createdAt <= sent.at && call.dialedAt > sent.at,
		);
	const scheduled = all.find(isScheduled);
	return scheduled ? [`${sent.owner} called whom the call of ${scheduled.owner} will reach`] : [];
}

/** *Calling Hours*, when the phone rings. */
function outsideHours({ execution, at, delay, owner }: Sent): string[] {
	const { closesAt } = execution.node;
	if (closesAt === undefined) return [];
	const late = at + delay * SECOND - (START + closesAt * SECOND);
	return late >= 0 ? [`${owner} called ${late} ms after the end of the hours`] : [];
}

/** Only an item that made a call says so. */
function claims(execution: Execution, trace: Trace): string[] {
	return outputsOf(execution).flatMap(({ json, item }) => {
		if (json.placed !== true) return [];
		const owner = ownerOf(execution.root, item);
		const call = trace.service.calls.find(({ id }) => id === json.id);
		if (call && (call.owner === owner || isLikeOwn(call, { execution, owner }, trace))) return [];
		return [`${owner} says that it made ${String(json.id)}, a call of ${call?.owner ?? 'nobody'}`];
	});
}

/**
 * Whether a call can't be told from an item's own: somebody made it with the same agent to the same number while the item's
 * request was in progress, as far as the clocks can be compared, or between the attempts at an execution. Another attempt,
 * of which no data is left, may have made it then.
 */
function isLikeOwn(
	call: ModelCall,
	{ execution, owner }: { readonly execution: Execution; readonly owner: string },
	{ executions, sent }: Trace,
): boolean {
	const [first] = executions.filter(({ root }) => root === execution.root);
	const isBetweenAttempts =
		first !== undefined && first !== execution && call.createdAt >= first.startedAt - ACCURACY;
	const isDuring = sent.some(
		({ at, endedAt = at, ...own }) =>
			own.owner === owner && call.createdAt >= at && call.createdAt <= endedAt + ACCURACY,
	);
	return isBetweenAttempts || isDuring;
}

/** Each item ends with one output item, unless the execution ends with an error or was stopped. */
function ends(execution: Execution): string[] {
	const { result, isKilled, stoppedAt, contacts, root } = execution;
	if (isKilled) return [];
	if (!result) return [`execution ${root} didn't end`];
	if (stoppedAt !== undefined) return [];
	if (result.error) {
		return execution.node.continuesOnFail ? [`execution ${root}: ${result.error.message}`] : [];
	}
	const items = outputsOf(execution).map(({ item }) => item);
	const expected = contacts.map((_contact, item) => item);
	return items.join() === expected.join()
		? []
		: [`execution ${root} has outputs of ${items.join()}`];
}

function outputsOf({ result }: Execution): { json: IDataObject; item: number }[] {
	const [branch = []] = result?.error ? [] : (result?.output('Talkover') ?? []);
	return branch.map(({ json, pairedItem }) => ({
		json,
		item: typeof pairedItem === 'object' && 'item' in pairedItem ? pairedItem.item : -1,
	}));
}

/** Nothing is sent after *Stop*. */
function afterStop(execution: Execution, { requests }: Trace): string[] {
	const { stoppedAt = Infinity, root } = execution;
	const late = requests.filter((each) => each.execution === execution && each.at > stoppedAt);
	return late.length > 0
		? [`execution ${root} sent ${late.length} requests after it was stopped`]
		: [];
}

/** *Max Calls per Execution*, unless a part of its count was lost with a process. */
function aboveMaxOfExecution(execution: Execution, { sent, executions }: Trace): string[] {
	const { node, root } = execution;
	const isKilled = executions.some((each) => each.root === root && each.isKilled);
	const made = sent.filter((each) => each.execution.root === root && each.end !== 'notMade').length;
	return !isKilled && node.maxCalls !== undefined && made > node.maxCalls
		? [`execution ${root} made ${made} calls`]
		: [];
}
