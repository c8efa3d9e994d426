package dev.keyflux.key;

import java.util.ArrayList;
import java.util.List;

/**
 * A key as it was found, before it is judged and named.
 *
 * @param key the key
 * @param notes what its owner may want to know of the way it was written, for people
 */
record FoundKey(SshPublicKey key, List<String> notes) {

    FoundKey {
        notes = List.copyOf(notes);
    }

    /** The same with one more note, which comes first. */
    FoundKey noting(String note) {
        var more = new ArrayList<String>();
        more.add(note);
        more.addAll(notes);
        return new FoundKey(key, more);
    }
}
