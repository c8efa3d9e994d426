package dev.keyflux.cli;

import dev.keyflux.key.Printable;
import dev.keyflux.key.UnreadableSourceException;
import dev.keyflux.report.ExitCode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The one place that turns an exception into a message on standard error and an exit code. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {

    static final String OUT_OF_MEMORY =
            "out of memory; give the Java virtual machine more with -Xmx, or run fewer keys at a time";

    private final Terminal terminal;

    Failures(Terminal terminal) {
        this.terminal = terminal;
    }

    /** A command line that cannot be understood. */
    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        var command = failure.getCommandLine();
        var unknown = unknown(failure);
        if (unknown != null) {
            say(unmatched(unknown, command));
            UnmatchedArgumentException.printSuggestions(unknown, command.getErr());
        } else {
            say(message(failure) + origin(failure, arguments));
        }
        tryHelp(command);
        return ExitCode.USAGE;
    }

    /** A command that failed. */
    @Override
    public int handleExecutionException(Exception failure, CommandLine command, @Nullable ParseResult parsed) {
        return handle(failure, command);
    }

    /** Anything that was thrown while {@code command} ran. */
    int handle(Throwable failure, CommandLine command) {
        if (failure instanceof UsageException usage) {
            say(message(failure) + origin(usage, command));
            explain(failure, command);
            tryHelp(command);
            return ExitCode.USAGE;
        }
        if (failure instanceof UnreadableSourceException) {
            tell(failure, command);
            return ExitCode.USAGE;
        }
        if (failure instanceof OutputFailedException) {
            tell(failure, command);
            for (var another : failure.getSuppressed()) {
                tell(another, command);
            }
            return ExitCode.SOMETHING_BAD;
        }
        if (failure instanceof OutOfMemoryError) {
            say(OUT_OF_MEMORY);
            return ExitCode.SOMETHING_BAD;
        }
        say("unexpected " + failure.getClass().getSimpleName() + ": " + message(failure) + "; "
                + (isVerbose(command) ? "please report this" : "please report this with the output of --verbose"));
        if (isVerbose(command)) {
            failure.printStackTrace(terminal.err());
        }
        return ExitCode.SOMETHING_BAD;
    }

    private void tell(Throwable failure, CommandLine command) {
        say(message(failure));
        explain(failure, command);
    }

    private void explain(Throwable failure, CommandLine command) {
        if (isVerbose(command)) {
            for (var cause = failure.getCause(); cause != null; cause = cause.getCause()) {
                terminal.err().println("  caused by " + cause.getClass().getName() + ": " + message(cause));
            }
        }
    }

    /** What nobody knows, if anything: a required option may be missing because its name was mistyped. */
    private static @Nullable UnmatchedArgumentException unknown(ParameterException failure) {
        if (failure instanceof UnmatchedArgumentException unmatched) {
            return unmatched;
        }
        var command = failure.getCommandLine();
        var left = failure instanceof MissingParameterException ? command.getUnmatchedArguments() : List.<String>of();
        return left.isEmpty() ? null : new UnmatchedArgumentException(command, left);
    }

    private static String unmatched(UnmatchedArgumentException failure, CommandLine command) {
        var isCommand = !failure.isUnknownOption() && !command.getSubcommands().isEmpty();
        return isCommand
                ? "unknown command '" + Printable.escape(failure.getUnmatched().get(0)) + "'"
                : message(failure);
    }

    /** Where a value that cannot be parsed came from. What was parsed before it does not tell. */
    private String origin(ParameterException failure, String[] arguments) {
        return failure.getArgSpec() instanceof OptionSpec option && !isTyped(option, arguments) ? variable(option) : "";
    }

    /** Where a value that was parsed and will not do came from. */
    private String origin(UsageException failure, CommandLine command) {
        return failure.option()
                .map(command.getCommandSpec()::findOption)
                .filter(option -> !command.getParseResult().hasMatchedOption(option))
                .map(this::variable)
                .orElse("");
    }

    /** The variable of an option that was not typed, if it is set: else the message would name what nobody gave. */
    private String variable(OptionSpec option) {
        var variable = EnvironmentDefaults.variable(option);
        var isSet = !terminal.environment().getOrDefault(variable, "").isEmpty();
        return isSet ? " (from the variable " + variable + ")" : "";
    }

    /** Whether an option is among the arguments. One name may begin like another, as {@code --account} does. */
    static boolean isTyped(OptionSpec option, String... arguments) {
        return Arrays.stream(arguments)
                .anyMatch(argument -> Arrays.stream(option.names()).anyMatch(name -> gives(argument, name)));
    }

    /** The value may follow after an equals sign, and that of a name of one letter at once. */
    private static boolean gives(String argument, String name) {
        return name.startsWith("--")
                ? argument.equals(name) || argument.startsWith(name + "=")
                : argument.startsWith(name);
    }

    /** Whether it was asked for, before the command's name or after it. */
    private static boolean isVerbose(CommandLine command) {
        var root = command.getParent() == null ? command : command.getParent();
        return Stream.concat(Stream.of(root), root.getSubcommands().values().stream())
                .map(any -> any.getCommandSpec().findOption("--verbose"))
                .anyMatch(option -> option != null && Boolean.TRUE.equals(option.getValue()));
    }

    private void say(String message) {
        terminal.err().println("keyflux: " + message);
        terminal.err().flush();
    }

    private void tryHelp(CommandLine command) {
        terminal.err().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        terminal.err().flush();
    }

    private static String message(Throwable failure) {
        var message = failure.getMessage();
        return Printable.escape(message == null ? failure.getClass().getSimpleName() : message);
    }
}
