package dev.keyflux.bench.scale;

import dev.keyflux.bench.Meter;
import dev.keyflux.bench.SampleKeys;
import dev.keyflux.key.SshPublicKey;
import dev.keyflux.rollout.KeyRollout;
import dev.keyflux.rollout.Outcome;
import java.util.concurrent.atomic.AtomicLong;

/** Runs of one size in a process of its own; its figures are those of one run. */
final class ScaleProcess {

    /** So many imports are measured of every size, a small one in several runs. */
    private static final long IMPORTS = 1_000_000;

    /**
     * What comes before is of the same size, and of as many imports but no fewer runs than these: the compiler begins anew
     * when the shape of runs changes, and once more when a long run ends for the first time.
     */
    private static final long FEWEST_WARM_UPS = 3;

    /** Before it all, so that what is done once a run or once a target is compiled too, whatever the size. */
    private static final Size SMALL = new Size(10, 10, 1);

    private static final long SMALL_WARM_UPS = 3_000;

    private ScaleProcess() {}

    /** Takes the numbers of keys, regions and accounts. */
    public static void main(String[] args) {
        var size = new Size(Integer.parseInt(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]));
        var key = SshPublicKey.parse(SampleKeys.rsa(2048));
        try (var clients = new StubClients()) {
            var rollout = KeyRollout.builder(clients).build();
            var runs = Math.max(1, IMPORTS / size.imports());
            run(SMALL_WARM_UPS, rollout, key, SMALL);
            run(Math.max(FEWEST_WARM_UPS, runs), rollout, key, size);
            var meter = new Meter();
            run(runs, rollout, key, size);
            var all = meter.figures(size.imports());
            var figures = all.with("wall", all.value("wall") / runs).with("cpu", all.value("cpu") / runs);
            // Again, because looking at the heap takes time.
            var heap = new double[1];
            run(rollout, key, size, () -> heap[0] = Meter.liveHeap());
            System.out.println(figures.with("heap", heap[0]).line());
        }
    }

    private static void run(long runs, KeyRollout rollout, SshPublicKey key, Size size) {
        for (var i = 0; i < runs; i++) {
            run(rollout, key, size, () -> {});
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
            throw new IllegalStateException(
                    good + " good and " + settled + " settled of " + size.imports() + " imports");
        }
    }
}
