import type { Examples } from './example';

export const calendarEvent: Examples = {};
