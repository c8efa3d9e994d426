package dev.keyflux.cli;

import picocli.CommandLine.Option;

/** What every command has. */
final class CommonOptions {

    @Option(names = "--verbose", converter = FlagConverter.class, description = "Show the causes of an error.")
    boolean verbose;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version and exit.")
    boolean version;
}
