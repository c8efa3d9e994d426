package dev.keyflux.cli;

import dev.keyflux.aws.LightsailClientsBuilder;
import dev.keyflux.rollout.RolloutSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How hard to work. */
final class RunOptions {

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            defaultValue = "32",
            description = "How many calls may be in flight in one target. Default: 32.")
    int concurrency;

    @Option(
            names = "--max-in-flight",
            paramLabel = "N",
            defaultValue = "256",
            description = "How many calls may be in flight overall. Default: 256.")
    int maxInFlight;

    @Option(
            names = "--attempt-timeout",
            paramLabel = "D",
            defaultValue = "10s",
            converter = DurationConverter.class,
            description = "How long one call may take, for example 500ms, 10s, 2m or PT10S; 24 days at most. Default:"
                    + " 10s.")
    Duration attemptTimeout = Duration.ofSeconds(10);

    @Option(
            names = "--deadline",
            paramLabel = "D",
            converter = DurationConverter.class,
            description = "How long the run may take, once the keys are read; then calls in flight are waited for, and"
                    + " the rest is not attempted. 10,000 days at most. Default: no bound.")
    @Nullable
    Duration deadline;

    RolloutSettings settings() {
        requirePositive("--concurrency", concurrency);
        requirePositive("--max-in-flight", maxInFlight);
        if (attemptTimeout.compareTo(LightsailClientsBuilder.MIN_ATTEMPT_TIMEOUT) < 0) {
            throw UsageException.of("--attempt-timeout", " " + attemptTimeout + ": must be 1 ms or more");
        }
        requireAtMost(LightsailClientsBuilder.MAX_ATTEMPT_TIMEOUT, "--attempt-timeout", attemptTimeout);
        requireAtMost(RolloutSettings.MAX_DEADLINE, "--deadline", deadline);
        var settings = RolloutSettings.defaults().withConcurrency(concurrency).withMaxInFlight(maxInFlight);
        return deadline == null ? settings : settings.withDeadline(deadline);
    }

    private static void requirePositive(String option, int value) {
        if (value < 1) {
            throw UsageException.of(option, " " + value + ": must be 1 or more");
        }
    }

    private static void requireAtMost(Duration longest, String option, @Nullable Duration value) {
        if (value != null && value.compareTo(longest) > 0) {
            throw UsageException.of(option, " " + value + ": must be " + longest.toDays() + " days or less");
        }
    }
}
