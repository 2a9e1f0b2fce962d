/** Icons as inline SVG in the colour of the text around them; all are decoration, the words beside them carry the meaning. */
const shapes = {
  check: ['M3.5 8.5l3 3 6-7'],
  cross: ['M4 4l8 8M12 4l-8 8'],
  warning: ['M8 2.5L14.5 13.5H1.5z', 'M8 6.5v3.5M8 11.6v.4'],
  information: ['M8 2a6 6 0 1 0 0 12A6 6 0 1 0 8 2z', 'M8 7.2V11M8 5v.4'],
  question: ['M8 2a6 6 0 1 0 0 12A6 6 0 1 0 8 2z', 'M6.3 6.4a1.8 1.8 0 1 1 2.6 1.6c-.6.3-.9.7-.9 1.3M8 11v.4'],
  external: ['M9.5 2.5h4v4M13.5 2.5L7.5 8.5', 'M11.5 9.5v3a1 1 0 0 1-1 1h-7a1 1 0 0 1-1-1v-7a1 1 0 0 1 1-1h3'],
  chevron: ['M6 4l4 4-4 4'],
  copy: ['M5.5 5.5h8v8h-8z', 'M10.5 5.5v-3h-8v8h3'],
  arrow: ['M3 8h10M9 4l4 4-4 4'],
} as const;

export type IconName = keyof typeof shapes;

export function icon(name: IconName): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('class', `icon icon-${name}`);
  svg.setAttribute('aria-hidden', 'true');
  for (const d of shapes[name]) {
    const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    path.setAttribute('d', d);
    svg.append(path);
  }
  return svg;
}
