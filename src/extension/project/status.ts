/** What the analysis is doing, as the view's welcome texts and the status of the tests know it. */
export const statusNames = ['idle', 'analysing', 'ready', 'noCode', 'failed'] as const;
export type AnalysisStatus = (typeof statusNames)[number];
