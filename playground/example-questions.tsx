import { type GraphiQLPlugin, useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { type Example, examples } from './examples.js';

function Icon() {
  return (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
      <path d="M21 11.5a8.5 8.5 0 0 1-12.4 7.6L3 21l1.9-5.6A8.5 8.5 0 1 1 21 11.5Z" strokeLinejoin="round" />
      <path d="M9.8 9.2a2.4 2.4 0 1 1 3.5 2.2c-.8.4-1.1.9-1.1 1.6" strokeLinecap="round" />
      <path d="M12.2 15.6v.1" strokeWidth="2" strokeLinecap="round" />
    </svg>
  );
}

/** Somebody who comes back keeps their own tabs, so the examples stay within reach here. */
function ExampleQuestions() {
  const { addTab, changeTab, updateActiveTabValues } = useGraphiQLActions();
  const tabs = useGraphiQL((state) => state.tabs);
  const shown = useGraphiQL((state) => state.tabs[state.activeTabIndex]?.query);
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  const variableEditor = useGraphiQL((state) => state.variableEditor);

  function open(example: Example): void {
    show(example);
    // Where the pane covers the question, it has to go; its own button is the only door to it.
    if (window.matchMedia('(max-width: 760px)').matches)
      document
        .querySelector<HTMLButtonElement>('.graphiql-sidebar button[aria-label="Hide Example Questions"]')
        ?.click();
  }

  function show({ query, variables }: Example): void {
    const index = tabs.findIndex((tab) => tab.query === query);
    if (index >= 0) {
      changeTab(index);
      return;
    }
    addTab();
    queryEditor?.setValue(query);
    variableEditor?.setValue(variables);
    updateActiveTabValues({ query, variables });
  }

  return (
    <section aria-label="Example Questions">
      <h2 className="page-pane-title">Example Questions</h2>
      <ol className="page-questions">
        {examples.map((example) => (
          <li key={example.question}>
            <button type="button" aria-current={example.query === shown} onClick={() => open(example)}>
              {example.question}
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}

export const EXAMPLES_PLUGIN: GraphiQLPlugin = { title: 'Example Questions', icon: Icon, content: ExampleQuestions };
