package dev.keyflux.cli;

import dev.keyflux.rollout.RolloutEvent;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Shows on standard error that a run moves. It looks at counters now and then on a thread of its own, so a slow or
 * stopped terminal holds up no result.
 */
final class Progress implements AutoCloseable {

    private static final Duration REDRAW = Duration.ofMillis(250);
    private static final Duration REPEAT = Duration.ofSeconds(5);
    /** How long a terminal may take for a line before the run goes on to its report. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final String CLEAR_LINE = "\r\u001b[K";
    /** DECAWM, off and on: whether a terminal goes on in the next line where one is full. */
    private static final String NO_WRAP = "\u001b[?7l";

    private static final String WRAP = "\u001b[?7h";

    private enum Style {
        NONE,
        LINES,
        REDRAWN
    }

    private final PrintStream err;
    private final Style style;
    private final int columns;
    private final Supplier<CallCounts> calls;
    private final ProgressTally tally = new ProgressTally();
    private final Disposable ticks;
    private final @Nullable Scheduler owned;
    private final ReentrantLock drawing = new ReentrantLock();
    private String drawn = "";

    private Progress(
            Terminal terminal,
            Style style,
            Supplier<CallCounts> calls,
            Scheduler scheduler,
            @Nullable Scheduler owned) {
        this.calls = calls;
        this.err = terminal.err();
        this.style = style;
        this.columns = terminal.columns();
        this.owned = owned;
        this.ticks = switch (style) {
            case NONE -> Disposables.disposed();
            case LINES -> ticks(REPEAT, scheduler);
            case REDRAWN -> ticks(REDRAW, scheduler);
        };
    }

    static Progress start(ProgressMode mode, Terminal terminal, Supplier<CallCounts> calls) {
        var scheduler = Schedulers.newSingle("keyflux-progress", true);
        return new Progress(terminal, style(mode, terminal), calls, scheduler, scheduler);
    }

    /** As {@link #start(ProgressMode, Terminal, Supplier)}, by the time of a scheduler that stays the caller's. */
    static Progress start(ProgressMode mode, Terminal terminal, Supplier<CallCounts> calls, Scheduler scheduler) {
        return new Progress(terminal, style(mode, terminal), calls, scheduler, null);
    }

    private static Style style(ProgressMode mode, Terminal terminal) {
        return switch (mode) {
            case NONE -> Style.NONE;
            case PLAIN -> Style.LINES;
            case AUTO -> terminal.canRedraw() ? Style.REDRAWN : Style.LINES;
        };
    }

    void count(RolloutEvent event) {
        tally.add(event);
    }

    /** Prints a line of its own, whatever the mode. */
    void say(String line) {
        drawing.lock();
        try {
            clear();
            err.println(line);
            err.flush();
        } finally {
            drawing.unlock();
        }
    }

    /** Takes the live line away, unless the terminal has stopped; nothing is drawn any more. */
    @Override
    public void close() {
        ticks.dispose();
        if (owned != null) {
            owned.dispose();
        }
        if (lockOnceDrawn()) {
            try {
                clear();
                err.flush();
            } finally {
                drawing.unlock();
            }
        }
    }

    /** Locks the drawing once what is being drawn is out; false if that takes too long. */
    private boolean lockOnceDrawn() {
        try {
            return drawing.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Disposable ticks(Duration period, Scheduler scheduler) {
        return Flux.interval(period, scheduler).onBackpressureDrop().subscribe(tick -> draw());
    }

    private void draw() {
        drawing.lock();
        try {
            draw(tally.line(calls.get()));
        } finally {
            drawing.unlock();
        }
    }

    private void draw(String line) {
        if (ticks.isDisposed() || line.equals(drawn)) {
            return;
        }
        if (style == Style.REDRAWN) {
            // A line that wraps could not be redrawn, and few shells tell how much room there is.
            err.print(NO_WRAP + CLEAR_LINE + (line.length() < columns ? line : line.substring(0, columns - 1)) + WRAP);
        } else {
            err.println(line);
        }
        err.flush();
        drawn = line;
    }

    private void clear() {
        if (style == Style.REDRAWN && !drawn.isEmpty()) {
            err.print(CLEAR_LINE);
            drawn = "";
        }
    }
}
