package dev.keyflux.cli;

import dev.keyflux.key.FileTrouble;
import dev.keyflux.report.ExitCode;
import dev.keyflux.sandbox.Sandbox;
import dev.keyflux.sandbox.fault.FaultPlan;
import dev.keyflux.sandbox.fault.UnreadableFaultPlanException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code keyflux sandbox}. */
@Command(
        name = "sandbox",
        header = "Serve a local Lightsail and STS until interrupted.",
        description = {
            "",
            "Prints its URL as the first line of standard output. Listens on loopback only, keeps all it knows in memory,"
                    + " and takes any credentials: each access key is an account of its own.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:ended by SIGTERM",
            "2:a usage error, a port that is not free, or a file of faults that cannot be read",
            "130:ended by Ctrl-C"
        },
        footer = {
            "%nExamples:",
            "  keyflux sandbox --port 4566",
            "  keyflux sandbox --faults faults.json",
            "  AWS_ACCESS_KEY_ID=AKIDTRIAL AWS_SECRET_ACCESS_KEY=any aws lightsail get-key-pairs"
                    + " --endpoint-url http://127.0.0.1:4566 --region eu-west-1",
            "  AWS_ACCESS_KEY_ID=AKIDTRIAL AWS_SECRET_ACCESS_KEY=any keyflux import keys/ -r all"
                    + " --endpoint-url http://127.0.0.1:4566"
        })
final class SandboxCommand implements Callable<Integer> {

    private final Context context;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "0",
            description = "The port to listen on; 0 for any free one. Default: 0.")
    private int port;

    @Option(
            names = "--faults",
            paramLabel = "FILE.json",
            description = "What goes wrong with which calls, scripted in JSON; see the README. Default: nothing.")
    private @Nullable Path faults;

    SandboxCommand(Context context) {
        this.context = context;
    }

    /** 130 after Ctrl-C, as a shell expects; 0 after SIGTERM, the usual way to end a service. */
    @Override
    public Integer call() {
        var interrupted = new CompletableFuture<String>();
        try (var sandbox = start()) {
            return context.interrupts()
                    .listenDuring(
                            () -> {
                                announce(sandbox.url());
                                return interrupted.join().equals("INT") ? ExitCode.INTERRUPTED : ExitCode.ALL_GOOD;
                            },
                            interrupted::complete);
        }
    }

    private void announce(URI url) {
        var terminal = context.terminal();
        terminal.out().println(url);
        terminal.out().flush();
        terminal.err().println("sandbox: serving until interrupted (Ctrl-C)");
        terminal.err().flush();
    }

    private Sandbox start() {
        var builder = Sandbox.builder().faults(plan());
        try {
            return builder.port(port).start();
        } catch (IllegalArgumentException e) {
            throw UsageException.of("--port", " " + port + ": " + e.getMessage(), e);
        } catch (UncheckedIOException e) {
            throw UsageException.of(
                    "--port", " " + port + ": " + FileTrouble.of(e) + "; choose another port, or leave --port out", e);
        }
    }

    private FaultPlan plan() {
        if (faults == null) {
            return FaultPlan.NONE;
        }
        try {
            return FaultPlan.read(faults);
        } catch (IOException e) {
            throw UsageException.of("--faults", " " + faults + ": " + FileTrouble.of(e), e);
        } catch (UnreadableFaultPlanException e) {
            throw UsageException.of("--faults", " " + faults + ": " + e.getMessage(), e);
        }
    }
}
