package dev.keyflux.report;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.keyflux.key.Printable;
import dev.keyflux.rollout.ErrorDetail;
import dev.keyflux.rollout.ImportResult;
import dev.keyflux.rollout.Outcome.Standing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A report for people: the targets, what went wrong and what to do about it, the rejected entries, the totals. Its length
 * is bounded whatever the size of the run: long lists end in {@code ... and N more}. Text that came from files or from
 * the service is {@linkplain Printable escaped}.
 */
public final class TextSummary {

    private static final int TARGETS_SHOWN = 30;
    private static final int ROWS_SHOWN = 20;
    private static final int KEYS_SHOWN = 3;

    private final Colours colours;
    private final StringBuilder out = new StringBuilder();

    private TextSummary(Colours colours) {
        this.colours = colours;
    }

    /** The report as text, each line ended by a newline; with ANSI colours if {@code coloured}. */
    public static String of(RolloutReport report, boolean coloured) {
        return new TextSummary(new Colours(coloured)).write(report);
    }

    private String write(RolloutReport report) {
        targets(report.targets());
        halted(report.targets());
        bad(report.results());
        rejected(report);
        totals(report);
        return out.toString();
    }

    private void targets(List<TargetReport> targets) {
        var shown = targets.size() <= TARGETS_SHOWN
                ? targets
                : targets.stream().filter(Predicate.not(TextSummary::isAllGood)).toList();
        if (!shown.isEmpty()) {
            var table =
                    new TextTable("TARGET", ">GOOD", ">PLANNED", ">BAD", ">CALLS", ">THROTTLED", ">RETRIES", ">TIME");
            shown.stream().limit(TARGETS_SHOWN).forEach(target -> row(table, target));
            table.appendTo(out);
            more(shown.size() - TARGETS_SHOWN);
        }
        if (shown.size() < targets.size()) {
            line("  " + Figures.count(targets.size() - shown.size(), "target", "targets")
                    + (shown.isEmpty() ? "" : " more") + ", all good");
        }
        out.append('\n');
    }

    private static boolean isAllGood(TargetReport target) {
        var outcomes = target.outcomes();
        return outcomes.good() == outcomes.total() && target.finished().halted() == null;
    }

    private static void row(TextTable table, TargetReport target) {
        var outcomes = target.outcomes();
        var end = target.finished();
        table.row(
                Printable.escape(target.target().toString()),
                Figures.count(outcomes.good()),
                Figures.count(outcomes.planned()),
                Figures.count(outcomes.bad()),
                Figures.count(end.calls()),
                Figures.count(end.throttled()),
                Figures.count(end.retries()),
                Figures.duration(end.duration()));
    }

    private void halted(List<TargetReport> targets) {
        var halted = targets.stream()
                .filter(target -> target.finished().halted() != null)
                .toList();
        section(
                halted,
                "given up before the end",
                target -> target.target() + ": " + reason(target.finished().halted()));
    }

    private void bad(List<ImportResult> results) {
        results.stream()
                .filter(result -> result.outcome().isBad())
                .collect(groupingBy(Group::of, TreeMap::new, toList()))
                .forEach((group, members) -> {
                    line(colours.of(Standing.BAD, group.label()) + " (" + Figures.count(members.size()) + "): "
                            + Advice.on(group.outcome(), group.heldBy()));
                    rows(members);
                    out.append('\n');
                });
    }

    /** A lane that was given up has the same reason for each of its keys, which then share a row. */
    private void rows(List<ImportResult> results) {
        var rows = results.stream()
                .collect(groupingBy(
                        result -> List.of(result.target().toString(), reason(result.error())),
                        LinkedHashMap::new,
                        mapping(result -> result.key().name(), toList())));
        var table = new TextTable("KEY", "TARGET", "REASON");
        rows.entrySet().stream()
                .limit(ROWS_SHOWN)
                .forEach(row -> table.row(
                        keys(row.getValue()),
                        Printable.escape(row.getKey().get(0)),
                        Printable.escape(row.getKey().get(1))));
        table.appendTo(out);
        more(rows.values().stream().skip(ROWS_SHOWN).mapToInt(List::size).sum());
    }

    private static String keys(List<String> names) {
        var shown = names.stream().limit(KEYS_SHOWN).map(Printable::escape).collect(joining(", "));
        return names.size() <= KEYS_SHOWN
                ? shown
                : shown + " and " + Figures.count(names.size() - KEYS_SHOWN) + " more";
    }

    private void rejected(RolloutReport report) {
        section(
                report.rejected(),
                "rejected, not sent anywhere",
                entry -> entry.source() + ": " + entry.reason().wireName() + ": " + entry.message());
    }

    private <T> void section(List<T> entries, String title, Function<T, String> text) {
        if (entries.isEmpty()) {
            return;
        }
        line(colours.of(Standing.BAD, title) + " (" + Figures.count(entries.size()) + "):");
        entries.stream().limit(ROWS_SHOWN).map(text).map(Printable::escape).forEach(shown -> line("  " + shown));
        more(entries.size() - ROWS_SHOWN);
        out.append('\n');
    }

    private void totals(RolloutReport report) {
        var summary = report.summary();
        summary.outcomes().byOutcome().forEach((outcome, count) -> {
            if (count > 0) {
                line(String.format(
                        Locale.ROOT,
                        "  %s %12s",
                        colours.of(outcome.standing(), String.format(Locale.ROOT, "%-16s", outcome.wireName())),
                        Figures.count(count)));
            }
        });
        if (summary.unaccounted() != 0) {
            line(colours.of(Standing.BAD, "unaccounted for: " + Figures.count(summary.unaccounted()))
                    + "; this is a fault of Keyflux, please report it");
        }
        line(colours.heading(report.mode().name().toLowerCase(Locale.ROOT) + ": "
                + Figures.count(summary.keys(), "key", "keys")
                + " x " + Figures.count(summary.targets(), "target", "targets")
                + " in " + Figures.duration(report.duration()) + ": " + verdict(report)));
    }

    private static String verdict(RolloutReport report) {
        var summary = report.summary();
        var parts = new ArrayList<String>();
        if (report.stopped()) {
            parts.add("stopped before the end");
        }
        if (summary.unaccounted() != 0) {
            parts.add(Figures.count(summary.unaccounted()) + " unaccounted for");
        }
        if (summary.outcomes().bad() > 0) {
            parts.add(Figures.count(summary.outcomes().bad()) + " bad");
        }
        if (summary.rejected() > 0) {
            parts.add(Figures.count(summary.rejected()) + " rejected");
        }
        if (summary.outcomes().planned() > 0) {
            parts.add(Figures.count(summary.outcomes().planned(), "change", "changes") + " wanted");
        }
        return parts.isEmpty() ? "all good" : String.join(", ", parts);
    }

    private static String reason(@Nullable ErrorDetail error) {
        return error == null ? "" : error.code() + ": " + error.message();
    }

    private void more(int hidden) {
        if (hidden > 0) {
            line("  ... and " + Figures.count(hidden) + " more");
        }
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
