package dev.keyflux.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code keyflux} itself, which only shows what commands there are. */
@Command(
        name = "keyflux",
        header = "Makes a set of SSH public keys present in many Amazon Lightsail regions and accounts.",
        description = "",
        subcommands = HelpCommand.class)
final class KeyfluxCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }
}
