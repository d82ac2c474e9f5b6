import type { Page } from '@playwright/test';

import type { World } from '../../../playground/world';
import { SEED } from '../../../simulator/state';
import type { ExamplePage, ImportedExample } from './support/examplePage';
import { expect, test as base } from './support/fixtures';
import { configured, nthExecution, storeAndPublish, unpublishAll } from './support/production';
import { Gmail } from './services/gmail';

const FILE = 'book-meeting.json';
const ACCESS_TOKEN = 'access-token';

/** A Monday on which the calendar of the simulator has one event, from 15:00 to 15:30 UTC, 10:00 in New York. */
const DAY = '2027-01-18';
const FIRST_FREE = '2027-01-18T14:00:00Z';

function calendar(id: string): object {
	return { __rl: true, mode: 'list', value: id, cachedResultName: 'Calendar' };
}

interface Fixtures {
	/** The account from which the example sends emails. */
	readonly gmail: Gmail;
	/** Publishes the example with this calendar, and books as a prospect does. */
	readonly book: (calendarId: string, settings?: Readonly<Record<string, number>>) => Promise<void>;
}

const test = base.extend<Fixtures>({
	gmail: async ({ internet }, use) => {
		await use(internet.play(new Gmail(ACCESS_TOKEN)));
	},

	book: async ({ world, example, page, gmail: _played }, use) => {
		await use(async (calendarId, settings = {}) => {
			const imported = await published(world, example, calendarId, settings);
			await submit(page, world);
			await nthExecution(world, imported, 1);
		});
		await unpublishAll(world);
	},
});

/** Imports the example, fills it in, and publishes it. */
async function published(
	world: World,
	example: ExamplePage,
	calendarId: string,
	settings: Readonly<Record<string, number>>,
): Promise<ImportedExample> {
	const oauthTokenData = { access_token: ACCESS_TOKEN, token_type: 'Bearer', scope: '' };
	return storeAndPublish(world, example, FILE, {
		parameters: {
			...configured(FILE, settings),
			'Get Free Slots': { calendarId: calendar(calendarId) },
			'Create the Event': { calendarId: calendar(calendarId) },
		},
		credentials: [
			{
				type: 'gmailOAuth2',
				data: { clientId: 'client', clientSecret: 'secret', oauthTokenData },
				nodes: ['Email the Invitation', 'Tell Sales That No Time Is Free'],
			},
		],
	});
}

/** Fills in the form as a prospect does. */
async function submit(page: Page, { n8n }: World): Promise<void> {
	const url = `${n8n.url}/form/book-a-demo`;
	// n8n registers the form a moment after the workflow is published.
	await expect.poll(async () => (await page.goto(url))?.status()).toBe(200);
	await page.getByLabel('Name').fill('Ana Lima');
	await page.getByLabel('Email').fill('ana@example.com');
	await page.getByLabel('Earliest day').fill(DAY);
	await page.getByRole('button', { name: 'Submit' }).click();
	await expect(page.getByText('Your invitation is on its way.')).toBeVisible();
}

test('a prospect who fills in the form is booked into the first free time and gets the link by email', async ({
	book,
	gmail,
	simulator,
}) => {
	await book(SEED.calendarId);

	const event = simulator.state.calendarEvents.at(-1);
	expect(event).toMatchObject({
		calendar_id: SEED.calendarId,
		title: 'Demo with Ana Lima',
		start_at: FIRST_FREE,
		end_at: '2027-01-18T14:30:00Z',
		attendees: [{ name: 'Ana Lima', email: 'ana@example.com' }],
	});
	expect(gmail.emails).toEqual([
		{
			to: 'ana@example.com',
			subject: 'Your demo on Monday, 18 January 2027 at 09:00 (America/New_York)',
			text: expect.stringContaining(`Join here: ${String(event?.meeting_url)}`),
		},
	]);
});

test('a prospect is told that the link follows if the calendar makes no links', async ({
	book,
	gmail,
	simulator,
}) => {
	await book(SEED.plainCalendarId);

	expect(simulator.state.calendarEvents.at(-1)).toMatchObject({
		calendar_id: SEED.plainCalendarId,
		meeting_url: null,
	});
	expect(gmail.emails.map(({ to, text }) => [to, text])).toEqual([
		['ana@example.com', expect.stringContaining('We will send you the link')],
	]);
});

test('the sales team is told if no time is free', async ({ book, gmail, simulator }) => {
	const before = simulator.state.calendarEvents.length;

	// Nothing of 600 minutes fits into the hours of the calendar.
	await book(SEED.calendarId, { minutes: 600 });

	expect(simulator.state.calendarEvents).toHaveLength(before);
	expect(gmail.emails).toEqual([
		{
			to: 'sales@example.com',
			subject: 'No free time for Ana Lima',
			text: expect.stringContaining('ana@example.com'),
		},
	]);
});
