package dev.keyflux.key;

import java.util.ArrayList;
import java.util.List;

/** Places for a message, escaped: the first few of them, and how many more there are. */
final class Places {

    private static final int SHOWN = 4;

    private final List<SourceLine> shown = new ArrayList<>(2);
    private int count;

    Places add(SourceLine place) {
        if (count++ < SHOWN) {
            shown.add(place);
        }
        return this;
    }

    int count() {
        return count;
    }

    /** For example {@code a.pub:1, b.pub:1 and c.pub:1}, or {@code ... d.pub:1 and 96 more}. */
    @Override
    public String toString() {
        var texts = new ArrayList<String>();
        shown.forEach(place -> texts.add(Printable.escape(place.toString())));
        if (count > shown.size()) {
            texts.add(count - shown.size() + " more");
        }
        var last = texts.size() - 1;
        return last < 1
                ? String.join("", texts)
                : String.join(", ", texts.subList(0, last)) + " and " + texts.get(last);
    }
}
