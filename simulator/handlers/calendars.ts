import type { Handlers } from './handler';

export const calendars: Handlers = {};
