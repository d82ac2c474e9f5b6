import { exampleFiles, readExample } from '../../../scripts/examples/files';
import { triggersOf } from '../../../scripts/examples/workflow';
import { executionsOf } from '../../../playground/workflows';
import { expect, test } from './support/fixtures';
import { mainPath } from './support/mainPath';

interface NodeType {
	readonly name: string;
	readonly version: number | readonly number[];
	readonly defaults: { readonly name: string };
}

for (const file of exampleFiles()) {
	test(`the example ${file} shows sample data on every node right after the import`, async ({
		example,
		editor,
		world,
		internet,
		simulator,
	}) => {
		const workflow = readExample(file);
		await editor.page.setViewportSize({ width: 1440, height: 720 });
		const imported = await example.import(file);

		for (const [index, trigger] of triggersOf(workflow).entries()) {
			await example.executeFrom(trigger);
			await expect
				.poll(async () => (await executionsOf(world, imported.id)).length)
				.toBe(index + 1);
			const [latest = { id: '' }] = await executionsOf(world, imported.id);
			const execution = await imported.execution(latest.id);

			const path = mainPath(workflow, trigger);
			const shown = path.filter((node) => (execution.items(node) ?? []).length > 0);
			expect(shown, `nodes behind '${trigger}' that show items`).toEqual(path);
		}

		expect(simulator.requests, 'requests to Talkover').toEqual([]);
		expect(internet.strangers, 'requests to other services').toEqual([]);
		await example.picture(file);
	});
}

test('every node of the examples exists in n8n, in this version, and has a name of its own', async ({
	world,
}) => {
	const answer = await fetch(`${world.n8n.url}/types/nodes.json`, {
		headers: {
			cookie: world.api
				.cookies()
				.map(({ name, value }) => `${name}=${value}`)
				.join('; '),
		},
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
