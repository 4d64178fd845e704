// Put into a copy of the page together with axe-core: tells what a browser makes of it, line by line.
'use strict';
(async () => {
  const lines = [];
  const result = await axe.run(document, { resultTypes: ['violations'] });
  for (const violation of result.violations)
    for (const node of violation.nodes) lines.push(`violation ${violation.id} ${node.target}`);
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) lines.push(`wide ${root.scrollWidth}`);
  for (const element of document.querySelectorAll('img, script[src], link, iframe, b, form'))
    lines.push(`foreign ${element.tagName}`);
  for (const heading of document.querySelectorAll('h2')) lines.push(`title ${heading.textContent}`);
  lines.push(`width ${root.clientWidth}`);
  lines.push(`dark ${matchMedia('(prefers-color-scheme: dark)').matches}`);
  lines.push(`rules ${result.passes.length}`);
  if (parent !== window) return parent.postMessage(lines.join('\n'), '*');
  const told = document.createElement('pre');
  told.id = 'told';
  told.textContent = `\n${lines.join('\n')}\n`;
  document.body.replaceChildren(told);
})();
