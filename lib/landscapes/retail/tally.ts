/** Counts since the landscape was started; the control page and the tests read them. */
export type Tally = {
  ordersPlaced: number;
  ordersCompleted: number;
  incidents: number;
  recordsSent: number;
};

export function createTally(): Tally {
  return { ordersPlaced: 0, ordersCompleted: 0, incidents: 0, recordsSent: 0 };
}
