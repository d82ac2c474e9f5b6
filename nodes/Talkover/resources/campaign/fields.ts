import { number, text, toggle } from '../../parameters/scalars';
import { cooldowns } from './cooldowns';
import { doNotCall } from './doNotCall';
import { endDate } from './schedule';

export const name = text({
	displayName: 'Name',
	name: 'name',
	maxLength: 255,
	placeholder: 'e.g. Sales Campaign Q1',
	description: 'The name of the campaign, as Talkover lists it',
});

/** What most campaigns leave as it is, by default as Talkover has it. */
export const campaignFields = [
	toggle({
		displayName: 'Auto Complete',
		name: 'autoComplete',
		default: true,
		description: 'Whether the campaign is completed automatically once all its contacts are done',
	}),
	text({
		displayName: 'Description',
		name: 'description',
		rows: 2,
		description: 'What the campaign is about, for the people who manage it',
	}),
	endDate,
	number({
		displayName: 'Initial Call Delay',
		name: 'initialCallDelay',
		default: 0,
		min: 0,
		description: 'How many seconds pass before a contact is called for the first time',
	}),
	number({
		displayName: 'Max Call Retries',
		name: 'maxRetries',
		default: 3,
		min: 0,
		max: 10,
		description: 'How often a contact is called again who was not reached, from 0 to 10',
	}),
	toggle({
		displayName: 'Retry on No Conversion',
		name: 'retryOnNoConversion',
		default: true,
		description: 'Whether a contact is called again whose call was completed but had no success',
	}),
	...cooldowns,
	...doNotCall,
] as const;
