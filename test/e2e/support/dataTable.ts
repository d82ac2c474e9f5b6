import { randomUUID } from 'node:crypto';

import type { World } from '../../../tools/playground/world';

/** A data table of n8n, as its user creates one. */
export class DataTable {
	private constructor(
		private readonly world: World,
		private readonly route: string,
		readonly name: string,
		private readonly id: string,
	) {}

	/** Creates a table with these columns. */
	static async create(
		world: World,
		columns: Readonly<Record<string, 'boolean' | 'number' | 'string'>>,
	): Promise<DataTable> {
		const { id: projectId } = await world.api.call<{ id: string }>('GET', '/projects/personal');
		const route = `/projects/${projectId}/data-tables`;
		const name = `Table ${randomUUID()}`;
		const { id } = await world.api.call<{ id: string }>('POST', route, {
			name,
			columns: Object.entries(columns).map(([column, type]) => ({ name: column, type })),
		});
		return new DataTable(world, `${route}/${id}`, name, id);
	}

	/** The value of a picker in which the user has chosen this table. */
	get chosen(): object {
		return { __rl: true, mode: 'list', value: this.id, cachedResultName: this.name };
	}

	async add(...rows: object[]): Promise<void> {
		await this.world.api.call('POST', `${this.route}/insert`, { data: rows });
	}

	async rows(): Promise<readonly Readonly<Record<string, unknown>>[]> {
		interface Page {
			readonly data: readonly Readonly<Record<string, unknown>>[];
		}
		return (await this.world.api.call<Page>('GET', `${this.route}/rows`)).data;
	}
}
