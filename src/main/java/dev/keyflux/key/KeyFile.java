package dev.keyflux.key;

import java.util.Iterator;
import java.util.List;

/**
 * The content of one file, and what its entries are.
 *
 * @param label how reports name the file
 * @param text the file's text
 */
record KeyFile(String label, KeyText text) {

    /** Judges one entry after another, as the iterator is advanced. */
    Iterator<KeyEntry> entries(KeyCheck check, Naming naming) {
        var refusal = text.refusal();
        if (refusal.isPresent()) {
            naming.count();
            return List.<KeyEntry>of(refusal.get().in(label)).iterator();
        }
        return judge(check, naming);
    }

    private int entriesUpToTwo() {
        var forms = text.forms();
        forms.next();
        return forms.hasNext() ? 2 : 1;
    }

    private Iterator<KeyEntry> judge(KeyCheck check, Naming naming) {
        var named = naming.file(label, entriesUpToTwo());
        var forms = text.forms();
        return new Iterator<>() {
            private int index;

            @Override
            public boolean hasNext() {
                return forms.hasNext();
            }

            @Override
            public KeyEntry next() {
                return entry(forms.next(), ++index, naming.count(), check, named);
            }
        };
    }

    private KeyEntry entry(KeyForm form, int index, int n, KeyCheck check, Naming.OfFile naming) {
        var source = new SourceLine(label, text.line(form.line()));
        try {
            return text.read(form).at(source, check, key -> naming.name(key, source, index, n));
        } catch (RefusedKeyException e) {
            return e.at(source);
        }
    }
}
