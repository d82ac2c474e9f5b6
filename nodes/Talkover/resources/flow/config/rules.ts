import { isRecord } from '../../../parameters/json';
import { NODE_TYPES } from './nodeTypes';

const KNOWN_TYPES: readonly string[] = NODE_TYPES.map(({ value }) => value);

/** A flow as the user gave it: known to be an object, and nothing more. */
export type FlowConfig = Readonly<Record<string, unknown>>;

interface FlowNode extends Record<string, unknown> {
	readonly id: string;
}

/**
 * What Talkover would say against a flow, in its own wording where its pages show one (API
 * reference: update-agent-flow, validate-agent-flow). Empty for a flow that obeys all rules.
 *
 * Checked are the fields that the reference names as required, their types, unique ids, the entry
 * node, the targets of `next` and `branches`, and reachability. Not checked: whether actions exist,
 * because the reference does not say which field names them. Properties it does not know pass.
 */
export function flowFaults(flow: FlowConfig): string[] {
	const nodes = Array.isArray(flow.nodes) ? flow.nodes : [];
	const shape = [...configFaults(flow), ...nodes.flatMap(nodeFaults)];
	const identified = nodes.filter(
		(node): node is FlowNode => isRecord(node) && typeof node.id === 'string' && node.id !== '',
	);
	return [...shape, ...graphFaults(flow.initial_node_id, identified, shape.length === 0)];
}

function configFaults({
	initial_node_id: entry,
	nodes,
	meta,
	global_functions: functions,
}: FlowConfig): string[] {
	const faults: string[] = [];
	if (entry === undefined || entry === '') faults.push('initial_node_id is missing');
	else if (typeof entry !== 'string') faults.push('initial_node_id must be text');
	if (nodes === undefined) faults.push('nodes is missing');
	else if (!Array.isArray(nodes)) faults.push('nodes must be a list');
	else if (nodes.length === 0) faults.push('nodes is empty');
	if (meta !== undefined) {
		if (isRecord(meta)) faults.push(...textFaults(meta, ['name', 'version'], 'meta'));
		else faults.push('meta must be an object');
	}
	if (Array.isArray(functions)) return [...faults, ...functions.flatMap(functionFaults)];
	if (functions !== undefined) faults.push('global_functions must be a list');
	return faults;
}

function functionFaults(entry: unknown, index: number): string[] {
	const where = `Global function ${index + 1}`;
	if (!isRecord(entry)) return [`${where} must be an object`];
	if (entry.name === undefined || entry.name === '') return [`${where} has no name`];
	return textFaults(entry, ['name', 'description'], where);
}

function nodeFaults(node: unknown, index: number): string[] {
	if (!isRecord(node)) return [`Node ${index + 1} must be an object`];
	const { id, type, branches } = node;
	if (typeof id !== 'string' || id === '') return [`Node ${index + 1} has no id`];
	const where = `Node '${id}'`;
	const faults = textFaults(node, ['type', 'content', 'next'], where);
	if (type === undefined || type === '') faults.push(`${where} has no type`);
	else if (typeof type === 'string' && !KNOWN_TYPES.includes(type)) {
		faults.push(`${where} has unknown type '${type}' (known: ${KNOWN_TYPES.join(', ')})`);
	}
	if (Array.isArray(branches)) {
		return [
			...faults,
			...branches.flatMap((branch, at) => branchFaults(branch, `${where}, branch ${at + 1}`)),
		];
	}
	if (branches !== undefined) faults.push(`${where}: branches must be a list`);
	return faults;
}

function branchFaults(branch: unknown, where: string): string[] {
	if (!isRecord(branch)) return [`${where} must be an object`];
	const missing = ['match', 'next'].filter((name) => branch[name] === undefined);
	return [
		...missing.map((name) => `${where} has no ${name}`),
		...textFaults(branch, ['match', 'next'], where),
	];
}

function textFaults(
	record: Readonly<Record<string, unknown>>,
	names: readonly string[],
	where: string,
): string[] {
	return names
		.filter((name) => record[name] !== undefined && typeof record[name] !== 'string')
		.map((name) => `${where}: ${name} must be text`);
}

/** Reachability says nothing while other things are wrong: one bad link makes the rest unreachable. */
function graphFaults(entry: unknown, nodes: readonly FlowNode[], shapeIsSound: boolean): string[] {
	const ids = new Set(nodes.map(({ id }) => id));
	const faults = duplicates(nodes).map((id) => `Duplicate node id: '${id}'`);
	if (typeof entry === 'string' && entry !== '' && !ids.has(entry)) {
		faults.push(`initial_node_id '${entry}' not found in nodes`);
	}
	for (const node of nodes) {
		for (const target of targetsOf(node)) {
			if (!ids.has(target)) {
				faults.push(`Node '${node.id}' references unknown next node '${target}'`);
			}
		}
	}
	if (faults.length > 0 || !shapeIsSound || typeof entry !== 'string') return faults;
	const reached = reachableFrom(entry, nodes);
	return [...ids].filter((id) => !reached.has(id)).map((id) => `Node '${id}' is unreachable`);
}

function duplicates(nodes: readonly FlowNode[]): string[] {
	const seen = new Set<string>();
	const twice = nodes.map(({ id }) => id).filter((id) => seen.size === seen.add(id).size);
	return [...new Set(twice)];
}

function targetsOf({ next, branches }: FlowNode): string[] {
	const branchTargets = Array.isArray(branches)
		? branches.map((branch) => (isRecord(branch) ? branch.next : undefined))
		: [];
	return [next, ...branchTargets].filter((target) => typeof target === 'string');
}

/**
 * Most node types have fields that the reference does not list, and some will lead to other nodes
 * ("no answer", "on failure"). So any text in a node that is another node's id counts as a way
 * there: a flow that Talkover takes must not be refused here.
 */
function reachableFrom(entry: string, nodes: readonly FlowNode[]): Set<string> {
	const byId = new Map(nodes.map((node) => [node.id, node]));
	const reached = new Set<string>();
	const open = [entry];
	for (let id = open.pop(); id !== undefined; id = open.pop()) {
		const node = byId.get(id);
		if (!node || reached.has(id)) continue;
		reached.add(id);
		const { id: _own, type: _type, content: _content, ...links } = node;
		for (const text of textsIn(links)) open.push(text);
	}
	return reached;
}

function textsIn(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	if (typeof value !== 'object' || value === null) return [];
	const entries = Object.entries(value).filter(([name]) => name !== 'match');
	return entries.flatMap(([, inner]) => textsIn(inner));
}
