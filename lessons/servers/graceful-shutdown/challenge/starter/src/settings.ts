/** Set by the deployment. Ports of the services on this host; times in milliseconds. */
export const settings = {
  port: Number(process.env.PORT ?? 3000),
  ledgerPort: Number(process.env.LEDGER_PORT ?? 5432),
  queuePort: Number(process.env.QUEUE_PORT ?? 5672),
  /** How long the load balancer needs to see that a process is no longer ready. */
  noticeMs: Number(process.env.NOTICE_MS ?? 5_000),
  /** From SIGTERM on. A little later the platform sends SIGKILL. */
  deadlineMs: Number(process.env.DEADLINE_MS ?? 25_000),
};
