import type { Page } from '@playwright/test';

import type { World } from '../../../playground/world';
import { SEED } from '../../../simulator/state';
import type { ExamplePage, ImportedExample } from './support/examplePage';
import { expect, test } from './support/fixtures';
import { configured, nthExecution, publish, unpublishAll } from './support/production';
import { Gmail } from './services/gmail';

const FILE = 'book-meeting.json';
const ACCESS_TOKEN = 'access-token';

/** A Monday on which the calendar of the simulator has one event, from 15:00 to 15:30 UTC, 10:00 in New York. */
const DAY = '2027-01-18';
const FIRST_FREE = '2027-01-18T14:00:00Z';

function calendar(id: string): object {
	return { __rl: true, mode: 'list', value: id, cachedResultName: 'Calendar' };
}

/** Imports the example, fills it in, and publishes it. */
async function published(
	world: World,
	example: ExamplePage,
	calendarId: string,
	settings: Readonly<Record<string, number>> = {},
): Promise<ImportedExample> {
	const imported = await example.store(FILE);
	const oauthTokenData = { access_token: ACCESS_TOKEN, token_type: 'Bearer', scope: '' };
	await imported.fill({
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
	await publish(world, imported);
	return imported;
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

test.afterEach(async ({ world }) => unpublishAll(world));

test('a prospect who fills in the form is booked into the first free time and gets the link by email', async ({
	world,
	example,
	internet,
	simulator,
	page,
}) => {
	const gmail = internet.play(new Gmail(ACCESS_TOKEN));
	const imported = await published(world, example, SEED.calendarId);

	await submit(page, world);
	await nthExecution(world, imported, 1);

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
	world,
	example,
	internet,
	simulator,
	page,
}) => {
	const gmail = internet.play(new Gmail(ACCESS_TOKEN));
	const imported = await published(world, example, SEED.plainCalendarId);

	await submit(page, world);
	await nthExecution(world, imported, 1);

	expect(simulator.state.calendarEvents.at(-1)).toMatchObject({
		calendar_id: SEED.plainCalendarId,
		meeting_url: null,
	});
	expect(gmail.emails.map(({ to, text }) => [to, text])).toEqual([
		['ana@example.com', expect.stringContaining('We will send you the link')],
	]);
});

test('the sales team is told if no time is free', async ({
	world,
	example,
	internet,
	simulator,
	page,
}) => {
	const gmail = internet.play(new Gmail(ACCESS_TOKEN));
	const before = simulator.state.calendarEvents.length;
	// Nothing of 600 minutes fits into the hours of the calendar.
	const imported = await published(world, example, SEED.calendarId, { minutes: 600 });

	await submit(page, world);
	await nthExecution(world, imported, 1);

	expect(simulator.state.calendarEvents).toHaveLength(before);
	expect(gmail.emails).toEqual([
		{
			to: 'sales@example.com',
			subject: 'No free time for Ana Lima',
			text: expect.stringContaining('ana@example.com'),
		},
	]);
});
