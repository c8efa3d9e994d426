package dev.keyflux.key;

/**
 * An entry that is no importable key.
 *
 * @param source where it stands
 * @param reason why it was refused
 * @param message what is wrong and what to do about it, for people; never shows private material
 */
public record RejectedKey(SourceLine source, RejectionReason reason, String message) implements KeyEntry {}
