import type { Locator, Page } from '@playwright/test';
import { expect } from '@playwright/test';

/** The start of a connection: a node and one of its outputs. */
export interface Output {
	readonly node: string;
	/** Starts at 0. Default: 0 */
	readonly output?: number;
}

/** A rectangle in the window, in pixels. */
interface Area {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
}

/** The space around what {@link Canvas.area} gives, in pixels. */
const MARGIN = 48;

function around(areas: readonly Area[]): Area {
	const x = Math.min(...areas.map((area) => area.x)) - MARGIN;
	const y = Math.min(...areas.map((area) => area.y)) - MARGIN;
	const right = Math.max(...areas.map((area) => area.x + area.width)) + MARGIN;
	const bottom = Math.max(...areas.map((area) => area.y + area.height)) + MARGIN;
	return { x, y, width: right - x, height: bottom - y };
}

/** The canvas of n8n's editor, where a user builds a workflow with the mouse. */
export class Canvas {
	constructor(private readonly page: Page) {}

	/** Opens a new workflow without any nodes. */
	async openEmpty(): Promise<void> {
		await this.page.goto('/workflow/new');
		await expect(this.page.getByTestId('canvas-add-button')).toBeVisible();
		await expect(this.page.getByTestId('canvas-node')).toHaveCount(0);
	}

	/**
	 * Adds the first node, which opens its panel.
	 *
	 * @param event one of the node's triggers, if n8n lists them with its actions
	 */
	async addTrigger(name: string, event?: string): Promise<void> {
		await this.page.getByTestId('canvas-add-button').click();
		await this.pick(name, event);
	}

	/** Adds a node with one of its actions as the first one behind a manual trigger, which opens its panel. */
	async addFirst(name: string, action: string): Promise<void> {
		await this.page.getByTestId('canvas-add-button').click();
		await this.search(name);
		await this.page.getByText(/^Actions \(/).click();
		await this.pickAction(action);
	}

	/**
	 * Adds a node to an output that has no connection yet, which opens its panel.
	 *
	 * @param action one of the node's actions, if it has several
	 */
	async add(from: Output, name: string, action?: string): Promise<void> {
		await this.tidyUp();
		await this.output(from).getByTestId('canvas-handle-plus').click();
		await this.pick(name, action);
	}

	/**
	 * Adds a node to one of the inputs below a node, which opens its panel.
	 *
	 * @param input as the canvas shows it, such as `Tool`
	 */
	async addBelow(node: string, input: string, name: string): Promise<void> {
		await this.tidyUp();
		const handle = this.node(node).getByTestId('canvas-node-input-handle');
		const plus = handle.filter({ hasText: input }).getByTestId('canvas-handle-plus');
		await plus.click();
		await this.pick(name);
	}

	/** Opens n8n's list of nodes behind an output. @returns the field for what somebody looks for */
	async openSearch(from: Output): Promise<Locator> {
		await this.output(from).getByTestId('canvas-handle-plus').click();
		return this.page.getByTestId('node-creator-search-bar');
	}

	/** Drags a connection from an output to the input of a node. */
	async connect(from: Output, to: string): Promise<void> {
		await this.tidyUp();
		const edges = this.page.getByTestId('edge');
		const before = await edges.count();
		await this.output(from).hover();
		await this.page.mouse.down();
		await this.node(to).getByTestId('canvas-node-input-handle').hover({ force: true });
		await this.page.mouse.up();
		await expect(edges).toHaveCount(before + 1);
	}

	/** Arranges the nodes so that all of them are visible. */
	async tidyUp(): Promise<void> {
		await this.page.getByTestId('tidy-up-button').click();
	}

	/** Opens the panel of a node. */
	async openPanel(node: string): Promise<void> {
		await this.node(node).dblclick();
		await expect(this.page.getByTestId('node-parameters')).toBeVisible();
	}

	/** Where the nodes and notes are in the window, with some space around them, once they've stopped moving. */
	async area(): Promise<Area> {
		const boxes = async () => {
			const nodes = await this.page.locator('.vue-flow__node').all();
			return Promise.all(nodes.map(async (node) => node.boundingBox()));
		};
		let area: Area | undefined;
		await expect(async () => {
			const before = area;
			area = around((await boxes()).filter((box) => box !== null));
			expect(area).toEqual(before);
		}).toPass();
		if (area === undefined) throw new Error('The canvas is empty');
		return area;
	}

	/** The node with exactly this name. */
	private node(name: string): Locator {
		return this.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);
	}

	private output({ node, output = 0 }: Output): Locator {
		const outputs = this.node(node).getByTestId('canvas-node-output-handle');
		return outputs.and(this.page.locator(`[data-index="${String(output)}"]`));
	}

	/** Selects a node from n8n's open list of nodes. */
	private async pick(name: string, action?: string): Promise<void> {
		await this.search(name);
		await this.pickAction(action);
	}

	private async search(name: string): Promise<void> {
		await this.page.getByTestId('node-creator-search-bar').fill(name);
		const exactName = this.page.getByText(name, { exact: true });
		await this.page.getByTestId('item-iterator-item').filter({ has: exactName }).first().click();
	}

	private async pickAction(action?: string): Promise<void> {
		if (action !== undefined) await this.page.getByText(action, { exact: true }).click();
		await expect(this.page.getByTestId('node-parameters')).toBeVisible();
	}
}
