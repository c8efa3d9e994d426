package dev.keyflux.key;

import dev.keyflux.bench.SampleKeys;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What does it cost to hold the RSA keys of a batch against each other, before the first of them is sent? */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ComparisonBenchmark {

    /** How many keys there are, all of 2048 bits and none like another. */
    @Param({"10", "100", "1000"})
    public int keys;

    private List<NamedKey> batch;

    /** Makes the keys. */
    @Setup
    public void make() {
        batch = SampleKeys.distinct(keys);
    }

    /** From the keys' lines to the answer that all of them are sound. */
    @Benchmark
    public Map<String, RejectedKey> compare() {
        var comparison = new RsaComparison();
        batch.forEach(comparison::add);
        var rejected = comparison.rejected();
        if (!rejected.isEmpty()) {
            throw new IllegalStateException("keys that share something: " + rejected);
        }
        return rejected;
    }
}
