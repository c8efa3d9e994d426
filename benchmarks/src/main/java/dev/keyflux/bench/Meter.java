package dev.keyflux.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;

/** Measures the process that it runs in, from its construction on. One at a time, since peaks begin anew with each. */
public final class Meter {

    private static final Path STATUS = Path.of("/proc/self/status");
    /** Takes commands; 5 has the peak of resident memory begin anew (proc(5)). */
    private static final Path CLEAR_REFS = Path.of("/proc/self/clear_refs");

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final long cpu = system.getProcessCpuTime();
    private final long wall = System.nanoTime();

    /** Begins. */
    public Meter() {
        ManagementFactory.getThreadMXBean().resetPeakThreadCount();
        try {
            if (Files.isWritable(CLEAR_REFS)) {
                Files.writeString(CLEAR_REFS, "5");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What {@code operations} of them cost: {@code operations}; {@code wall} and {@code cpu} in seconds, the latter of
     * all threads, the collector's and compiler's included; {@code rss}, the most memory resident since it began, in MB (where
     * Linux does not tell, since ever); {@code threads}, the most that lived at once.
     */
    public Figures figures(long operations) {
        var elapsed = System.nanoTime() - wall;
        var used = system.getProcessCpuTime() - cpu;
        var values = new LinkedHashMap<String, Double>();
        values.put("operations", (double) operations);
        values.put("wall", elapsed / 1e9);
        values.put("cpu", used / 1e9);
        values.put("rss", peakResident());
        values.put("threads", (double) ManagementFactory.getThreadMXBean().getPeakThreadCount());
        return new Figures(values);
    }

    /** What is reachable on the heap now, in MB. Collects all garbage to find out. */
    public static double liveHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6;
    }

    private static double peakResident() {
        try (var lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .findFirst()
                            .orElse(0)
                    / 1e3;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
