import type { FlowConfig } from './rules';
import { idsIn, stepName } from './rules';
import type { Step } from './steps';
import { missingIn, toNode } from './steps';

/** The steps of the panel, linked in their order. */
export interface Sequence {
	readonly nodes: readonly FlowConfig[];
	/** The ID of the first step. */
	readonly firstId: string | undefined;
	readonly generatedIds: ReadonlySet<string>;
	/** What steps lack, and where the call couldn't continue, one sentence each. */
	readonly gaps: readonly string[];
}

/**
 * Converts rows of the panel to the API's `nodes`. A step without an ID gets one, which is always the same for the same
 * flow, and a step or branch without a next step leads to the step below it.
 *
 * @param entry the ID of the entry step, if one was entered
 * @throws InvalidInput for an invalid property
 */
export function inSequence(rows: readonly Step[], entry: string | undefined): Sequence {
	const entered = rows.map((row, index) => ({
		row,
		node: toNode(row, index + 1),
		name: stepName(row.id, index + 1),
	}));
	const { ids, generatedIds } = withIds(rows, idsIn([entry, entered.map(({ node }) => node)]));
	const nodes = entered.map(({ row, node }, index) => ({
		id: ids[index],
		...linked(row, node, ids[index + 1]),
	}));
	const last = entered.at(-1);
	const missing = entered.flatMap(({ row, node, name }) => missingIn(row, node, name));
	const deadEnds = last ? deadEndsOf(last.row, last.node, last.name) : [];
	return { nodes, firstId: ids[0], generatedIds, gaps: [...missing, ...deadEnds] };
}

/** @param taken all texts of the flow that may refer to a step; generated IDs must differ from them */
function withIds(
	rows: readonly Step[],
	taken: readonly string[],
): { readonly ids: readonly string[]; readonly generatedIds: ReadonlySet<string> } {
	const used = new Set(taken);
	const generatedIds = new Set<string>();
	const ids = rows.map(({ id }, index) => {
		if (id !== undefined) return id;
		const generated = freeId(`step-${index + 1}`, used);
		generatedIds.add(generated);
		used.add(generated);
		return generated;
	});
	return { ids, generatedIds };
}

function freeId(wanted: string, used: ReadonlySet<string>): string {
	let id = wanted;
	for (let count = 2; used.has(id); count++) id = `${wanted}-${count}`;
	return id;
}

function linked({ branches = [] }: Step, node: FlowConfig, below: string | undefined): FlowConfig {
	if (below === undefined) return node;
	if (branches.length > 0) {
		return { ...node, branches: branches.map((branch) => ({ next: below, ...branch })) };
	}
	return goesOn(node) ? { ...node, next: below } : node;
}

/** Types without *Next Step*. */
const LAST: readonly unknown[] = ['decision', 'end'];

function goesOn({ type, next, branches }: FlowConfig): boolean {
	return next === undefined && branches === undefined && !LAST.includes(type);
}

/** Types that a call can't end with. */
const NEVER_LAST: readonly unknown[] = ['action', 'ask', 'say'];

/** The dead ends of the last step. Further properties may define how the call continues, so only Talkover can check these. */
function deadEndsOf(
	{ branches = [], properties = [] }: Step,
	node: FlowConfig,
	name: string,
): string[] {
	const nowhere = branches.flatMap(({ next }, index) =>
		next === undefined
			? [
					`${name}, Branch ${index + 1} has no next step: enter one in 'Next Step', or add a step below`,
				]
			: [],
	);
	const ends = goesOn(node) && properties.length === 0 && NEVER_LAST.includes(node.type);
	return ends
		? [`${name} has no next step: add an 'End' step below it, or enter a 'Next Step'`]
		: nowhere;
}
