package dev.keyflux.report;

/** The exit codes of Keyflux' commands, and of the runs that reports tell of. Scripts rely on them. */
public final class ExitCode {

    /** All is good: each outcome, or each key that was judged. */
    public static final int ALL_GOOD = 0;

    /** A bad or missing outcome, a rejected entry, or something that could not be written. */
    public static final int SOMETHING_BAD = 1;

    /** A usage error, or input that cannot be read; nothing was done. */
    public static final int USAGE = 2;

    /** A plan wants changes, and nothing is bad. */
    public static final int CHANGES_WANTED = 3;

    /** Interrupted before the end. */
    public static final int INTERRUPTED = 130;

    private ExitCode() {}
}
