package dev.keyflux.report;

import dev.keyflux.rollout.Outcome.Standing;

/** Paints text for a terminal, or leaves it as it is. */
record Colours(boolean on) {

    private static final String RESET = "\u001b[0m";
    private static final String BOLD = "\u001b[1m";
    private static final String RED = "\u001b[31m";
    private static final String GREEN = "\u001b[32m";
    private static final String YELLOW = "\u001b[33m";

    String of(Standing standing, String text) {
        return paint(
                switch (standing) {
                    case GOOD -> GREEN;
                    case PLANNED -> YELLOW;
                    case BAD -> RED;
                },
                text);
    }

    String heading(String text) {
        return paint(BOLD, text);
    }

    private String paint(String code, String text) {
        return on ? code + text + RESET : text;
    }
}
