import { mkdirSync, statSync } from 'node:fs';
import path from 'node:path';

import type { Locator, Page, PageScreenshotOptions } from '@playwright/test';
import { expect } from '@playwright/test';

import type { NodeJson, SubNodeJson } from '../../../tools/playground/workflows';
import { saveWorkflow } from '../../../tools/playground/workflows';
import type { World } from '../../../tools/playground/world';
import { Canvas } from './canvas';

const START: NodeJson = { name: 'Start', type: 'n8n-nodes-base.manualTrigger' };

/** The maximum size of a picture, for readers with slow connections. */
const MAX_PICTURE_BYTES = 150_000;

/** Hides messages and tips that n8n shows for some seconds. */
const NO_TOASTS =
	'.el-notification, .el-popper, [data-reka-popper-content-wrapper] { display: none !important; }';

/** Hides what is neither the canvas nor around it: buttons, tabs and messages. */
const ONLY_CANVAS = `
	body *:not(:has(.vue-flow__viewport)):not(.vue-flow__viewport):not(.vue-flow__viewport *) {
		visibility: hidden;
	}`;

/**
 * A script for the page that replaces what only tests have with what users have: the address of the simulator with
 * the Base URL. It shortens IDs, which say nothing to readers.
 */
const AS_READERS_SEE_IT = String.raw`{
	const shown = (text) =>
		text
			.replace(/http:\/\/127\.0\.0\.1:\d+\/call-results/g, 'https://crm.example.com/call-results')
			.replace(/http:\/\/127\.0\.0\.1:\d+(?:\/api\/v1)?/g, 'https://app.talkover.ai/api/v1')
			.replace(/\b([\da-f]{8})(?:-[\da-f]{4}){3}-[\da-f]{12}\b/g, '$1…');
	for (const input of document.querySelectorAll('input')) {
		if (input.value !== shown(input.value)) input.value = shown(input.value);
	}
	const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	while (texts.nextNode()) {
		const { currentNode: node } = texts;
		if (node.data !== shown(node.data)) node.data = shown(node.data);
	}
}`;

/** n8n's editor as a user sees it, and the data it stores. */
export class EditorPage {
	readonly canvas: Canvas;

	constructor(
		readonly page: Page,
		private readonly world: World,
		private readonly pictures: string | undefined,
	) {
		this.canvas = new Canvas(page);
	}

	/** Stores a workflow with these nodes in a chain, and returns its ID. */
	async save(
		nodes: readonly NodeJson[],
		name = 'Browser test',
		subNodes: readonly SubNodeJson[] = [],
	): Promise<string> {
		return saveWorkflow(this.world, nodes, name, subNodes);
	}

	/** The ID of an existing workflow. */
	async find(name: string): Promise<string> {
		const stored = await this.world.api.call<{ id: string; name: string }[]>('GET', '/workflows');
		const found = stored.find((workflow) => workflow.name === name);
		if (!found) throw new Error(`n8n has no workflow '${name}'`);
		return found.id;
	}

	/** Opens the canvas of a stored workflow. */
	async open(workflowId: string): Promise<void> {
		await this.page.goto(`/workflow/${workflowId}`);
		await expect(this.page.getByTestId('canvas-node').first()).toBeVisible();
	}

	/** Opens the panel of a Talkover node with these parameters, behind a manual trigger. */
	async openPanel(parameters: object, settings: object = {}): Promise<void> {
		const node = { name: 'Talkover', type: 'n8n-nodes-talkover.talkover', parameters };
		await this.open(await this.save([START, { ...node, ...settings }]));
		await this.node('Talkover').dblclick();
		await expect(this.page.getByTestId('node-parameters')).toBeVisible();
	}

	node(name: string): Locator {
		return this.page.getByTestId('canvas-node').filter({ hasText: name });
	}

	/** The input of a parameter in the open panel. */
	parameter(name: string): Locator {
		return this.page.getByTestId(`parameter-input-${name}`);
	}

	/**
	 * Selects an entry of a drop-down in the open panel, or several of one that stays open. If several have this name,
	 * as in rows of fields, it's the last one.
	 */
	async choose(name: string, ...options: readonly string[]): Promise<void> {
		const entry = (text: string) =>
			this.page.getByRole('option', { name: text }).filter({ visible: true });
		// A click on a list that is still loading doesn't open it.
		await expect(async () => {
			await this.parameter(name).last().click();
			await expect(entry(options[0] ?? '').first()).toBeVisible({ timeout: 3_000 });
		}).toPass();
		for (const option of options) await entry(option).click();
		if (options.length > 1) await this.page.keyboard.press('Escape');
	}

	/** Selects an entry of a drop-down in the Settings of the open panel. */
	async chooseSetting(name: string, option: string): Promise<void> {
		await this.page.getByTestId('tab-settings').click();
		await this.choose(name, option);
		await this.page.getByTestId('tab-params').click();
	}

	/** Types into a field of the open panel, the last one with this name. */
	async type(name: string, text: string): Promise<void> {
		await this.parameter(name).last().locator('input, textarea').fill(text);
	}

	/** Chooses an entry of a searchable list in the open panel. */
	async chooseListed(name: string, entry: string): Promise<void> {
		await this.parameter(name).getByTestId('rlc-input').click();
		await this.page.getByTestId('rlc-item').filter({ hasText: entry, visible: true }).click();
	}

	/** Enters a number in the open panel, which takes effect when its field loses the focus. */
	async enterNumber(field: Locator, number: string): Promise<void> {
		await field.locator('input').fill(number);
		await field.locator('input').press('Tab');
	}

	/** The part of a searchable list in the open panel that takes a field of the input. */
	picker(name: string): Locator {
		return this.parameter(name).getByTestId('rlc-input-container');
	}

	/** Fills in the condition of the open panel: a field of the input is equal to a text. */
	async compare(expression: string, text: string): Promise<void> {
		const condition = this.page.getByTestId('filter-condition');
		await this.map(expression, condition.getByTestId('filter-condition-left'));
		await condition.getByTestId('filter-condition-right').locator('input').fill(text);
	}

	/** Adds an entry of a collection of the open panel, with the drop-down that has this text. */
	async addTo(dropDown: 'Add option' | 'Add Rule', name: string): Promise<void> {
		const text = this.page.getByPlaceholder(dropDown);
		await this.page.getByTestId('collection-parameter-add').filter({ has: text }).click();
		await this.page.getByRole('option', { name }).filter({ visible: true }).click();
	}

	/** Changes the name of the node whose panel is open. */
	async rename(name: string): Promise<void> {
		const title = this.page.getByTestId('node-title-container');
		await title.getByTestId('inline-edit-preview').click();
		await this.page.keyboard.type(name);
		await this.page.keyboard.press('Enter');
		await expect(title).toContainText(name);
	}

	/**
	 * Drags a field of the input to a field of the open panel, which then contains its expression.
	 *
	 * @param expression the expression for it, such as `$json.phone`, in the visible part of the input
	 */
	async map(expression: string, target: Locator): Promise<void> {
		await this.drag(expression, target);
		// The editor focuses the field with a delay. Until then, it would take the focus from another field.
		await expect(target.locator('.cm-focused')).toBeVisible();
		// The preview of the expression covers what's below the field until the next click elsewhere.
		await this.output.click({ position: { x: 10, y: 10 } });
	}

	/**
	 * Drags a field of the input's items to a field of the open panel that takes a name and no expression.
	 *
	 * @param name the field's name, in the visible part of the input
	 */
	async mapName(name: string, target: Locator): Promise<void> {
		await this.drag(`$json.${name}`, target);
		// The editor fills in the name with a delay. Until then, the node can't be executed.
		await expect(target.locator('input')).toHaveValue(name);
	}

	private async drag(expression: string, target: Locator): Promise<void> {
		const input = this.page.getByTestId('ndv-input-panel');
		await input.locator(`[data-target="mappable"][data-value="{{ ${expression} }}"]`).hover();
		await this.page.mouse.down();
		// The editor needs a second movement to notice that the pointer is over the field.
		for (const x of [20, 30]) await target.hover({ position: { x, y: 12 }, force: true });
		await this.page.mouse.up();
	}

	/** Clicks something that the preview of an expression covers, even if the preview appears with a delay. */
	async clickCovered(target: Locator): Promise<void> {
		await expect(async () => {
			await this.output.click({ position: { x: 10, y: 10 } });
			await target.click({ timeout: 2_000 });
		}).toPass();
	}

	/** Shows the fields of an earlier node in the input of the open panel. */
	async unfoldInput(node: string): Promise<void> {
		const headers = this.page.getByTestId('ndv-input-panel').getByTestId('run-data-schema-header');
		await headers.filter({ has: this.page.getByText(node, { exact: true }) }).click();
	}

	/** Resolves once n8n has stored this text in the workflow, because the editor stores changes with a delay. */
	async stored(text: string): Promise<void> {
		const id = /\/workflow\/(\w+)/.exec(this.page.url())?.[1] ?? '';
		// n8n doesn't find a new workflow that it hasn't stored yet.
		await expect(async () => {
			const workflow = await this.world.api.call('GET', `/workflows/${id}`);
			expect(JSON.stringify(workflow).includes(text), `n8n stores ${text}`).toBe(true);
		}).toPass();
	}

	/** Closes the panel once n8n has stored this text. */
	async close(stored: string): Promise<void> {
		await this.stored(stored);
		await this.dismiss();
	}

	/** Closes the panel. */
	async dismiss(): Promise<void> {
		await this.page.getByTestId('ndv-close-button').click();
	}

	/** The name of the credential in the open panel. */
	get credential(): Locator {
		return this.page.getByTestId('node-credentials-select').locator('input');
	}

	/** The output side of the open panel. */
	get output(): Locator {
		return this.page.getByTestId('output-panel');
	}

	/** Clicks "Execute workflow" on the canvas. */
	async executeWorkflow(): Promise<void> {
		await this.page.getByTestId('execute-workflow-button').click();
	}

	/** Resolves once the workflow has been executed without an error. */
	async succeeded(): Promise<void> {
		await expect(this.page.getByText('Workflow executed successfully')).toBeVisible();
	}

	/** Clicks "Execute step". */
	async execute(): Promise<void> {
		await this.page.getByTestId('node-execute-button').click();
	}

	/** Retries the latest execution of a workflow from n8n's list of executions. */
	async retryLatest(workflowId: string): Promise<void> {
		await this.page.goto(`/workflow/${workflowId}/executions`);
		await this.page.getByTestId('execution-preview-retry-button').click();
		await this.page.getByRole('menuitem', { name: 'Retry with original workflow' }).click();
	}

	/** Scrolls the open panel until the label of a parameter is at the top. */
	async scrollTo(label: string): Promise<void> {
		const found = this.page
			.getByTestId('node-parameters')
			.getByText(label, { exact: true })
			.first();
		await found.evaluate('element => element.scrollIntoView({ block: "start" })');
	}

	/** Takes a screenshot for the README if the test runs for its pictures. */
	async picture(name: string, of: Locator = this.page.getByTestId('ndv')): Promise<void> {
		await this.takePicture(name, async (options) => of.screenshot(options));
	}

	/** Takes a screenshot of the open panel in a window in which all its options are visible. */
	async pictureOfOptions(name: string): Promise<void> {
		const size = this.page.viewportSize();
		if (this.pictures === undefined || size === null) return;
		await this.page.setViewportSize({ ...size, height: 1_350 });
		const options = this.page.getByTestId('collection-parameter-add').first();
		await options.scrollIntoViewIfNeeded();
		await this.page.mouse.move(0, 0);
		await this.picture(name, this.page.getByTestId('node-parameters'));
		await this.page.setViewportSize(size);
	}

	/** Takes a screenshot of all nodes and notes on the canvas, without the editor's own controls. */
	async pictureOfCanvas(name: string): Promise<void> {
		await this.page.getByTestId('zoom-to-fit').click();
		const clip = await this.canvas.area();
		await this.takePicture(name, async (options) =>
			this.page.screenshot({ ...options, clip, style: ONLY_CANVAS + NO_TOASTS }),
		);
	}

	private async takePicture(
		name: string,
		take: (options: PageScreenshotOptions) => Promise<Buffer>,
	): Promise<void> {
		if (this.pictures === undefined) return;
		mkdirSync(this.pictures, { recursive: true });
		const file = path.join(this.pictures, `${name}.png`);
		await this.page.evaluate(AS_READERS_SEE_IT);
		await take({ path: file, animations: 'disabled', caret: 'hide', style: NO_TOASTS });
		expect(statSync(file).size).toBeLessThan(MAX_PICTURE_BYTES);
	}
}
