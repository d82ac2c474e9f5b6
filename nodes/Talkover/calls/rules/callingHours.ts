import type { Locale, ValuesOf } from '../../parameters/field';
import { asRule, converted, field, required } from '../../parameters/field';
import { section } from '../../parameters/groups';
import { CHOOSE_ONE, choices } from '../../parameters/lists';
import { asText, ownChoice, quoted } from '../../parameters/scalars';
import { invalid } from '../../base/invalidInput';
import { defined } from '../../base/collections/defined';
import { zonesOf } from '../../shared/phone/timeZones';
import { clockTime } from '../../shared/time/clockTime';
import { DAYS } from '../../shared/time/daysOfWeek';
import type { Transport } from '../../operation/job';
import { SharedKey } from '../../operation/creation/sharedKey';
import type { OpenState, WeeklyHours } from '../../shared/time/openHours';
import { OpenHours } from '../../shared/time/openHours';
import { isZone, zoneName, zones } from '../../shared/time/timezone';
import type { PlannedCall, Rule, Verdict } from './rule';
import { YES, isoOf, no, unknown } from './rule';

const FROM_NUMBER = 'phone';
const OF_WORKFLOW = 'workflow';
const ZONES_METHOD = 'getCallTimeZones';

/** The longest time for which Talkover delays a call (API reference: make-call). */
const LONGEST_DELAY = 3_600;

const days = required(
	converted(
		choices({
			displayName: 'Days of Week',
			name: 'daysOfWeek',
			default: ['1', '2', '3', '4', '5'],
			description:
				'The days on which calls are made. In an expression, 1 is Monday and 7 is Sunday. A range over midnight belongs to the day on which it starts.',
			options: DAYS,
		}),
		(entered) => entered.map(dayOf),
	),
);

function dayOf(entered: string): number {
	const name = entered.trim().toLowerCase();
	const day = DAYS.find(
		(each) => each.value === name || (name.length > 2 && each.name.toLowerCase().startsWith(name)),
	);
	if (day) return Number(day.value);
	throw invalid(`must be days from 1 (Monday) to 7 (Sunday) (found ${quoted(entered)})`);
}

const from = required(
	clockTime({
		displayName: 'From',
		name: 'from',
		default: '09:00',
		placeholder: 'e.g. 09:00',
		description: 'When calls start (00:00–24:00)',
	}),
);

const to = required(
	clockTime({
		displayName: 'To',
		name: 'to',
		default: '20:00',
		placeholder: 'e.g. 20:00',
		description:
			'When calls end (00:00–24:00). If this is earlier than From, calls end at this time of the next day.',
	}),
);

/** The name of a zone, or {@link FROM_NUMBER}. */
const timeZone = field(
	{
		displayName: 'Time Zone Name or ID',
		name: 'timeZone',
		type: 'options',
		default: FROM_NUMBER,
		typeOptions: { loadOptionsMethod: ZONES_METHOD },
		description: `The time zone of the hours. From Phone Number needs all its possible zones to be open. ${CHOOSE_ONE}.`,
	},
	(raw, locale) => zoneIn(asText(raw).trim(), locale),
	{
		methods: {
			loadOptions: {
				[ZONES_METHOD]: async () =>
					Promise.resolve([
						{ name: 'From Phone Number', value: FROM_NUMBER },
						{ name: 'Of the Workflow', value: OF_WORKFLOW },
						...zones(),
					]),
			},
		},
	},
);

function zoneIn(entered: string, { timezone }: Locale): string {
	if (entered === FROM_NUMBER) return entered;
	if (entered !== OF_WORKFLOW) return zoneName(entered);
	if (isZone(timezone)) return timezone;
	// Such as `DEFAULT`. That of the process may be another one than that of n8n.
	throw invalid(
		"can't be that of the workflow, whose settings leave it to n8n: choose a time zone here or in the workflow's settings",
	);
}

const outside = ownChoice({
	displayName: 'Outside',
	name: 'outside',
	default: 'skip',
	description:
		'What to do with a call outside these hours. With Delay, Talkover waits for at most an hour, and later calls are skipped.',
	options: [
		{
			name: 'Delay',
			value: 'delay',
			description:
				'Let Talkover make the call when the hours start, if that is within an hour; otherwise skip it',
		},
		{ name: 'Fail', value: 'fail', description: 'The item fails with an error' },
		{ name: 'Skip', value: 'skip', description: 'The output says when the call may be made' },
	],
});

/** When calls may be made, as an option. */
interface CallingHours {
	readonly hours: WeeklyHours;
	/** The name of a zone, or {@link FROM_NUMBER}. */
	readonly zone: string;
	readonly outside: 'delay' | 'fail' | 'skip';
}

/** Calls at any time. */
export const AT_ANY_TIME: CallingHours = {
	hours: { days: new Set(DAYS.map(({ value }) => Number(value))), from: 0, to: 24 * 60 },
	zone: FROM_NUMBER,
	outside: 'skip',
};

const OPTION = {
	displayName: 'Calling Hours',
	name: 'callingHours',
	key: 'hours',
	description: "When calls may be made. If this isn't added, they're made at any time.",
} as const;

const fields = [days, from, to, timeZone] as const;

type Entered = ValuesOf<typeof fields> & Partial<ValuesOf<readonly [typeof outside]>>;

function entered(values: Entered): CallingHours {
	const hours = { from: minutesOf(values.from), to: minutesOf(values.to) };
	if (hours.from === hours.to) {
		throw invalid("'From' and 'To' must differ: for the whole day, enter 00:00 and 24:00");
	}
	const { daysOfWeek, timeZone: zone, outside: action = 'skip' } = values;
	return { hours: { ...hours, days: new Set(daysOfWeek) }, zone, outside: action };
}

const PER_ITEM = { perItem: true, whenAdded: true } as const;

export const callingHours = asRule({
	...converted(
		section({
			...OPTION,
			builderHint: {
				propertyHint:
					"For 'within working hours', use this instead of If, Wait, Date or Code nodes: it knows the time zone of each number.",
			},
			fields: [...fields, outside],
		}),
		entered,
	),
	...PER_ITEM,
});

/** The same for a check, which does nothing outside these hours. */
export const openHours = asRule({
	...converted(section({ ...OPTION, fields }), entered),
	...PER_ITEM,
});

/** By hours. */
const HOURS = new SharedKey<OpenHours>();

/** The hours of an option, with what is known about them in this run. */
export function hoursOf({ hours }: CallingHours, shared: Transport['shared']): OpenHours {
	const { days, from, to } = hours;
	return shared(HOURS, `${[...days].join()} ${from} ${to}`, () => new OpenHours(hours));
}

function minutesOf(time: string): number {
	const [hours = 0, minutes = 0] = time.split(':').map(Number);
	return hours * 60 + minutes;
}

/** The zones in which a contact may be. */
function zonesFor({ zone }: CallingHours, { to: number }: PlannedCall): readonly string[] {
	return zone === FROM_NUMBER ? zonesOf(number) : [zone];
}

/** The time of a contact. */
export interface LocalTime {
	readonly timeZone: string | null;
	/** As ISO 8601 with its offset. */
	readonly localTime: string | null;
}

/** The time of a contact, in the zone that decides if the hours are closed. Null if it may be in several zones. */
export function localTimeOf(option: CallingHours, hours: OpenHours, call: PlannedCall): LocalTime {
	const zones = zonesFor(option, call);
	const state = hours.stateAt(zones, call.dialedAt);
	const isKnown = state && (zones.length === 1 || !state.open);
	return isKnown
		? { timeZone: state.zone, localTime: state.localTime }
		: { timeZone: null, localTime: null };
}

/** What the output says about the hours. */
function hoursDetails({ zone, localTime, nextOpen }: OpenState) {
	return defined({ nextAllowedAt: nextOpen && isoOf(nextOpen), timeZone: zone, localTime });
}

/** Whether a call is within its hours. */
export function withinHours(option: CallingHours, hours: OpenHours): Rule {
	return (call) => {
		const state = hours.stateAt(zonesFor(option, call), call.dialedAt);
		if (state?.open) return YES;
		const fails = option.outside === 'fail';
		if (!state) return zoneUnknown(call, fails);
		const wait = ((state.nextOpen ?? Infinity) - call.now) / 1_000;
		if (option.outside === 'delay' && wait <= LONGEST_DELAY) {
			return { may: 'later', delaySeconds: Math.ceil(wait) };
		}
		const when = `${state.localTime.slice('YYYY-MM-DDT'.length, 'YYYY-MM-DDTHH:MM'.length)} on ${weekdayOf(state.localTime)}`;
		const message = `${call.to} isn't called at ${when} in ${state.zone}, because that is outside the calling hours`;
		const never =
			state.nextOpen === undefined
				? ". Its possible time zones are never within the calling hours at the same time: choose a time zone in 'Calling Hours'"
				: '';
		const reason = 'outsideCallingHours';
		return no({ reason, message: message + never, details: hoursDetails(state), fails });
	};
}

function zoneUnknown({ to: number }: PlannedCall, fails: boolean): Verdict {
	const message = `${number} isn't called, because its time zone isn't known: choose a time zone in 'Calling Hours'`;
	return unknown({ reason: 'timeZoneUnknown', message, fails });
}

function weekdayOf(localTime: string): string {
	// Sunday is 0.
	const day = new Date(`${localTime.slice(0, 'YYYY-MM-DD'.length)}T00:00Z`).getUTCDay();
	return DAYS[(day + 6) % 7]?.name ?? '';
}
