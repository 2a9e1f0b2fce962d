/** Preloaded into a process to be measured: writes its peak memory in bytes to the file in PEAK_MEMORY_FILE when it ends. */
import { writeFileSync } from 'node:fs';

process.on('exit', () => { writeFileSync(process.env.PEAK_MEMORY_FILE, String(process.resourceUsage().maxRSS * 1024)); });
