import { readExample } from '../../../../tools/scripts/examples/files';
import type { World } from '../../../../tools/playground/world';
import { activate, deactivate, executionsOf } from '../../../../tools/playground/workflows';
import type { Changes, ExamplePage, Execution, ImportedExample } from './examplePage';
import { expect } from './fixtures';

/** The name of the node that holds the settings of an example. */
const CONFIGURATION = 'Configuration';

interface Assignments {
	readonly assignments: readonly { readonly name: string }[];
}

/**
 * The parameters of the node with the settings of an example, as a user enters them.
 *
 * @param settings that differ from those in the file; lists as the JSON that the editor shows
 */
export function configured(
	file: string,
	settings: Readonly<Record<string, number | string>>,
): Record<string, object> {
	const node = readExample(file).nodes.find(({ name }) => name === CONFIGURATION);
	const { assignments = [] } = (node?.parameters.assignments ?? {}) as Partial<Assignments>;
	const names = assignments.map(({ name }) => name);
	expect(names, `the settings of ${file}`).toEqual(expect.arrayContaining(Object.keys(settings)));
	const entered = assignments.map((assignment) => ({
		...assignment,
		...(assignment.name in settings ? { value: settings[assignment.name] } : {}),
	}));
	return { [CONFIGURATION]: { assignments: { assignments: entered } } };
}

/** Stores an example, fills it in, and publishes it. */
export async function storeAndPublish(
	world: World,
	example: ExamplePage,
	file: string,
	changes: Changes,
): Promise<ImportedExample> {
	const imported = await example.store(file);
	await imported.fill(changes);
	await publish(world, imported);
	return imported;
}

/** Publishes an example until {@link unpublishAll}. n8n registers its webhooks a moment later. */
export async function publish(world: World, { id }: ImportedExample): Promise<void> {
	await activate(world, id);
}

/** Two examples with the same webhook can't be published at once, so each test unpublishes its own. */
export async function unpublishAll(world: World): Promise<void> {
	const stored = await world.api.call<{ id: string; active: boolean }[]>('GET', '/workflows');
	for (const { id, active } of stored) if (active) await deactivate(world, id);
}

/** Posts an event to the webhook of a published example, a form or else JSON, until n8n answers with this status. */
export async function deliver(
	{ n8n }: World,
	example: ImportedExample,
	event: URLSearchParams | object,
	{ headers = {}, status = 200 }: { headers?: Record<string, string>; status?: number } = {},
): Promise<void> {
	const path = await example.webhookPath();
	const isForm = event instanceof URLSearchParams;
	const send = async () => {
		const answer = await fetch(`${n8n.url}/webhook/${path}`, {
			method: 'POST',
			headers: isForm ? headers : { 'content-type': 'application/json', ...headers },
			body: isForm ? event : JSON.stringify(event),
		});
		return answer.status;
	};
	await expect.poll(send, `n8n answers an event at ${path}`).toBe(status);
}

/**
 * An execution of a published example, once it has this status.
 *
 * @param nth from 1
 */
export async function nthExecution(
	world: World,
	example: ImportedExample,
	nth: number,
	status?: string,
): Promise<Execution> {
	let id: string | undefined;
	const isListed = async () => {
		id = (await executionsOf(world, example.id)).at(-nth)?.id;
		return id !== undefined;
	};
	await expect.poll(isListed, `execution ${String(nth)} is listed`).toBe(true);
	return example.execution(id ?? '', status);
}
