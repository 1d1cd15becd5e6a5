// The command line, in commander's own words.
import type { Command, Help } from 'commander';
import { flopscopeProgram } from '../../../src/cli/flopscope-program.ts';
import { type DocPage, type DocSection, section } from '../doc-page.ts';
import { codeBlock, type Html, html, table } from '../html.ts';

export function commandLinePage(): DocPage {
  const program = flopscopeProgram();
  return {
    name: 'command-line',
    title: 'Command line',
    summary: program.description(),
    sections: program.commands.flatMap((command) => sectionsOf(command)),
  };
}

/** A command, then what stands below it: "board backup". */
function sectionsOf(command: Command, above = ''): readonly DocSection[] {
  const name = `${above}${command.name()}`;
  return [
    section(name, bodyOf(command, name)),
    ...command.commands.flatMap((each) => sectionsOf(each, `${name} `)),
  ];
}

function bodyOf(command: Command, name: string): Html {
  const help = command.createHelp();
  const after = textAfterHelp(command);
  return html`<p>${sentence(help.commandDescription(command))}</p>
    ${codeBlock(`Usage of ${name}`, `flopscope ${usage(help, command, name)}`)}
    ${listing(
      `Arguments of ${name}`,
      'argument',
      help
        .visibleArguments(command)
        .map((each) => [
          html`<code>${help.argumentTerm(each)}</code>`,
          help.argumentDescription(each),
        ]),
    )}
    ${listing(
      `Options of ${name}`,
      'option',
      help
        .visibleOptions(command)
        .map((each) => [html`<code>${help.optionTerm(each)}</code>`, help.optionDescription(each)]),
    )}
    ${after === '' ? undefined : codeBlock(`More on ${name}`, after)}`;
}

function listing(caption: string, first: string, rows: readonly (readonly [Html, string])[]) {
  return rows.length === 0 ? undefined : table(caption, [first, 'what it does'], rows);
}

/** Commander's line names the parents that the command was given. */
function usage(help: Help, command: Command, name: string): string {
  const own = help.commandUsage(command);
  return `${name}${own.slice(own.indexOf(command.name()) + command.name().length)}`;
}

function textAfterHelp(command: Command): string {
  let written = '';
  command.configureOutput({
    writeOut: (text) => {
      written += text;
    },
  });
  command.outputHelp();
  return written.replace(command.helpInformation(), '').trim();
}

function sentence(text: string): string {
  const end = /[.!?]$/u.test(text) ? '' : '.';
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${end}`;
}
