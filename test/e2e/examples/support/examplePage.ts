import { randomUUID } from 'node:crypto';
import path from 'node:path';

import { expect } from '@playwright/test';

import { execute } from '../../../../tools/playground/workflows';
import type { World } from '../../../../tools/playground/world';
import { EXAMPLES, readExample } from '../../../../tools/scripts/examples/files';
import type { Workflow, WorkflowNode } from '../../../../tools/scripts/examples/workflow';
import { stepsOf } from '../../../../tools/scripts/examples/workflow';
import type { EditorPage } from '../../support/editorPage';

interface StoredWorkflow extends Workflow {
	readonly id: string;
}

/** What a user fills in after the import. */
export interface Changes {
	/** By the name of a node: parameters that replace those of the file. */
	readonly parameters?: Readonly<Record<string, object>>;
	/** Credentials of other services than Talkover, whose credential every Talkover node gets. */
	readonly credentials?: readonly {
		/** The name of a type of n8n, such as `hubspotAppToken`. */
		readonly type: string;
		readonly data: object;
		/** The names of the nodes that use it. */
		readonly nodes: readonly string[];
	}[];
	/** By the name of a node: the items that replace its sample data. */
	readonly pin?: Readonly<Record<string, readonly object[]>>;
	/** The names of the nodes that keep the sample data of the file. All others run. */
	readonly keep?: readonly string[];
}

/** An execution as n8n has stored it. */
export interface Execution {
	readonly id: string;
	/** `success`, `error`, `waiting` … */
	readonly status: string;
	/** When a waiting execution goes on. */
	readonly waitTill: string | null;
	/** The message of the node that has failed. */
	readonly error?: string;
	/** What the latest run of a node has put out; undefined if it hasn't run. */
	items(node: string, output?: number): object[] | undefined;
}

/** The statuses after which an execution doesn't go on. */
const ENDED: readonly string[] = ['canceled', 'crashed', 'error', 'success'];

interface RunData {
	readonly data?: { readonly main: readonly (readonly { readonly json: object }[] | null)[] };
}

interface StoredExecution {
	readonly id: string;
	readonly status: string;
	readonly waitTill: string | null;
	/** In the format of the package `flatted`. */
	readonly data: string;
}

/** An example workflow in n8n. */
export class ImportedExample {
	constructor(
		readonly id: string,
		private readonly editor: EditorPage,
		private readonly world: World,
	) {}

	/** The path of the webhook of a workflow that has one. */
	async webhookPath(): Promise<string> {
		const stored = await this.world.api.call<StoredWorkflow>('GET', `/workflows/${this.id}`);
		const [webhook, ...others] = stored.nodes.filter(
			({ type }) => type === 'n8n-nodes-base.webhook',
		);
		expect([webhook?.parameters.path, others]).toEqual([expect.stringMatching(/^[\w-]+$/), []]);
		return String(webhook?.parameters.path);
	}

	/** Fills in what the example leaves empty. The editor mustn't have it open with unsaved changes. */
	async fill({ parameters = {}, credentials = [], pin = {}, keep = [] }: Changes): Promise<void> {
		const { api, credential } = this.world;
		await this.editor.page.goto('about:blank');
		const used: Record<string, Record<string, unknown>> = {};
		for (const { type, data, nodes } of credentials) {
			const name = `${type} of ${this.id}`;
			const { id } = await api.call<{ id: string }>('POST', '/credentials', { name, type, data });
			for (const node of nodes) used[node] = { ...used[node], [type]: { id, name } };
		}
		const stored = await api.call<StoredWorkflow>('GET', `/workflows/${this.id}`);
		const filled = (node: WorkflowNode): WorkflowNode => {
			const own = node.type.startsWith('n8n-nodes-talkover.') ? { talkoverApi: credential } : {};
			return {
				...node,
				parameters: { ...node.parameters, ...parameters[node.name] },
				credentials: { ...(node.credentials as object | undefined), ...own, ...used[node.name] },
			};
		};
		const names = stored.nodes.map(({ name }) => name);
		const unknown = [parameters, used, pin].flatMap((part) => Object.keys(part)).concat(keep);
		expect(names, 'the nodes to fill in').toEqual(expect.arrayContaining(unknown));
		const kept = keep.map((name) => [name, stored.pinData[name]]);
		const pinned = Object.entries(pin).map(([name, items]) => [
			name,
			items.map((json) => ({ json })),
		]);
		await api.call('PATCH', `/workflows/${this.id}`, {
			...stored,
			nodes: stored.nodes.map(filled),
			pinData: Object.fromEntries([...kept, ...pinned]) as object,
		});
	}

	/**
	 * Starts an execution as "Execute workflow" does.
	 *
	 * @param trigger the node that it begins with, whose sample data it needs
	 * @returns the ID of the execution
	 */
	async start(trigger: string): Promise<string> {
		return execute(this.world, this.id, trigger);
	}

	/** An execution, once it has this status. Fails with the node's message as soon as it has ended with another one. */
	async execution(id: string, status = 'success'): Promise<Execution> {
		const read = async () => this.world.api.call<StoredExecution>('GET', `/executions/${id}`);
		const isReached = async () => [status, ...ENDED].includes((await read()).status);
		await expect.poll(isReached, `execution ${id} ends or is ${status}`).toBe(true);
		const stored = await read();
		const { error, runData = {} } = await resultOf(stored);
		if (stored.status !== status) {
			const reason = JSON.stringify(error ?? 'no error');
			throw new Error(`Execution ${id} is ${stored.status} instead of ${status}: ${reason}`);
		}
		return {
			id,
			status,
			waitTill: stored.waitTill,
			...(error ? { error: error.message } : {}),
			items: (node, output = 0) =>
				runData[node]?.at(-1)?.data?.main[output]?.map(({ json }) => json),
		};
	}

	/** Runs the workflow to its end. */
	async run(trigger: string): Promise<Execution> {
		return this.execution(await this.start(trigger));
	}
}

interface Result {
	readonly error?: { readonly message: string };
	readonly runData?: Readonly<Record<string, readonly RunData[]>>;
}

async function resultOf({ data }: StoredExecution): Promise<Result> {
	const { parse } = await import('flatted');
	// An execution that has just begun has no data.
	const stored = parse(data) as { readonly resultData: Result } | undefined;
	return stored?.resultData ?? {};
}

/** What the editor adds to a node that has an address of its own, when it imports a workflow. */
function withWebhookId(node: WorkflowNode): WorkflowNode {
	if (!/(?:trigger|webhook|form|wait)$/i.test(node.type)) return node;
	const webhookId = randomUUID();
	const parameters =
		node.parameters.path === '' ? { ...node.parameters, path: webhookId } : node.parameters;
	return { ...node, parameters, webhookId };
}

/** n8n's editor, in which examples are imported and looked at. */
export class ExamplePage {
	constructor(
		private readonly editor: EditorPage,
		private readonly world: World,
	) {}

	/** Imports an example with "Import from File…" of the editor's menu, as a user does. */
	async import(file: string): Promise<ImportedExample> {
		const { page, canvas } = this.editor;
		await canvas.openEmpty();
		await page.getByTestId('workflow-menu').click();
		await page.getByRole('menuitem', { name: 'Import' }).hover();
		const choosing = page.waitForEvent('filechooser');
		await page.getByRole('menuitem', { name: 'From file' }).click();
		await (await choosing).setFiles(path.join(EXAMPLES, file));
		const workflow = readExample(file);
		await expect(page.getByTestId('canvas-node')).toHaveCount(stepsOf(workflow).length);
		const id = await this.stored(workflow.name);
		return new ImportedExample(id, this.editor, this.world);
	}

	/** Stores an example in n8n without the editor, for tests of what it does. */
	async store(file: string): Promise<ImportedExample> {
		const workflow = readExample(file);
		const { id } = await this.world.api.call<{ id: string }>('POST', '/workflows', {
			...workflow,
			nodes: workflow.nodes.map(withWebhookId),
			active: false,
		});
		return new ImportedExample(id, this.editor, this.world);
	}

	/** Presses "Execute workflow", and waits for the end. Of several triggers, it takes the one that is given. */
	async executeFrom(trigger: string): Promise<void> {
		const { page } = this.editor;
		const ofTriggers = page.locator('[data-test-id^="execute-workflow-button-"]');
		if ((await ofTriggers.count()) > 1) {
			// A note may cover it.
			await page.getByTestId(`execute-workflow-button-${trigger}`).dispatchEvent('click');
		} else {
			await page.getByTestId('execute-workflow-button').click();
		}
		await expect(page.getByText('Workflow executed successfully').first()).toBeVisible();
	}

	/** Nodes are selected after an import, and a selected note covers what is behind it. */
	async deselect(): Promise<void> {
		const pane = this.editor.page.locator('.vue-flow__pane');
		const { width = 0, height = 0 } = (await pane.boundingBox()) ?? {};
		await pane.click({ position: { x: width / 2, y: height - 8 } });
		await expect(this.editor.page.locator('.vue-flow__node.selected')).toHaveCount(0);
	}

	/** Takes the picture of an example for the docs. */
	async picture(file: string): Promise<void> {
		await this.deselect();
		await this.editor.pictureOfCanvas(path.basename(file, '.json'));
	}

	/** The ID that n8n has given the imported workflow. The editor stores it a moment after the import. */
	private async stored(name: string): Promise<string> {
		const { page } = this.editor;
		await expect(page).toHaveURL(/\/workflow\/(?!new)\w+/);
		const id = /\/workflow\/(\w+)/.exec(page.url())?.[1] ?? '';
		const names = async () => {
			const all = await this.world.api.call<{ id: string; name: string }[]>('GET', '/workflows');
			return all.filter((workflow) => workflow.id === id).map((workflow) => workflow.name);
		};
		await expect.poll(names, 'n8n stores the imported workflow').toEqual([name]);
		return id;
	}
}
