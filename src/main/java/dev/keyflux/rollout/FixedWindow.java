package dev.keyflux.rollout;

/** So many calls at a time, as fast as they can. */
class FixedWindow implements Pace {

    private final int window;

    FixedWindow(int window) {
        this.window = window;
    }

    @Override
    public int window() {
        return window;
    }

    @Override
    public long delay(long now) {
        return 0;
    }

    @Override
    public void started(long now) {}

    @Override
    public void answered(long startedAt, boolean throttled) {}

    @Override
    public void unused(long startedAt) {}
}
