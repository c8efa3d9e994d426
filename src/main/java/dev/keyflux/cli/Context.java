package dev.keyflux.cli;

/**
 * What commands need of the world, so that tests can give them another one.
 *
 * @param terminal where they read and write
 * @param connector opens the way to Lightsail
 * @param interrupts tells when somebody wants them to stop
 */
record Context(Terminal terminal, Connector connector, Interrupts interrupts) {}
