package dev.keyflux.bench.cold;

import dev.keyflux.bench.Child;
import dev.keyflux.bench.Figures;
import dev.keyflux.bench.Python;
import dev.keyflux.bench.SampleKeys;
import dev.keyflux.bench.Settings;
import dev.keyflux.bench.Study;
import dev.keyflux.bench.Table;
import dev.keyflux.sandbox.Sandbox;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Every command in turn, round after round. The server is a sandbox in this process, which notes when a command's first
 * request arrives; each process is an account of its own, so that none finds the key there.
 *
 * <p>Settings: {@code rounds} (7), {@code commands} (all): {@code bare}, a program that makes one call with the SDK, and
 * {@code bare-closing}, which closes its client too; {@code keyflux-jar} by {@code java -jar}, {@code
 * keyflux-without-archive} and {@code keyflux} by the launcher; {@code boto3}; {@code aws}, the AWS CLI.
 */
public final class ColdStart implements Study {

    private static final String BARE = "bare";
    private static final String BARE_CLOSING = "bare-closing";
    private static final String BY_JAR = "keyflux-jar";
    private static final String WITHOUT_ARCHIVE = "keyflux-without-archive";
    private static final String KEYFLUX = "keyflux";
    private static final String BOTO3 = "boto3";
    private static final String AWS_CLI = "aws";
    private static final List<String> NAMES =
            List.of(BARE, BARE_CLOSING, BY_JAR, WITHOUT_ARCHIVE, KEYFLUX, BOTO3, AWS_CLI);

    private static final Path BUILT = Path.of("target").toAbsolutePath();
    private static final Path JAR = BUILT.resolve("keyflux.jar");
    private static final Path LAUNCHER = BUILT.resolve("keyflux");
    private static final String JAVA_HOME = System.getProperty("java.home");
    private static final String JAVA = Path.of(JAVA_HOME, "bin", "java").toString();

    @Override
    public String question() {
        return "How long does one key into 19 regions take from the command line, against a program that makes one call?";
    }

    @Override
    public Set<String> settings() {
        return Set.of("rounds", "commands");
    }

    @Override
    public String run(Settings settings) throws Exception {
        var folder = Files.createTempDirectory("keyflux-cold");
        try {
            return run(settings, folder);
        } finally {
            try (var files = Files.walk(folder)) {
                // What is in a folder first.
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
    }

    private static String run(Settings settings, Path folder) throws Exception {
        var line = SampleKeys.rsa(2048);
        var key = Files.writeString(folder.resolve("key-1.pub"), line + "\n");
        var first = new AtomicLong();
        try (var sandbox = Sandbox.builder()
                .latency(call -> {
                    first.compareAndSet(0, System.nanoTime());
                    return Duration.ZERO;
                })
                .start()) {
            var named = settings.wordsOf("commands", NAMES);
            var url = sandbox.url().toString();
            var commands = new LinkedHashMap<String, List<String>>();
            for (var name : NAMES) {
                if (named.contains(name)) {
                    commands.put(name, command(name, url, line, key, folder.resolve("cache")));
                }
            }
            var figures = new LinkedHashMap<String, List<Figures>>();
            var account = 0;
            // The round before the first makes the archive, and has all files in memory.
            for (var round = 0; round <= settings.number("rounds", 7, 1); round++) {
                for (var command : commands.entrySet()) {
                    var measured = measure("AKIDBENCH" + account++, command.getValue(), first);
                    System.err.println(round + " " + command.getKey() + " " + measured.line());
                    var rounds = figures.computeIfAbsent(command.getKey(), any -> new ArrayList<>());
                    if (round > 0) {
                        rounds.add(measured);
                    }
                }
            }
            return page(figures);
        }
    }

    private static List<String> command(String name, String url, String line, Path key, Path cache)
            throws IOException, InterruptedException {
        var bare = List.of(JAVA, "-cp", JAR + File.pathSeparator + classes(), BareCall.class.getName(), url, line);
        var arguments = List.of("import", key.toString(), "-r", "all", "--endpoint-url", url);
        return switch (name) {
            case BARE -> bare;
            case BARE_CLOSING -> and(bare, List.of("close"));
            case BY_JAR -> and(List.of(JAVA, "-jar", JAR.toString()), arguments);
            case WITHOUT_ARCHIVE -> and(launcher("off", cache), arguments);
            case KEYFLUX -> and(launcher("now", cache), arguments);
            case BOTO3 -> and(Python.find().script("boto3_once.py"), List.of(url, line));
            default ->
                List.of(
                        Python.find().awsCli(),
                        "lightsail",
                        "import-key-pair",
                        "--region=eu-west-1",
                        "--endpoint-url=" + url,
                        "--key-pair-name=key-1",
                        "--public-key-base64=" + line);
        };
    }

    /** Where the bare program's class is. */
    private static Path classes() {
        try {
            return Path.of(BareCall.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> launcher(String archive, Path cache) {
        return List.of(
                "env",
                "JAVA_HOME=" + JAVA_HOME,
                "XDG_CACHE_HOME=" + cache,
                "KEYFLUX_ARCHIVE=" + archive,
                LAUNCHER.toString());
    }

    private static List<String> and(List<String> some, List<String> others) {
        var all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }

    private static Figures measure(String account, List<String> command, AtomicLong first)
            throws IOException, InterruptedException {
        first.set(0);
        var whole = and(
                List.of(
                        "env",
                        "AWS_ACCESS_KEY_ID=" + account,
                        "AWS_SECRET_ACCESS_KEY=any",
                        // Nobody's own settings.
                        "AWS_CONFIG_FILE=/dev/null",
                        "AWS_SHARED_CREDENTIALS_FILE=/dev/null"),
                command);
        var cpu = childrenSeconds();
        var began = System.nanoTime();
        try (var child = Child.start(-1, whole)) {
            child.end();
        }
        var wall = System.nanoTime() - began;
        return new Figures(
                Map.of("request", (first.get() - began) / 1e9, "wall", wall / 1e9, "cpu", childrenSeconds() - cpu));
    }

    /** The processor time of all children that have ended, as Linux counts it; nothing elsewhere. */
    private static double childrenSeconds() throws IOException {
        var stat = Path.of("/proc/self/stat");
        if (!Files.isReadable(stat)) {
            return Double.NaN;
        }
        // proc(5): after the name in parentheses come the third field and on; cutime and cstime are the 16th and 17th.
        var text = Files.readString(stat);
        var fields = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) / 100.0;
    }

    private static String page(Map<String, List<Figures>> figures) {
        var table = new Table("command", "first request s", "end s", "× bare", "in rounds", "CPU s", "× bare");
        var bare = figures.getOrDefault(BARE, List.of());
        figures.forEach((name, rounds) -> table.row(
                name,
                Figures.median(rounds, round -> round.value("request")),
                Figures.median(rounds, round -> round.value("wall")),
                Figures.median(Figures.ratios(rounds, bare, round -> round.value("wall"))),
                Figures.range(Figures.ratios(rounds, bare, round -> round.value("wall"))),
                Figures.median(rounds, round -> round.value("cpu")),
                Figures.median(Figures.ratios(rounds, bare, round -> round.value("cpu")))));
        return "One key into 19 regions over loopback by Keyflux, into one (a single call) by the others; whole processes from start to end,"
                + " medians, commands in turn. A ratio is that of two processes of the same round.\n\n"
                + table;
    }
}
