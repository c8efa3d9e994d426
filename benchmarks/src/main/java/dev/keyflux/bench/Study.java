package dev.keyflux.bench;

import java.util.Set;

/** A measurement over whole processes, which a micro-benchmark cannot make. */
public interface Study {

    /** What it answers, in one sentence. */
    String question();

    /** The names of its settings. */
    Set<String> settings();

    /** Measures; the result is a page in Markdown. Takes minutes. */
    String run(Settings settings) throws Exception;
}
