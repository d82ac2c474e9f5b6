import { number, text, toggle } from '../../parameters/scalars';
import { cooldowns } from './cooldowns';
import { doNotCall } from './doNotCall';
import { endDate } from './schedule';

export const name = text({
	displayName: 'Name',
	name: 'name',
	maxLength: 255,
	placeholder: 'e.g. Sales Campaign Q1',
	description: 'The name of the campaign in Talkover',
});

/** Settings that most campaigns leave at Talkover's defaults. */
export const campaignFields = [
	toggle({
		displayName: 'Auto Complete',
		name: 'autoComplete',
		default: true,
		description:
			'Whether the campaign is completed automatically when there is nobody left to call',
	}),
	text({
		displayName: 'Description',
		name: 'description',
		rows: 2,
		description: 'A description for the people who manage the campaign',
	}),
	endDate,
	number({
		displayName: 'Initial Call Delay (Seconds)',
		name: 'initialCallDelay',
		default: 0,
		min: 0,
		description: 'How many seconds to wait before the first call to a contact',
	}),
	number({
		displayName: 'Max Call Retries',
		name: 'maxRetries',
		default: 3,
		min: 0,
		max: 10,
		description: "How many times a contact who wasn't reached is called again (0–10)",
	}),
	toggle({
		displayName: 'Retry on No Conversion',
		name: 'retryOnNoConversion',
		default: true,
		description: 'Whether a contact is called again after a completed call without success',
	}),
	...cooldowns,
	...doNotCall,
] as const;
