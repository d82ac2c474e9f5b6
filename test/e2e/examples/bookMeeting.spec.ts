import type { Page } from '@playwright/test';

import type { World } from '../../../playground/world';
import { SEED } from '../../../simulator/state';
import { DataTable } from './support/dataTable';
import type { ExamplePage, ImportedExample } from './support/examplePage';
import { expect, test as base } from './support/fixtures';
import { configured, nthExecution, storeAndPublish, unpublishAll } from './support/production';
import { Gmail } from './services/gmail';

const FILE = 'book-meeting.json';
const ACCESS_TOKEN = 'access-token';

/** A Monday on which the calendar of the simulator has one event, from 15:00 to 15:30 UTC, 10:00 in New York. */
const DAY = '2027-01-18';
const FIRST_FREE = '2027-01-18T14:00:00Z';
/** Enough to book on that day. */
const AHEAD = { daysAhead: 3650 };

const ANA = { name: 'Ana Lima', email: 'ana@example.com', mayBook: true };

function calendar(id: string): object {
	return { __rl: true, mode: 'list', value: id, cachedResultName: 'Calendar' };
}

interface Options {
	readonly calendarId?: string;
	readonly settings?: Readonly<Record<string, number>>;
	/** The contacts in the table. */
	readonly contacts?: readonly object[];
}

interface Entered {
	readonly email?: string;
	readonly day?: string;
}

interface Booking {
	readonly contacts: DataTable;
	/** Fills in the form, and waits for the end of the execution. */
	submit(entered?: Entered): Promise<void>;
}

interface Fixtures {
	/** The account from which the example sends emails. */
	readonly gmail: Gmail;
	/** Publishes the example. */
	readonly publish: (options?: Options) => Promise<Booking>;
}

const test = base.extend<Fixtures>({
	gmail: async ({ internet }, use) => {
		await use(internet.play(new Gmail(ACCESS_TOKEN)));
	},

	publish: async ({ world, example, page, gmail: _played }, use) => {
		await use(async (options = {}) => {
			const columns = { email: 'string', name: 'string', mayBook: 'boolean' } as const;
			const contacts = await DataTable.createWith(world, columns);
			await contacts.add(...(options.contacts ?? [ANA]));
			const imported = await published(world, example, contacts, options);
			let submitted = 0;
			return {
				contacts,
				submit: async (entered = {}) => {
					await submit(page, world, entered);
					submitted += 1;
					await nthExecution(world, imported, submitted);
				},
			};
		});
		await unpublishAll(world);
	},
});

/** Imports the example, fills it in, and publishes it. */
async function published(
	world: World,
	example: ExamplePage,
	contacts: DataTable,
	{ calendarId = SEED.calendarId, settings = AHEAD }: Options,
): Promise<ImportedExample> {
	const oauthTokenData = { access_token: ACCESS_TOKEN, token_type: 'Bearer', scope: '' };
	return storeAndPublish(world, example, FILE, {
		parameters: {
			...configured(FILE, settings),
			'Once per Contact': { dataTableId: contacts.chosen },
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

/** Fills in the form as anyone can who knows its address. */
async function submit(
	page: Page,
	{ n8n }: World,
	{ email = ANA.email, day = DAY }: Entered,
): Promise<void> {
	const url = `${n8n.url}/form/book-a-demo`;
	// n8n registers the form a moment after the workflow is published.
	await expect.poll(async () => (await page.goto(url))?.status()).toBe(200);
	await page.getByLabel('Email').fill(email);
	await page.getByLabel('Earliest day').fill(day);
	await page.getByRole('button', { name: 'Submit' }).click();
	await expect(page.getByText('If you can book a demo, your invitation')).toBeVisible();
}

test('a contact who fills in the form is booked into the first free time and gets the link by email', async ({
	publish,
	gmail,
	simulator,
}) => {
	const booking = await publish();

	await booking.submit({ email: 'Ana@Example.com' });

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

test('a contact books once, and a stranger who fills in the form books nothing and gets no email', async ({
	publish,
	gmail,
	simulator,
}) => {
	const before = simulator.state.calendarEvents.length;
	const ben = { name: 'Ben Ray', email: 'ben@example.com', mayBook: false };
	const booking = await publish({ contacts: [ANA, ben] });

	await booking.submit({ email: 'stranger@example.com' });
	await booking.submit({ email: ben.email });
	expect(simulator.requests).toEqual([]);

	await booking.submit();
	await booking.submit();

	expect(simulator.state.calendarEvents).toHaveLength(before + 1);
	expect(gmail.emails.map(({ to }) => to)).toEqual([ANA.email]);
	expect((await booking.contacts.rows()).map(({ mayBook }) => mayBook)).toEqual([false, false]);
});

test('a contact cannot book further ahead than the configuration allows', async ({
	publish,
	simulator,
}) => {
	const booking = await publish({ settings: { daysAhead: 5, daysToSearch: 14 } });
	const before = simulator.state.calendarEvents.length;
	const latest = Date.now() + 20 * 24 * 3_600_000;

	await booking.submit({ day: '2099-01-05' });

	const added = simulator.state.calendarEvents.slice(before);
	expect(added).toHaveLength(1);
	expect(Date.parse(String(added[0]?.start_at))).toBeLessThan(latest);
});

test("markup, links and line breaks in a contact's name are left out of the event and the email", async ({
	publish,
	gmail,
	simulator,
}) => {
	const name = 'Ana <a href="https://attacker.example">Lima-Santos</a>\r\nBcc: all@example.com';
	const booking = await publish({ contacts: [{ ...ANA, name }] });

	await booking.submit();

	const shown = 'Ana a href https attacker example Lima-Santos a Bcc all example com';
	expect(simulator.state.calendarEvents.at(-1)).toMatchObject({
		title: `Demo with ${shown}`,
		attendees: [{ name: shown, email: ANA.email }],
	});
	expect(gmail.emails).toEqual([
		expect.objectContaining({ to: ANA.email, text: expect.stringContaining(`Hello ${shown},`) }),
	]);
});

test('a contact is told that the link follows if the calendar makes no links', async ({
	publish,
	gmail,
	simulator,
}) => {
	const booking = await publish({ calendarId: SEED.plainCalendarId });

	await booking.submit();

	expect(simulator.state.calendarEvents.at(-1)).toMatchObject({
		calendar_id: SEED.plainCalendarId,
		meeting_url: null,
	});
	expect(gmail.emails.map(({ to, text }) => [to, text])).toEqual([
		['ana@example.com', expect.stringContaining('We will send you the link')],
	]);
});

test('the sales team is told if no time is free', async ({ publish, gmail, simulator }) => {
	const before = simulator.state.calendarEvents.length;
	// Nothing of 600 minutes fits into the hours of the calendar.
	const booking = await publish({ settings: { ...AHEAD, minutes: 600 } });

	await booking.submit();

	expect(simulator.state.calendarEvents).toHaveLength(before);
	expect(gmail.emails).toEqual([
		{
			to: 'sales@example.com',
			subject: 'No free time for Ana Lima',
			text: expect.stringContaining(
				`ana@example.com) asked for a demo, but no time is free in the 14 days from ${DAY} on`,
			),
		},
	]);
});
