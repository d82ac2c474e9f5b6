import type { Page } from '@playwright/test';

import type { World } from '../../../tools/playground/world';
import { SEED } from '../../../tools/simulator/state';
import { DataTable } from '../support/dataTable';
import type { ExamplePage } from './support/examplePage';
import { expect, test as base } from './support/fixtures';
import { configured, nthExecution, storeAndPublish, unpublishAll } from './support/production';
import { gmail as playGmail, gmailCredential } from './services/gmail';

const FILE = 'book-meeting.json';

/** A Monday on which the calendar of the simulator has one event, from 15:00 to 15:30 UTC, 10:00 in New York. */
const DAY = '2027-01-18';
/** Enough to book on that day. */
const AHEAD = { daysAhead: 3650 };

const ANA = { name: 'Ana Lima', email: 'ana@example.com', mayBook: true };

interface Options {
	readonly calendarId?: string;
	readonly settings?: Readonly<Record<string, number>>;
	/** The contacts in the table. */
	readonly contacts?: readonly object[];
}

interface Booking {
	readonly contacts: DataTable;
	/** Fills in the form, and waits for the end of the execution. */
	submit(email?: string, day?: string): Promise<void>;
}

interface Fixtures {
	/** The account from which the example sends emails. */
	readonly gmail: ReturnType<typeof playGmail>;
	/** Publishes the example. */
	readonly publish: (options?: Options) => Promise<Booking>;
}

const test = base.extend<Fixtures>({
	gmail: async ({ internet }, use) => {
		await use(internet.play(playGmail()));
	},

	publish: async ({ world, example, page, gmail: _played }, use) => {
		await use(async (options = {}) => published(world, example, page, options));
		await unpublishAll(world);
	},
});

async function published(
	world: World,
	example: ExamplePage,
	page: Page,
	{ calendarId = SEED.calendarId, settings = AHEAD, contacts: rows = [ANA] }: Options,
): Promise<Booking> {
	const columns = { email: 'string', name: 'string', mayBook: 'boolean' } as const;
	const contacts = await DataTable.create(world, columns);
	await contacts.add(...rows);
	const calendar = { __rl: true, mode: 'list', value: calendarId, cachedResultName: 'Calendar' };
	const imported = await storeAndPublish(world, example, FILE, {
		parameters: {
			...configured(FILE, settings),
			'Once per Contact': { dataTableId: contacts.chosen },
			'Get Free Slots': { calendarId: calendar },
			'Create the Event': { calendarId: calendar },
		},
		credentials: [gmailCredential('Email the Invitation', 'Tell Sales That No Time Is Free')],
	});
	let submitted = 0;
	return {
		contacts,
		submit: async (email = ANA.email, day = DAY) => {
			const url = `${world.n8n.url}/form/book-a-demo`;
			// n8n registers the form a moment after the workflow is published.
			await expect.poll(async () => (await page.goto(url))?.status()).toBe(200);
			await page.getByLabel('Email').fill(email);
			await page.getByLabel('Earliest day').fill(day);
			await page.getByRole('button', { name: 'Submit' }).click();
			await expect(page.getByText('If you can book a demo, your invitation')).toBeVisible();
			submitted += 1;
			await nthExecution(world, imported, submitted);
		},
	};
}

test('a contact is booked once and gets the link', async ({ publish, gmail, simulator }) => {
	const before = simulator.state.calendarEvents.length;
	const booking = await publish();

	await booking.submit('Ana@Example.com');
	await booking.submit();

	const [event, ...others] = simulator.state.calendarEvents.slice(before);
	expect(others).toEqual([]);
	expect(event).toMatchObject({
		calendar_id: SEED.calendarId,
		title: 'Demo with Ana Lima',
		start_at: '2027-01-18T14:00:00Z',
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
	expect((await booking.contacts.rows()).map(({ mayBook }) => mayBook)).toEqual([false]);
});

test('nobody who may not book gets an event or email', async ({ publish, gmail, simulator }) => {
	const booking = await publish({ contacts: [{ ...ANA, mayBook: false }] });

	await booking.submit('stranger@example.com');
	await booking.submit();

	expect(simulator.requests).toEqual([]);
	expect(gmail.emails).toEqual([]);
});

test('nobody can book further ahead than is configured', async ({ publish, simulator }) => {
	const booking = await publish({ settings: { daysAhead: 5, daysToSearch: 14 } });
	const before = simulator.state.calendarEvents.length;
	const latest = Date.now() + 20 * 24 * 3_600_000;

	await booking.submit(ANA.email, '2099-01-05');

	const added = simulator.state.calendarEvents.slice(before);
	expect(added).toHaveLength(1);
	expect(Date.parse(String(added[0]?.start_at))).toBeLessThan(latest);
});

test('markup in a name is neither in event nor email', async ({ publish, gmail, simulator }) => {
	const name = 'Ana <a href="https://attacker.example">Lima-Santos</a>\r\nBcc: all@example.com';
	const calendarId = SEED.plainCalendarId;
	const booking = await publish({ calendarId, contacts: [{ ...ANA, name }] });

	await booking.submit();

	const shown = 'Ana a href https attacker example Lima-Santos a Bcc all example com';
	expect(simulator.state.calendarEvents.at(-1)).toMatchObject({
		calendar_id: calendarId,
		meeting_url: null,
		title: `Demo with ${shown}`,
		attendees: [{ name: shown, email: ANA.email }],
	});
	const [email, ...others] = gmail.emails;
	expect([email?.to, others]).toEqual([ANA.email, []]);
	expect(email?.text).toContain(`Hello ${shown},`);
	expect(email?.text).toContain('We will send you the link');
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
