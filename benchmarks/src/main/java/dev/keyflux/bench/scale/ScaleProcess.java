package dev.keyflux.bench.scale;

import dev.keyflux.bench.Meter;
import dev.keyflux.bench.SampleKeys;
import dev.keyflux.key.SshPublicKey;
import dev.keyflux.rollout.KeyRollout;
import dev.keyflux.rollout.Outcome;
import java.util.concurrent.atomic.AtomicLong;

/** Runs of one size in a process of its own; its figures are those of one run. */
final class ScaleProcess {

    private static final Size WARM_UP = new Size(1_000, 5, 4);

    /** The compiler is done after some hundred thousand imports; were it not, the last sizes would be the cheapest. */
    private static final int WARM_UPS = 50;

    /** So many imports are measured of every size, a small one in several runs. */
    private static final long IMPORTS = 1_000_000;

    private ScaleProcess() {}

    /** Takes the numbers of keys, regions and accounts. */
    public static void main(String[] args) {
        var size = new Size(Integer.parseInt(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]));
        var key = SshPublicKey.parse(SampleKeys.rsa(2048));
        try (var clients = new StubClients()) {
            var rollout = KeyRollout.builder(clients).build();
            for (var i = 0; i < WARM_UPS; i++) {
                run(rollout, key, WARM_UP, () -> {});
            }
            var runs = Math.max(1, IMPORTS / size.imports());
            var meter = new Meter();
            for (var i = 0; i < runs; i++) {
                run(rollout, key, size, () -> {});
            }
            var all = meter.figures(size.imports());
            var figures = all.with("wall", all.value("wall") / runs).with("cpu", all.value("cpu") / runs);
            // Again, because looking at the heap takes time.
            var heap = new double[1];
            run(rollout, key, size, () -> heap[0] = Meter.liveHeap());
            System.out.println(figures.with("heap", heap[0]).line());
        }
    }

    private static void run(KeyRollout rollout, SshPublicKey key, Size size, Runnable halfway) {
        var settled = new AtomicLong();
        var good = rollout.run(SampleKeys.source(key, size.keys()), size.targets())
                .doOnNext(result -> {
                    if (settled.incrementAndGet() == size.imports() / 2) {
                        halfway.run();
                    }
                })
                .filter(result -> result.outcome() == Outcome.IMPORTED)
                .count()
                .blockOptional()
                .orElseThrow();
        if (good != size.imports()) {
            throw new IllegalStateException(good + " good of " + size.imports());
        }
    }
}
