/** Source text of the larger components that not every feature has. */
import { type Feature, firstOf, label, ofKind, sharedModule } from '../feature.ts';
import { between, one } from '../random.ts';
import { printFile, wizardFile } from './browser-exchange.ts';
import { settingsFile, toolbarFile } from './browser-panels.ts';

export function largeComponents(feature: Feature): Record<string, string> {
  const { kebab, parts, operations } = feature;
  const canImport = operations.some(({ name }) => name === 'importMany');
  return {
    ...(parts.has('board') ? { [`components/${kebab}-board.tsx`]: boardFile(feature) } : {}),
    ...(parts.has('calendar') ? { [`components/${kebab}-calendar.tsx`]: calendarFile(feature) } : {}),
    ...(parts.has('wizard') && canImport ? { [`components/${kebab}-import-wizard.tsx`]: wizardFile(feature) } : {}),
    ...(parts.has('settings') ? { [`components/${kebab}-settings.tsx`]: settingsFile(feature) } : {}),
    ...(parts.has('toolbar') ? { [`components/${kebab}-toolbar.tsx`]: toolbarFile(feature) } : {}),
    ...(parts.has('print') ? { [`components/${kebab}-print.tsx`]: printFile(feature) } : {}),
  };
}

function boardFile(feature: Feature): string {
  const { Pascal, camel, words } = feature;
  const random = feature.random('board');
  const [number, text] = [firstOf(feature, 'number'), firstOf(feature, 'text')];
  return `import { formatNumber } from '@acme/shared';
import { ${camel}Statuses, ${camel}StatusLabels, ${camel}StatusMeanings, ${camel}Transitions, type ${Pascal}, type ${Pascal}Status } from '${sharedModule(feature)}';
import { type DragEvent, useMemo, useState } from 'react';
import { classNames } from '@/lib/class-names';

interface Props {
  readonly items: readonly ${Pascal}[];
  readonly onMove: (item: ${Pascal}, status: ${Pascal}Status) => void;
  readonly onOpen: (item: ${Pascal}) => void;
}

const most = ${between(10, 60, random)};

/** A column for every status; a ${words} can be dragged to where it may go next. */
export function ${Pascal}Board({ items, onMove, onOpen }: Props) {
  const [dragged, setDragged] = useState<${Pascal}>();
  const [over, setOver] = useState<${Pascal}Status>();
  const columns = useMemo(() => ${camel}Statuses.map((status) => {
    const own = items.filter((item) => item.status === status).sort((a, b) => b.${number} - a.${number});
    return { status, items: own.slice(0, most), hidden: Math.max(0, own.length - most), sum: own.reduce((sum, item) => sum + item.${number}, 0) };
  }), [items]);

  function canDrop(status: ${Pascal}Status): boolean {
    return dragged !== undefined && (${camel}Transitions[dragged.status] as readonly ${Pascal}Status[]).includes(status);
  }

  function allow(event: DragEvent, status: ${Pascal}Status) {
    if (!canDrop(status)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'move';
    setOver(status);
  }

  function drop(status: ${Pascal}Status) {
    if (dragged !== undefined && canDrop(status)) onMove(dragged, status);
    setDragged(undefined);
    setOver(undefined);
  }

  return (
    <div className="board">
      {columns.map(({ status, items: own, hidden, sum }) => (
        <section
          key={status}
          className={classNames('board-column', over === status && 'board-column-over', dragged !== undefined && !canDrop(status) && 'board-column-closed')}
          aria-label={${camel}StatusLabels[status]}
          onDragOver={(event) => { allow(event, status); }}
          onDragLeave={() => { setOver(undefined); }}
          onDrop={() => { drop(status); }}
        >
          <header title={${camel}StatusMeanings[status]}>
            <h3>{${camel}StatusLabels[status]}</h3>
            <span>{own.length + hidden}</span>
            <small>{formatNumber(sum)}</small>
          </header>
          {own.map((item) => (
            <article
              key={item.id}
              draggable
              tabIndex={0}
              onDragStart={(event) => {
                event.dataTransfer.setData('text/plain', item.id);
                setDragged(item);
              }}
              onDragEnd={() => { setDragged(undefined); }}
              onKeyDown={(event) => { if (event.key === 'Enter') onOpen(item); }}
              onClick={() => { onOpen(item); }}
            >
              <strong>{item.${text} || item.id}</strong>
${ofKind(feature, 'flag').map(({ name }) => `              {item.${name} && <em>${label(name)}</em>}\n`).join('')}              <span>{formatNumber(item.${number})}</span>
            </article>
          ))}
          {hidden > 0 && <p>{hidden} ${one(['more', 'are not shown', 'others'], random)}</p>}
        </section>
      ))}
    </div>
  );
}
`;
}

function calendarFile(feature: Feature): string {
  const { Pascal, words } = feature;
  const random = feature.random('calendar');
  const date = firstOf(feature, 'date');
  return `import type { ${Pascal} } from '${sharedModule(feature)}';
import { useMemo, useState } from 'react';
import { Button } from '@/components';
import { classNames } from '@/lib/class-names';

interface Day {
  readonly key: string;
  readonly number: number;
  readonly isOutside: boolean;
  readonly isToday: boolean;
  readonly items: readonly ${Pascal}[];
}

interface Props {
  readonly items: readonly ${Pascal}[];
  readonly today?: Date;
  readonly onOpen: (item: ${Pascal}) => void;
}

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const monthNames = new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' });
const shown = ${between(2, 6, random)};

/** The ${words}s of a month on the days of their ${label(date).toLowerCase()}. */
export function ${Pascal}Calendar({ items, today = new Date(), onOpen }: Props) {
  const [month, setMonth] = useState(() => new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), 1)));
  const [open, setOpen] = useState<string>();
  const days = useMemo(() => daysOf(month, today, items), [items, month, today]);

  function go(by: number) {
    setOpen(undefined);
    setMonth((before) => new Date(Date.UTC(before.getUTCFullYear(), before.getUTCMonth() + by, 1)));
  }

  return (
    <section className="calendar" aria-label={monthNames.format(month)}>
      <header>
        <Button aria-label="Month before" onClick={() => { go(-1); }}>‹</Button>
        <h3>{monthNames.format(month)}</h3>
        <Button aria-label="Month after" onClick={() => { go(1); }}>›</Button>
      </header>
      <div className="calendar-grid" role="grid">
        {weekdays.map((weekday) => <span key={weekday} role="columnheader">{weekday}</span>)}
        {days.map(({ key, number, isOutside, isToday, items: own }) => (
          <div key={key} role="gridcell" className={classNames('day', isOutside && 'day-outside', isToday && 'day-today')}>
            <time dateTime={key}>{number}</time>
            {(open === key ? own : own.slice(0, shown)).map((item) => (
              <button key={item.id} type="button" className={\`day-item status-\${item.status}\`} onClick={() => { onOpen(item); }}>
                {item.${firstOf(feature, 'text')} || item.id}
              </button>
            ))}
            {open !== key && own.length > shown && <button type="button" onClick={() => { setOpen(key); }}>+{own.length - shown}</button>}
          </div>
        ))}
      </div>
    </section>
  );
}

/** Six weeks that hold the whole month, from a Monday on. */
function daysOf(month: Date, today: Date, items: readonly ${Pascal}[]): Day[] {
  const byDay = new Map<string, ${Pascal}[]>();
  for (const item of items) {
    const key = item.${date}?.slice(0, 10);
    if (key !== undefined) byDay.set(key, [...(byDay.get(key) ?? []), item]);
  }
  const before = (month.getUTCDay() + 6) % 7;
  return Array.from({ length: 42 }, (_, at) => {
    const day = new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth(), at - before + 1));
    const key = day.toISOString().slice(0, 10);
    return { key, number: day.getUTCDate(), isOutside: day.getUTCMonth() !== month.getUTCMonth(), isToday: key === today.toISOString().slice(0, 10), items: byDay.get(key) ?? [] };
  });
}
`;
}
