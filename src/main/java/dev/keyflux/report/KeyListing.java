package dev.keyflux.report;

import dev.keyflux.key.NamedKey;
import dev.keyflux.key.RejectedKey;
import java.util.List;

/** Shows judged keys as they are read, so that any number of them can be shown. */
public sealed interface KeyListing permits JsonKeyListing, TextKeyListing {

    /** Shows a key that can be imported. */
    void key(NamedKey key);

    /** Shows the rejected entries, and ends the listing. */
    void end(List<RejectedKey> rejected);
}
