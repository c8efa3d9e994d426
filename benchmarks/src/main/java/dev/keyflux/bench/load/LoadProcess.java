package dev.keyflux.bench.load;

import dev.keyflux.bench.Meter;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The process of one client: for each number that it reads makes so many imports, and prints the figures of that. */
final class LoadProcess {

    private LoadProcess() {}

    /** Takes the client's name, the endpoint, and the calls in flight; ends with its input. */
    public static void main(String[] args) throws Exception {
        var maker = Objects.requireNonNull(LoadClients.all().get(args[0]), args[0]);
        var turns = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (var client = maker.make(URI.create(args[1]), Integer.parseInt(args[2]))) {
            for (var turn = turns.readLine(); turn != null; turn = turns.readLine()) {
                var imports = Integer.parseInt(turn);
                var meter = new Meter();
                client.run(imports);
                var figures = meter.figures(imports);
                System.out.println(figures.with("heap", Meter.liveHeap()).line());
            }
        }
        // Some HTTP clients leave threads behind.
        System.exit(0);
    }
}
