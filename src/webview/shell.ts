export interface ShellOptions {
  /** `webview.cspSource`. */
  readonly cspSource: string;
  /** Fresh for every page, at least 128 random bits. */
  readonly nonce: string;
  readonly scriptUri: string;
  readonly styleUri: string;
  /** Title of the lesson; any text. */
  readonly title: string;
  /** BCP 47 language of the page, `vscode.env.language` or `en`. */
  readonly lang: string;
}

/** The HTML document a lesson page starts from: a strict content security policy, one style sheet, one script, and an empty page. */
export function lessonPageHtml({ cspSource, nonce, scriptUri, styleUri, title, lang }: ShellOptions): string {
  const policy = [
    "default-src 'none'",
    `style-src ${cspSource}`,
    `script-src 'nonce-${nonce}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${escape(lang)}">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${escape(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>
<link rel="stylesheet" href="${escape(styleUri)}">
</head>
<body>
<div id="page" aria-busy="true"></div>
<script type="module" nonce="${escape(nonce)}" src="${escape(scriptUri)}"></script>
</body>
</html>
`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
