package dev.keyflux.key;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

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

    /** The entry that it becomes, judged by {@code check} and named by {@code name}. */
    KeyEntry at(SourceLine source, KeyCheck check, Function<SshPublicKey, String> name) {
        try {
            check.judge(key);
            return new NamedKey(name.apply(key), key, source, notes);
        } catch (RefusedKeyException e) {
            return e.at(source, key);
        }
    }

    /** The same with one more note, which comes first. */
    FoundKey noting(String note) {
        var more = new ArrayList<String>();
        more.add(note);
        more.addAll(notes);
        return new FoundKey(key, more);
    }
}
