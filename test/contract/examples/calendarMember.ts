import type { Examples } from './example';

export const calendarMember: Examples = {};
