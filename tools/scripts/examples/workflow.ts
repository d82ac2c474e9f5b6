import { isRecord } from '../../../nodes/Talkover/base/json';

export interface WorkflowNode {
	readonly name: string;
	readonly type: string;
	readonly typeVersion: number;
	readonly position: readonly [x: number, y: number];
	readonly parameters: Readonly<Record<string, unknown>>;
	readonly [setting: string]: unknown;
}

interface Target {
	readonly node: string;
}

/** A workflow as n8n exports it. */
export interface Workflow {
	readonly name: string;
	readonly nodes: readonly WorkflowNode[];
	/** By the name of a node and the kind of connection: for each output, what it leads to. */
	readonly connections: Readonly<
		Record<string, Readonly<Record<string, readonly (readonly Target[] | null)[]>>>
	>;
	readonly pinData: Readonly<Record<string, readonly unknown[]>>;
	readonly [setting: string]: unknown;
}

export const NOTE = 'n8n-nodes-base.stickyNote';

/** The nodes that do something. */
export function stepsOf({ nodes }: Workflow): WorkflowNode[] {
	return nodes.filter(({ type }) => type !== NOTE);
}

export function notesOf({ nodes }: Workflow): WorkflowNode[] {
	return nodes.filter(({ type }) => type === NOTE);
}

/** n8n shows a note without a color in yellow, which is its first color. */
export function isYellow({ parameters: { color = 1 } }: WorkflowNode): boolean {
	return color === 1;
}

export function contentOf({ parameters: { content } }: WorkflowNode): string {
	return typeof content === 'string' ? content : '';
}

/** What the connections of a node lead to. */
export function targetsOf({ connections }: Workflow, name: string): string[] {
	return Object.values(connections[name] ?? {}).flatMap((outputs) =>
		outputs.flatMap((targets) => (targets ?? []).map(({ node }) => node)),
	);
}

/** Nodes such as chat models, which serve another node and get no items of their own. */
export function isSubNode({ connections }: Workflow, name: string): boolean {
	return Object.keys(connections[name] ?? {}).some((kind) => kind.startsWith('ai_'));
}

/** A value inside a parameter and where it is, such as `agentId` or `options.metadata.0`. */
export interface Found {
	readonly path: string;
	readonly value: unknown;
}

/** A value, and all values inside it. */
export function* within(value: unknown, path = ''): Generator<Found> {
	yield { path, value };
	if (!Array.isArray(value) && !isRecord(value)) return;
	for (const [key, inner] of Object.entries(value)) {
		yield* within(inner, path === '' ? key : `${path}.${key}`);
	}
}

/** The nodes that nothing leads to: where executions begin. */
export function triggersOf(workflow: Workflow): string[] {
	const steps = stepsOf(workflow).map(({ name }) => name);
	const targets = new Set(steps.flatMap((name) => targetsOf(workflow, name)));
	return steps.filter((name) => !targets.has(name) && !isSubNode(workflow, name));
}
