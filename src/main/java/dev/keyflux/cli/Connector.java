package dev.keyflux.cli;

/** Opens the way to Lightsail. */
@FunctionalInterface
interface Connector {

    /**
     * Opens it; makes no call yet. May block.
     *
     * @throws UsageException if the settings cannot be followed
     */
    Connection open(ConnectionSettings settings);
}
