package dev.keyflux.cli;

import picocli.CommandLine.Option;

/** What every command with results has. */
final class FormatOptions {

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            converter = OutputFormat.Converter.class,
            description = "What standard output is to be: ${COMPLETION-CANDIDATES}. Default: text.")
    OutputFormat format = OutputFormat.TEXT;
}
