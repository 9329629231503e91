/** What reading comes to. */
export const NEEDS_INPUT: i32 = 0;
export const OUTPUT_IS_FULL: i32 = 1;
export const IS_OVER: i32 = 2;
export const IS_DAMAGED: i32 = -1;
