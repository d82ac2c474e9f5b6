import type { Changes } from '../support/examplePage';
import type { ServiceRequest } from '../support/internet';
import { bearer, service } from '../support/service';

type Cell = string | number;
type Rows = readonly (readonly Cell[])[];

const TOKEN = 'access-token';
const ID = 'spreadsheet-of-the-test';

/** A range of one cell, such as `Contacts!C2`. */
const CELL = /!([A-Z])(\d+)$/;

/** How a user chooses the played spreadsheet and its sheet. */
export const CHOSEN_SHEET = {
	documentId: { __rl: true, mode: 'list', value: ID },
	sheetName: { __rl: true, mode: 'list', value: 'gid=0' },
};

/** The credential of these nodes. */
export function sheetsCredential(...nodes: string[]): NonNullable<Changes['credentials']>[number] {
	const oauthTokenData = { access_token: TOKEN, token_type: 'Bearer' };
	const data = { clientId: 'client', clientSecret: 'secret', oauthTokenData };
	return { type: 'googleSheetsOAuth2Api', data, nodes };
}

/**
 * A Google spreadsheet with one sheet. https://developers.google.com/workspace/sheets/api/reference/rest
 *
 * @param rows of the sheet, the headings first
 */
export function googleSheets(rows: Cell[][]) {
	/** Everything that was written, in order: the rows' numbers and the values, by column. */
	const written: string[] = [];
	/** How Google was asked to read what is written: `RAW` as text, `USER_ENTERED` as if it was typed. */
	const inputOptions = new Set<string | null>();
	const headings = rows[0] ?? [];

	const append = ({ url, body }: ServiceRequest) => {
		const { range, values } = body as { range: string; values: Rows };
		inputOptions.add(url.searchParams.get('valueInputOption'));
		rows.push(...values.map((row) => [...row]));
		return { spreadsheetId: ID, tableRange: range, updates: { updatedRows: values.length } };
	};
	const update = ({ body }: ServiceRequest) => {
		const { data } = body as { data: readonly { range: string; values: Rows }[] };
		for (const { range, values } of data) {
			const [, column = '', number = ''] = CELL.exec(range) ?? [];
			const index = column.charCodeAt(0) - 'A'.charCodeAt(0);
			const value = values[0]?.[0] ?? '';
			const row = rows[Number(number) - 1];
			if (row) row[index] = value;
			written.push(`${number}: ${String(headings[index])} = ${String(value)}`);
		}
		return { spreadsheetId: ID, totalUpdatedCells: data.length, responses: [] };
	};
	const properties = { sheetId: 0, title: 'Contacts', index: 0, sheetType: 'GRID' };
	const played = service({
		host: 'sheets.googleapis.com',
		isAllowed: bearer(TOKEN),
		routes: {
			[`GET /v4/spreadsheets/${ID}`]: () => ({ sheets: [{ properties }] }),
			[`GET /v4/spreadsheets/${ID}/values/*`]: (_request, range = '') => ({
				range: decodeURIComponent(range),
				majorDimension: 'ROWS',
				values: rows,
			}),
			[`POST /v4/spreadsheets/${ID}/values/*:append`]: append,
			[`POST /v4/spreadsheets/${ID}/values:batchUpdate`]: update,
		},
	});
	/** The value of a cell, by the number of its row from 1 and its heading. */
	const cell = (row: number, heading: string) => rows[row - 1]?.[headings.indexOf(heading)];
	return { ...played, rows, written, inputOptions, cell };
}
