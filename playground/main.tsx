// Monaco's workers must be known before the first editor is made.
import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import '@graphiql/plugin-explorer/style.css';
import { explorerPlugin } from '@graphiql/plugin-explorer';
import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
import { createRoot } from 'react-dom/client';
import { withCurrentOperation } from './current-operation.js';
import { EXAMPLES_PLUGIN } from './example-questions.js';
import { examples } from './examples.js';
import { openTabsStorage, startingTab } from './tabs-storage.js';

// Beside the page, so that it also works under a path of a reverse proxy.
const endpoint = new URL('graphql', location.href);
const socket = new URL(endpoint);
socket.protocol = endpoint.protocol === 'https:' ? 'wss:' : 'ws:';

// The socket's client is loaded and connected with the first subscription, not before.
const fetcher = withCurrentOperation(createGraphiQLFetcher({ url: endpoint.href, subscriptionUrl: socket.href }));
const plugins = [EXAMPLES_PLUGIN, HISTORY_PLUGIN, explorerPlugin({ showAttribution: false })];
const storage = openTabsStorage();

// A pane's own button is the only door to it: whether a pane is hidden is a private state of GraphiQL.
for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-pane]')) {
  button.addEventListener('click', () => {
    const door = `.graphiql-sidebar button[aria-label="Show ${button.dataset['pane']}"]`;
    document.querySelector<HTMLButtonElement>(door)?.click();
  });
}

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element with the id "root"');
createRoot(root).render(
  <GraphiQL
    fetcher={fetcher}
    plugins={plugins}
    storage={storage}
    defaultTabs={examples.map(({ query, variables }) => ({ query, variables, headers: null }))}
    {...startingTab(storage, examples)}
    defaultEditorToolsVisibility="variables"
    shouldPersistHeaders={false}
    inputValueDeprecation
    schemaDescription
  >
    <GraphiQL.Logo> </GraphiQL.Logo>
  </GraphiQL>,
);
