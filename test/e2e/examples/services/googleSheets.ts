import type { PlayedService, Route, ServiceRequest, ServiceResponse } from '../support/internet';
import { route } from '../support/internet';

type Cell = string | number;

/** https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets.values/batchUpdate */
interface BatchUpdate {
	readonly valueInputOption: string;
	readonly data: readonly {
		readonly range: string;
		readonly values: readonly (readonly Cell[])[];
	}[];
}

/** https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets.values/append */
interface ValueRange {
	readonly range: string;
	readonly values: readonly (readonly Cell[])[];
}

/** A range of one cell, such as `Contacts!C2`. */
const CELL = /!([A-Z])(\d+)$/;

/** A Google spreadsheet with one sheet. */
export class GoogleSheets implements PlayedService {
	readonly hosts = ['sheets.googleapis.com'];
	/** Everything that was written, in order: the rows' numbers and the values, by column. */
	readonly written: string[] = [];
	/** How Google was asked to read what is written: `RAW` as text, `USER_ENTERED` as if it was typed. */
	readonly inputOptions = new Set<string | null>();

	private readonly routes: readonly Route[] = [
		['GET', /^\/v4\/spreadsheets\/[^/:]+$/, () => this.properties()],
		['GET', /^\/v4\/spreadsheets\/[^/]+\/values\/[^/:]+$/, ({ url }) => this.values(url)],
		[
			'POST',
			/^\/v4\/spreadsheets\/[^/]+\/values:batchUpdate$/,
			({ body }) => this.update(body as BatchUpdate),
		],
		[
			'POST',
			/^\/v4\/spreadsheets\/[^/]+\/values\/[^/]+:append$/,
			({ url, body }) => this.append(url, body as ValueRange),
		],
	];

	/** @param rows of the sheet, the headings first */
	constructor(
		private readonly token: string,
		readonly spreadsheetId: string,
		readonly rows: Cell[][],
	) {}

	answer(request: ServiceRequest): ServiceResponse | undefined {
		const isOwn = request.url.pathname.startsWith(`/v4/spreadsheets/${this.spreadsheetId}`);
		if (!isOwn || request.headers.authorization !== `Bearer ${this.token}`) {
			const error = {
				code: 403,
				message: 'The caller does not have permission',
				status: 'PERMISSION_DENIED',
			};
			return { status: 403, json: { error } };
		}
		return route(this.routes, request);
	}

	/** The value of a cell, by the number of its row from 1 and its heading. */
	cell(row: number, heading: string): Cell | undefined {
		return this.rows[row - 1]?.[this.rows[0]?.indexOf(heading) ?? -1];
	}

	/** https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/get */
	private properties(): ServiceResponse {
		const gridProperties = { rowCount: 1000, columnCount: 26 };
		const properties = {
			sheetId: 0,
			title: 'Contacts',
			index: 0,
			sheetType: 'GRID',
			gridProperties,
		};
		return { json: { sheets: [{ properties }] } };
	}

	/** https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets.values/get */
	private values(url: URL): ServiceResponse {
		const range = decodeURIComponent(url.pathname.split('/').at(-1) ?? '');
		return { json: { range, majorDimension: 'ROWS', values: this.rows } };
	}

	private append({ searchParams }: URL, { range, values }: ValueRange): ServiceResponse {
		this.inputOptions.add(searchParams.get('valueInputOption'));
		this.rows.push(...values.map((row) => [...row]));
		const { spreadsheetId } = this;
		const updates = { spreadsheetId, updatedRange: range, updatedRows: values.length };
		return { json: { spreadsheetId, tableRange: range, updates } };
	}

	private update({ data, valueInputOption }: BatchUpdate): ServiceResponse {
		this.inputOptions.add(valueInputOption);
		for (const { range, values } of data) {
			const [, column = '', number = ''] = CELL.exec(range) ?? [];
			const row = this.rows[Number(number) - 1];
			const index = column.charCodeAt(0) - 'A'.charCodeAt(0);
			const value = values[0]?.[0] ?? '';
			if (row) row[index] = value;
			this.written.push(`${number}: ${String(this.rows[0]?.[index])} = ${String(value)}`);
		}
		const count = data.length;
		return {
			json: {
				spreadsheetId: this.spreadsheetId,
				totalUpdatedRows: count,
				totalUpdatedColumns: count,
				totalUpdatedCells: count,
				totalUpdatedSheets: 1,
				responses: [],
			},
		};
	}
}
