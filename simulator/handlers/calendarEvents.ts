import type { Handlers } from './handler';

export const calendarEvents: Handlers = {};
