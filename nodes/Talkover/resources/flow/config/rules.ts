import type { JsonObject } from '../../../base/json';
import { isRecord, isSet } from '../../../base/json';
import type { Result } from '../../../base/result';
import { ok } from '../../../base/result';

/** A flow as entered, which is only known to be an object. */
export type FlowConfig = JsonObject;

interface FlowNode {
	/** As text, because 2 and "2" are the same node. Without an ID, nothing can lead to the node. */
	readonly id: string | undefined;
	/** Its name in messages. */
	readonly name: string;
	readonly properties: JsonObject;
}

interface Checks {
	/** Whether to check that linked nodes exist and that all nodes are reachable. */
	readonly checksLinks?: boolean;
	/** IDs that the user doesn't know. */
	readonly generatedIds?: ReadonlySet<string>;
}

/**
 * The issues of a flow, one sentence each, in the panel's terms: a node of the API is a step. Empty for a flow that
 * Talkover may accept.
 *
 * Checks only what Talkover rejects according to its documentation (API reference: update-agent-flow,
 * validate-agent-flow): nodes, their unique IDs, the entry node, the targets of `next` and `branches`, and
 * reachability. The fields of nodes aren't fully documented, so types, matches and everything else are left to
 * Talkover. `null` and empty text mean that a field is missing.
 */
export function flowFaults(
	flow: FlowConfig,
	{ checksLinks = true, generatedIds = new Set() }: Checks = {},
): string[] {
	const nodes = nodesOf(flow.nodes, generatedIds);
	if (!nodes.ok) return [...(nodeIdOf(flow.initial_node_id) ? [] : [NO_ENTRY]), ...nodes.faults];
	const faults = [
		...entryFaults(flow.initial_node_id, nodes.value),
		...duplicates(nodes.value),
		...(checksLinks ? linkFaults(nodes.value) : []),
	];
	if (!checksLinks) return faults;
	// One bad link can make other steps unreachable, so reachability is only checked if everything else is right.
	return faults.length > 0 ? faults : unreachable(flow, nodes.value);
}

const NO_ENTRY = "'initial_node_id' is missing";

/** The name of a step in messages: its ID, or its position beginning with 1. */
export function stepName(id: string | undefined, position: number): string {
	return `Step ${id === undefined ? position : `'${id}'`}`;
}

/** Nodes that can't be read, and why. */
interface Unusable {
	readonly ok: false;
	readonly faults: readonly string[];
}

function unusable(faults: readonly string[]): Unusable {
	return { ok: false, faults };
}

/** The nodes, which PHP may also write as an object by position or by ID. */
function nodesOf(
	nodes: unknown,
	generatedIds: ReadonlySet<string>,
): Result<readonly FlowNode[], Unusable> {
	if (!isSet(nodes)) return unusable(["'nodes' is missing"]);
	if (typeof nodes !== 'object') return unusable(["'nodes' must be a list"]);
	const entries = Object.entries(nodes ?? {}).filter(([, node]) => isSet(node));
	if (entries.length === 0) return unusable(["'nodes' is empty"]);
	const faults: string[] = [];
	const found: FlowNode[] = [];
	for (const [index, [key, node]] of entries.entries()) {
		if (!isRecord(node)) faults.push(`${stepName(undefined, index + 1)} must be an object`);
		else {
			const id = nodeIdOf(node.id) ?? (Array.isArray(nodes) ? undefined : key);
			const isKnown = id !== undefined && !generatedIds.has(id);
			found.push({ id, name: stepName(isKnown ? id : undefined, index + 1), properties: node });
		}
	}
	return faults.length > 0 ? unusable(faults) : ok(found);
}

function entryFaults(given: unknown, nodes: readonly FlowNode[]): string[] {
	const entry = nodeIdOf(given);
	if (entry === undefined) return [NO_ENTRY];
	return nodes.some(({ id }) => id === entry) ? [] : [`The entry step '${entry}' doesn't exist`];
}

function duplicates(nodes: readonly FlowNode[]): string[] {
	const seen = new Set<string>();
	const twice = idsOf(nodes).filter((id) => seen.size === seen.add(id).size);
	return [...new Set(twice)].map((id) => `More than one step has the ID '${id}'`);
}

function linkFaults(nodes: readonly FlowNode[]): string[] {
	const ids = new Set(idsOf(nodes));
	return nodes.flatMap(({ name, properties: { next, branches } }) => {
		const unknown = (target: unknown) => {
			const id = nodeIdOf(target);
			return id === undefined || ids.has(id) ? [] : [id];
		};
		return [
			...unknown(next).map((id) => `${name} refers to step '${id}', which doesn't exist`),
			...waysOf(branches)
				.flatMap(unknown)
				.map((id) => `${name} has a branch to step '${id}', which doesn't exist`),
		];
	});
}

function waysOf(branches: unknown): unknown[] {
	const ways = typeof branches === 'object' && branches !== null ? Object.values(branches) : [];
	return ways.map((way: unknown) => (isRecord(way) ? way.next : undefined));
}

/**
 * Most node types have undocumented fields, some of which may lead to other nodes ("no answer", "on failure"), and
 * so may the functions of the flow. So any text or number that is a node's ID counts as a link, because a flow that
 * Talkover accepts must not be rejected here.
 */
function unreachable(flow: FlowConfig, nodes: readonly FlowNode[]): string[] {
	const byId = new Map(nodes.map((node) => [node.id, node.properties]));
	const { nodes: _nodes, ...outside } = flow;
	const reached = new Set<string>();
	// A node without an ID can't be reached by a link, so its own links always count.
	const nameless = nodes.filter(({ id }) => id === undefined);
	const open = [...idsIn(outside), ...nameless.flatMap(({ properties }) => idsIn(properties))];
	for (let id = open.pop(); id !== undefined; id = open.pop()) {
		const node = byId.get(id);
		if (!node || reached.has(id)) continue;
		reached.add(id);
		const { id: _own, type: _type, content: _content, ...links } = node;
		for (const text of idsIn(links)) open.push(text);
	}
	return nodes
		.filter(({ id }) => id !== undefined && !reached.has(id))
		.map(({ name }) => `${name} is never reached: no path from the entry step leads there`);
}

/** Everything that may be the ID of another node, except the answers of branches. */
export function idsIn(value: unknown): string[] {
	const id = nodeIdOf(value);
	if (id !== undefined) return [id];
	if (typeof value !== 'object' || value === null) return [];
	const entries = Object.entries(value).filter(([name]) => name !== 'match');
	return entries.flatMap(([, inner]) => idsIn(inner));
}

function idsOf(nodes: readonly FlowNode[]): string[] {
	return nodes.flatMap(({ id }) => id ?? []);
}

function nodeIdOf(value: unknown): string | undefined {
	if (typeof value === 'number') return String(value);
	return typeof value === 'string' && value !== '' ? value : undefined;
}
