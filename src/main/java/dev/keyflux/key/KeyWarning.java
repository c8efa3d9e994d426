package dev.keyflux.key;

/**
 * Something about the keys of a batch that people should know, and that keeps no key from being imported.
 *
 * @param message what it is, where, and what to do about it, in one line for people; text from files is escaped
 */
public record KeyWarning(String message) {}
