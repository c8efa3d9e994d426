package dev.keyflux.bench.load;

import dev.keyflux.bench.Meter;
import java.net.URI;
import java.util.Objects;

/** The process of one client: warms up, measures itself, and prints its figures. */
final class LoadProcess {

    private LoadProcess() {}

    /** Takes the client's name, the endpoint, the calls in flight, the imports to warm up with, and those to measure. */
    public static void main(String[] args) throws Exception {
        var inFlight = Integer.parseInt(args[2]);
        var imports = Integer.parseInt(args[4]);
        var maker = Objects.requireNonNull(LoadClients.all().get(args[0]), args[0]);
        try (var client = maker.make(URI.create(args[1]), inFlight)) {
            client.run(Integer.parseInt(args[3]));
            var meter = new Meter();
            client.run(imports);
            var figures = meter.figures(imports);
            System.out.println(figures.with("heap", Meter.liveHeap()).line());
        }
        // Some HTTP clients leave threads behind.
        System.exit(0);
    }
}
