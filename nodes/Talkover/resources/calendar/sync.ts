import { operation } from '../../operation/operation';
import { object } from '../../operation/shapes';

export const sync = operation({
	value: 'sync',
	name: 'Sync',
	action: 'Sync all calendars',
	description:
		'Start bringing all calendars of the environment up to date with the outside calendars they are connected to. It only starts it: Get Sync Status tells when it is done.',
	fields: [],
	request: () => ({ method: 'POST', path: ['calendars', 'sync'], repeatable: true }),
	data: object,
});
