import { exampleFiles, readExample } from '../../../tools/scripts/examples/files';
import { triggersOf } from '../../../tools/scripts/examples/workflow';
import { expect, test } from './support/fixtures';
import { mainPath } from './support/mainPath';

interface NodeType {
	readonly name: string;
	readonly version: number | readonly number[];
	readonly defaults: { readonly name: string };
}

for (const file of exampleFiles()) {
	test(`the example ${file} shows sample data on every node before anything is filled in`, async ({
		example,
		internet,
		simulator,
	}) => {
		const workflow = readExample(file);
		const imported = await example.store(file);

		for (const trigger of triggersOf(workflow)) {
			const execution = await imported.run(trigger);

			const path = mainPath(workflow, trigger);
			const shown = path.filter((node) => (execution.items(node) ?? []).length > 0);
			expect(shown, `nodes behind '${trigger}' that show items`).toEqual(path);
		}

		expect(simulator.requests, 'requests to Talkover').toEqual([]);
		expect(internet.strangers, 'requests to other services').toEqual([]);
	});
}

test('an imported example runs with a path that nobody guesses', async ({ example, simulator }) => {
	const imported = await example.import('call-and-wait.json');

	expect(await imported.webhookPath()).toMatch(/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/);
	await example.executeFrom('Contact From the CRM');
	expect(simulator.requests).toEqual([]);
});

test('every node of the examples exists in n8n and has its own name', async ({ world }) => {
	const cookie = world.api.cookies().map(({ name, value }) => `${name}=${value}`);
	const answer = await fetch(`${world.n8n.url}/types/nodes.json`, {
		headers: { cookie: cookie.join('; ') },
	});
	const types = (await answer.json()) as NodeType[];
	const nodes = exampleFiles().flatMap((file) =>
		readExample(file).nodes.map((node) => ({ file, ...node })),
	);

	for (const { file, name, type, typeVersion } of nodes) {
		const found = types.find(
			(known) => known.name === type && [known.version].flat().includes(typeVersion),
		);
		expect(found, `${file}: ${type} ${String(typeVersion)}`).toBeDefined();
		expect(name, `${file}: the name of a node`).not.toBe(found?.defaults.name);
	}
});
