import type { Handlers } from './handler';

export const calendarMembers: Handlers = {};
