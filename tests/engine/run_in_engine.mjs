// node run_in_engine.mjs FOLDER_WITH_NODE_MODULES FILE.bpmn VARIABLES_AS_JSON
// Runs the exported procedure in bpmn-engine: every task is done at once, decisions are answered from the variables.
// Prints the ids of the elements in the order in which they were left.
import {createRequire} from 'node:module';
import {readFileSync} from 'node:fs';
import {EventEmitter} from 'node:events';

const [folder, file, given] = process.argv.slice(2);
const {Engine} = createRequire(folder + '/')('bpmn-engine');
const variables = JSON.parse(given);
const left = [];

// "${decision == "branch"}" and "${environment.variables.due_0}" are what the export writes.
const expressions = {
  resolveExpression(template) {
    const choice = /^\$\{([\w.-]+) == "(.*)"\}$/.exec(template);
    if (choice) return variables[choice[1]] === choice[2];
    const day = /^\$\{environment\.variables\.([\w.-]+)\}$/.exec(template);
    if (day) return variables[day[1]] ?? '2999-01-01T00:00:00Z';
    return template;
  },
  isExpression: (text) => /^\$\{.*\}$/.test(text ?? ''),
  hasExpression: (text) => /\$\{.*\}/.test(text ?? ''),
};

const listener = new EventEmitter();
listener.on('activity.wait', (api) => api.signal());
listener.on('activity.end', (api) => left.push(api.id));  // of what was done, not of what was discarded

const engine = new Engine({source: readFileSync(file, 'utf8'), expressions});
engine.execute({listener, variables}, (error) => {
  if (error) {
    console.error(error.message);
    process.exit(1);
  }
  console.log(left.join(' '));
  process.exit(0);
});
setTimeout(() => {
  console.error('the procedure does not come to its end; left so far: ' + left.join(' '));
  process.exit(1);
}, 20000).unref();
