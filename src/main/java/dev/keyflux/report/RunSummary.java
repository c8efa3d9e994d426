package dev.keyflux.report;

import dev.keyflux.rollout.RunStarted.Mode;

/**
 * A run in numbers.
 *
 * @param keys how many keys took part
 * @param targets how many targets took part
 * @param rejected how many entries of the source were no importable key
 * @param outcomes how the keys fared, over all targets
 * @param unaccounted how many outcomes are missing, or too many, counted for each target by itself. Anything but zero is a
 *     fault of the program, and is never hidden
 */
public record RunSummary(long keys, long targets, long rejected, OutcomeCounts outcomes, long unaccounted) {

    /** How many outcomes there have to be: keys times targets. */
    public long expected() {
        return Math.multiplyExact(keys, targets);
    }

    int exitCode(Mode mode, boolean stopped) {
        if (stopped) {
            return ExitCode.INTERRUPTED;
        }
        if (outcomes.bad() > 0 || rejected > 0 || unaccounted != 0) {
            return ExitCode.SOMETHING_BAD;
        }
        return mode == Mode.PLAN && outcomes.planned() > 0 ? ExitCode.CHANGES_WANTED : ExitCode.ALL_GOOD;
    }
}
