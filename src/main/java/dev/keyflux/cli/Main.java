package dev.keyflux.cli;

import dev.keyflux.report.Tool;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;

/** The way in from a shell. */
public final class Main {

    private static final int USAGE_WIDTH = 100;
    private static final long LAST_FLUSH_MS = 1_000;
    private static final String LOG_LEVEL = "org.slf4j.simpleLogger.defaultLogLevel";
    private static final String NETTY_WITHOUT_UNSAFE = "io.netty.noUnsafe";
    /** From this JDK on the JVM itself warns on standard error of what Netty's fast memory access uses (JEP 498). */
    private static final int WARNS_OF_UNSAFE = 24;

    /** With any of these a command does nothing but tell about itself. */
    private static final Set<String> HELP = Set.of("-h", "--help", "-V", "--version");

    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        prepareProcess();
        // A lambda, since a method reference would load the classes of AWS at once, and most commands need none.
        var context = new Context(Terminal.ofProcess(), settings -> AwsConnection.open(settings), new ProcessSignals());
        System.exit(run(context, arguments));
    }

    /** Sets what holds for the whole process, before any library is used. */
    static void prepareProcess() {
        quietLibraries();
        MemoryWatch.start();
    }

    /** What a command has to say it says itself: libraries log failures that are an everyday thing here. */
    private static void quietLibraries() {
        setUnlessSet(LOG_LEVEL, "off");
        if (Runtime.version().feature() >= WARNS_OF_UNSAFE) {
            setUnlessSet(NETTY_WITHOUT_UNSAFE, "true");
        }
    }

    private static void setUnlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    /** Runs one command and answers its exit code. */
    static int run(Context context, String... arguments) {
        var terminal = context.terminal();
        var failures = new Failures(terminal);
        var command = commandLine(context, failures, arguments);
        try {
            var code = execute(command, failures, arguments);
            return terminal.out()
                    .trouble()
                    .map(trouble -> failures.handle(trouble, command))
                    .orElse(code);
        } finally {
            flush(terminal.err());
        }
    }

    /** On another thread, since standard error may have stopped, and the process is to end all the same. */
    private static void flush(PrintStream err) {
        var flushing = new Thread(err::flush, "keyflux-flush");
        flushing.setDaemon(true);
        flushing.start();
        try {
            flushing.join(LAST_FLUSH_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int execute(CommandLine command, Failures failures, String... arguments) {
        try {
            return command.execute(arguments);
        } catch (Throwable failure) {
            // Picocli hands exceptions to its handler and lets errors through.
            return failures.handle(failure, command);
        }
    }

    private static CommandLine commandLine(Context context, Failures failures, String... arguments) {
        var terminal = context.terminal();
        var command = new CommandLine(new KeyfluxCommand());
        subcommands(context, arguments).forEach(command::addSubcommand);
        command.setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures)
                .setColorScheme(CommandLine.Help.defaultColorScheme(terminal.colours() ? Ansi.ON : Ansi.OFF))
                .setUsageHelpWidth(USAGE_WIDTH)
                // A SOURCE may begin with an at sign, and what is in it is never to be taken for options.
                .setExpandAtFiles(false)
                .setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
        describe(command);
        command.getSubcommands().values().stream()
                .filter(subcommand -> !(subcommand.getCommand() instanceof HelpCommand))
                .forEach(Main::describe);
        if (!asksForHelp(arguments)) {
            // Else a variable that is wrong would keep people from the help that tells what is right.
            command.setDefaultValueProvider(new EnvironmentDefaults(terminal.environment(), arguments));
        }
        return command;
    }

    private static boolean asksForHelp(String... arguments) {
        return (arguments.length > 0 && arguments[0].equals("help"))
                || Arrays.stream(arguments)
                        .takeWhile(argument -> !argument.equals("--"))
                        .anyMatch(HELP::contains);
    }

    /** The one that is called, if it is clear which: to find out about a command's options takes tens of milliseconds. */
    private static Stream<Object> subcommands(Context context, String... arguments) {
        return switch (arguments.length == 0 ? "" : arguments[0]) {
            case "import" -> Stream.of(new ImportCommand(context));
            case "plan" -> Stream.of(new PlanCommand(context));
            case "keys" -> Stream.of(new KeysCommand(context));
            case "sandbox" -> Stream.of(new SandboxCommand(context));
            default ->
                Stream.of(
                        new ImportCommand(context),
                        new PlanCommand(context),
                        new KeysCommand(context),
                        new SandboxCommand(context));
        };
    }

    /** What every command has in common. */
    private static void describe(CommandLine command) {
        var tool = Tool.keyflux();
        var spec = command.getCommandSpec();
        spec.addMixin("common", CommandSpec.forAnnotatedObject(new CommonOptions()));
        spec.version(tool.name() + " " + tool.version());
        spec.usageMessage()
                .sortOptions(false)
                .abbreviateSynopsis(true)
                .footer(footer(spec.usageMessage().footer()));
    }

    private static String[] footer(String[] examples) {
        var environment = Stream.of(
                "",
                "Options can also come from variables, for example --max-in-flight from KEYFLUX_MAX_IN_FLIGHT;",
                "what is typed wins, and an empty variable counts as none. NO_COLOR is honoured.");
        return Stream.concat(Arrays.stream(examples), environment).toArray(String[]::new);
    }
}
