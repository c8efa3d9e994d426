package dev.keyflux.key;

/** What a source holds: a key that can be imported, or an entry that cannot, with the reason. */
public sealed interface KeyEntry permits NamedKey, RejectedKey {

    /** Where the entry stands. */
    SourceLine source();
}
