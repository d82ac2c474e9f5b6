import type { Workflow } from '../../../../tools/scripts/examples/workflow';

const LOOP = 'n8n-nodes-base.splitInBatches';

/**
 * A trigger and the nodes behind it that sample data must reach: those that first outputs lead to, and
 * what a loop repeats.
 */
export function mainPath({ nodes, connections }: Workflow, trigger: string): string[] {
	const loops = nodes.filter(({ type }) => type === LOOP).map(({ name }) => name);
	const found = new Set([trigger]);
	for (const name of found) {
		const outputs = connections[name]?.main ?? [];
		const followed = loops.includes(name) ? outputs : outputs.slice(0, 1);
		for (const { node } of followed.flatMap((targets) => targets ?? [])) found.add(node);
	}
	return [...found];
}
